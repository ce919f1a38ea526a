import type { Explanation } from '@signalbox/core/evaluator';
import { useMutation } from '@tanstack/react-query';
import { answer, api } from '../../api/client.ts';
import type { Targeting } from '../model.ts';
import type { Context } from './context-rows.ts';

export interface Question {
  flag: string;
  context: Context;
  /** As it was then; now when absent. */
  revision?: number;
  /** Instead of what is saved. */
  config?: Targeting;
}

export interface Explained {
  revision: number;
  explanation: Explanation;
}

/** Asks the server's own evaluator. Nothing is saved or counted. */
function explain(project: string, environment: string, json: Question): Promise<Explained> {
  return answer(
    api.projects[':project'].environments[':environment'].explain.$post({
      param: { project, environment },
      json,
    }),
  );
}

export function useExplain(project: string, environment: string) {
  return useMutation({ mutationFn: (question: Question) => explain(project, environment, question) });
}
