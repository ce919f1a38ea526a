import { readAttribute, compileAttribute } from './attributes.ts';
import { unitOf, WHOLE, type Purpose } from './bucketing.ts';
import type {
  ClauseStep,
  ConditionStep,
  PrerequisiteStep,
  RuleStep,
  SegmentRuleStep,
  SegmentStep,
  ServeStep,
} from './explanation.ts';
import { isPresent } from './match.ts';
import type { Clause, EvaluationContext, Group, Rule, SegmentRule, Serve } from './model.ts';
import type { Outcome } from './outcome.ts';
import { seen } from './seen.ts';
import type { Membership, Trace } from './trace.ts';
import { whyOf } from './why.ts';

/** Everything noted since something was opened. */
interface Notes {
  readonly conditions: ConditionStep[];
  readonly segments: SegmentStep[];
  readonly segmentRules: SegmentRuleStep[];
  readonly rules: RuleStep[];
  readonly prerequisites: PrerequisiteStep[];
  readonly buckets: Map<Purpose, number>;
}

function emptyNotes(): Notes {
  return {
    conditions: [],
    segments: [],
    segmentRules: [],
    rules: [],
    prerequisites: [],
    buckets: new Map(),
  };
}

/** Writes down what an evaluation does. */
export class Recorder implements Trace {
  readonly #context: EvaluationContext;
  /** Makes a prerequisite's explanation of what was noted while it was asked. */
  readonly #explain: (flag: string, outcome: Outcome, notes: Notes) => PrerequisiteStep['explanation'];
  readonly #open: Notes[] = [];
  #notes = emptyNotes();

  constructor(
    context: EvaluationContext,
    explain: (flag: string, outcome: Outcome, notes: Notes) => PrerequisiteStep['explanation'],
  ) {
    this.#context = context;
    this.#explain = explain;
  }

  /** What stands outside everything that was opened, also after an evaluation that was cut short. */
  get notes(): Notes {
    return this.#open[0] ?? this.#notes;
  }

  open(): void {
    this.#open.push(this.#notes);
    this.#notes = emptyNotes();
  }

  #close(): Notes {
    const closed = this.#notes;
    this.#notes = this.#open.pop() ?? emptyNotes();
    return closed;
  }

  clause(clause: Clause, saw: unknown, answer: boolean | undefined, holds: boolean): void {
    const segments = clause.operator === 'inSegment' ? this.#close().segments : undefined;
    const found = {
      saw: seen(saw),
      present: isPresent(saw),
      comparable: answer !== undefined,
      holds,
    };
    const step: ClauseStep = { clause, ...found, why: whyOf(clause, found), ...(segments && { segments }) };
    this.#notes.conditions.push(step);
  }

  group(source: Group, holds: boolean): void {
    const { conditions } = this.#close();
    const group = source.all ? 'all' : source.any ? 'any' : 'none';
    this.#notes.conditions.push({ group, holds, conditions });
  }

  segmentRule({ id }: SegmentRule, holds: boolean): void {
    const { conditions } = this.#close();
    this.#notes.segmentRules.push({ id, holds, conditions });
  }

  segment(key: string, by: Membership, rule?: SegmentRule): void {
    const rules = by === 'missing' ? [] : this.#close().segmentRules;
    const contains = by === 'included' || by === 'rule';
    this.#notes.segments.push({ key, contains, by, ...(rule && { ruleId: rule.id }), rules });
  }

  rule(rule: Rule, holds: boolean, outcome: Outcome | undefined): void {
    const { conditions, buckets } = this.#close();
    this.#notes.rules.push({
      ...ruleHead(rule),
      reached: true,
      holds,
      conditions,
      serve: holds ? this.serve(rule.serve, buckets, outcome) : null,
    });
  }

  prerequisite(
    { flag, variant }: { flag: string; variant: string },
    outcome: Outcome | undefined,
    met: boolean,
  ): void {
    const notes = this.#close();
    this.#notes.prerequisites.push({
      flag,
      needs: variant,
      got: outcome?.variant ?? null,
      met,
      explanation: outcome ? this.#explain(flag, outcome, notes) : null,
    });
  }

  bucket(purpose: Purpose, bucket: number): void {
    this.#notes.buckets.set(purpose, bucket);
  }

  /** What a rule or the fallthrough made of the unit. */
  serve(serve: Serve, buckets: ReadonlyMap<Purpose, number>, outcome: Outcome | undefined): ServeStep {
    const { share = WHOLE, variant, bucketBy = 'targetingKey' } = serve;
    const hashes = share > 0 && (variant === undefined || share < WHOLE);
    const exposure = buckets.get('exp:');
    const split = buckets.get('var:');
    return {
      serve,
      unitAttribute: hashes ? bucketBy : null,
      unit: hashes ? (unitOf(readAttribute(compileAttribute(bucketBy), this.#context)) ?? null) : null,
      share: exposure === undefined ? null : { bucket: exposure, limit: share, inside: exposure < share },
      split: split === undefined ? null : { bucket: split },
      variant: outcome?.variant ?? null,
    };
  }
}

export function ruleHead({ id, description }: Rule): Pick<RuleStep, 'id' | 'description'> {
  return description === undefined ? { id } : { id, description };
}
