import {
  compileRuleset,
  detailsOf,
  evaluate,
  explain,
  type CompiledRuleset,
  type EvaluationContext,
  type Ruleset,
} from '@signalbox/core/evaluator';
import { revive } from '../odd-values.ts';
import { toAnswer, type Surface } from '../questions.ts';

/** The evaluator itself, without anything around it. */
export function evaluatorSurface(): Surface {
  const compiled = rememberLast(compileRuleset);
  return {
    name: 'evaluator',
    async answer(ruleset, questions) {
      const ready = compiled(ruleset);
      return questions.map(({ flag, type, default: fallback, context }) =>
        toAnswer(detailsOf(flag, evaluate(ready, flag, type, contextOf(context)), fallback)),
      );
    },
    async [Symbol.asyncDispose]() {},
  };
}

/** What "Try a context" shows for the same question. */
export function explainSurface(): Surface {
  const compiled = rememberLast(compileRuleset);
  return {
    name: 'explain',
    async answer(ruleset, questions) {
      const ready = compiled(ruleset);
      return questions.map(({ flag, type, default: fallback, context }) => {
        const { details } = explain(ready, flag, type, contextOf(context) ?? {});
        return toAnswer(details.errorCode === undefined ? details : { ...details, value: fallback });
      });
    },
    async [Symbol.asyncDispose]() {},
  };
}

/** A context as an application passes it; what it is not, it does not know itself. */
export function contextOf(context: Parameters<typeof revive>[0]): EvaluationContext | undefined {
  return revive(context) as EvaluationContext | undefined;
}

function rememberLast(compile: (ruleset: Ruleset) => CompiledRuleset): (ruleset: Ruleset) => CompiledRuleset {
  let last: { ruleset: Ruleset; compiled: CompiledRuleset } | undefined;
  return (ruleset) => {
    if (last?.ruleset !== ruleset) last = { ruleset, compiled: compile(ruleset) };
    return last.compiled;
  };
}
