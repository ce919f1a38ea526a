import type { Explanation } from '@signalbox/core/evaluator';
import { Step } from './step.tsx';

/** On, off or killed: asked first. */
export function StateStep({ decidedBy: { type } }: Pick<Explanation, 'decidedBy'>) {
  if (type === 'killed') return <Step title="Kill switch" outcome="decided" says="Killed" />;
  if (type === 'disabled') return <Step title="On or off" outcome="decided" says="Off" />;
  return <Step title="On or off" outcome="passed" says="On, and not killed" />;
}
