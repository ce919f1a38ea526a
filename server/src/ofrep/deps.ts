import type { LiveRulesets } from '../delivery/index.ts';
import type { createCompiler } from './compile.ts';
import type { ExposureCounts } from './exposure-counts.ts';

/** What the evaluation routes work with. */
export interface EvaluationDeps {
  live: LiveRulesets;
  compile: ReturnType<typeof createCompiler>;
  exposures: ExposureCounts;
  /** How long an answer waits to be as new as the event that made the client ask. */
  freshWithinMs: number;
}
