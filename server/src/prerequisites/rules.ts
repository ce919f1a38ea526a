import type { Prerequisite } from '@signalbox/core/evaluator';
import type { FieldProblem } from '../http/problem.ts';
import { LIMITS } from '../http/schema.ts';
import type { FlagDefinition, FlagRecord } from '../store/model.ts';
import { graphOf, mostQuestions, stepsFrom, stepsTo, wayBetween, type Graph } from './graph.ts';

type Named = Pick<FlagDefinition, 'clientSide'> & { key: string };
type Wanted = Pick<FlagDefinition, 'variants' | 'clientSide' | 'archived'>;

/** What is wrong with what a flag shall require in an environment, as the project's flags stand. */
export function checkPrerequisites(
  flag: Named,
  prerequisites: readonly Prerequisite[] | undefined,
  environment: string,
  flags: readonly FlagRecord[],
): FieldProblem[] {
  if (!prerequisites) return [];
  const byKey = new Map(flags.map((other) => [other.key, other]));
  // Without what it requires until now: that is replaced.
  const graph = new Map([...graphOf(environment, flags)].filter(([key]) => key !== flag.key));
  const problems = prerequisites.flatMap((prerequisite, index) => {
    const twice = prerequisites.findIndex((other) => other.flag === prerequisite.flag) !== index;
    const found = twice
      ? flagProblem(`"${prerequisite.flag}" is required twice`, 'Name each flag once.')
      : (checkFlag(flag, prerequisite, byKey.get(prerequisite.flag)) ??
        checkChain(flag, prerequisite, graph));
    return found ? [{ ...found, field: `prerequisites.${index}.${found.field}` }] : [];
  });
  return problems.length > 0
    ? problems
    : checkQuestions(new Map(graph).set(flag.key, prerequisites), flag.key);
}

/** Few flags can require each other so densely that answering one would take for ever. */
function checkQuestions(graph: Graph, key: string): FieldProblem[] {
  const questions = mostQuestions(graph, key);
  if (questions <= LIMITS.prerequisiteQuestions) return [];
  return [
    {
      field: 'prerequisites',
      problem: `one answer would ask ${questions} flags, prerequisites of prerequisites included; ${LIMITS.prerequisiteQuestions} is the most`,
      remedy: 'Require fewer flags, or flags that require less.',
    },
  ];
}

function flagProblem(problem: string, remedy: string): FieldProblem {
  return { field: 'flag', problem, remedy };
}

/** The required flag by itself. */
function checkFlag(
  flag: Named,
  { flag: key, variant }: Prerequisite,
  required: FlagRecord | undefined,
): FieldProblem | undefined {
  if (!required) return flagProblem(`there is no flag "${key}"`, 'Name another flag of this project.');
  if (required.archived) {
    return flagProblem(`flag "${key}" is archived`, 'Unarchive it first, or require another flag.');
  }
  if (!required.variants.some(({ name }) => name === variant)) {
    const names = required.variants.map(({ name }) => `"${name}"`).join(', ');
    return {
      field: 'variant',
      problem: `flag "${key}" has no variant "${variant}"`,
      remedy: `Use one of ${names}.`,
    };
  }
  if (flag.clientSide && !required.clientSide) {
    return flagProblem(
      `"${key}" is not client-side, but the flag that requires it is: a page could not answer it`,
      `Mark "${key}" as client-side, or require another flag.`,
    );
  }
  return undefined;
}

/** How it hangs together with the others. */
function checkChain(flag: Named, { flag: required }: Prerequisite, graph: Graph): FieldProblem | undefined {
  const back = wayBetween(graph, required, flag.key);
  if (back) {
    const circle = [flag.key, ...back].join(' → ');
    return flagProblem(`the flag would require itself: ${circle}`, 'Take one of these prerequisites out.');
  }
  const steps = stepsTo(graph, flag.key) + 1 + stepsFrom(graph, required);
  if (steps <= LIMITS.prerequisiteDepth) return undefined;
  return flagProblem(
    `makes a chain of ${steps} flags that each require the next; ${LIMITS.prerequisiteDepth} is the most`,
    'Require a flag that itself requires less.',
  );
}

/** What other flags would miss if a flag became so: each problem names who requires it, and where. */
export function checkRequirers(key: string, after: Wanted, flags: readonly FlagRecord[]): FieldProblem[] {
  return requirersOf(key, flags).flatMap(({ flag, environment, variant }) => {
    const who = `flag "${flag.key}" in ${environment}`;
    const remedy = 'Take it out of the prerequisites there first.';
    if (after.archived) {
      return [{ field: 'archived', problem: `the flag is required by ${who}`, remedy }];
    }
    return [
      ...(after.variants.some(({ name }) => name === variant)
        ? []
        : [{ field: 'variants', problem: `"${variant}" is required by ${who}`, remedy }]),
      ...(after.clientSide || !flag.clientSide
        ? []
        : [{ field: 'clientSide', problem: `the flag is required by ${who}, which is client-side`, remedy }]),
    ];
  });
}

function requirersOf(key: string, flags: readonly FlagRecord[]) {
  return flags
    .filter((flag) => !flag.archived && flag.key !== key)
    .flatMap((flag) =>
      Object.entries(flag.environments).flatMap(([environment, { prerequisites = [] }]) =>
        prerequisites
          .filter((prerequisite) => prerequisite.flag === key)
          .map(({ variant }) => ({ flag, environment, variant })),
      ),
    );
}

/**
 * What a flag itself would lack, in every environment, if it came back from the archive or became client-side: what it
 * requires may have changed since it was configured.
 */
export function checkOwnPrerequisites(
  flag: Named & Pick<FlagRecord, 'environments'>,
  flags: readonly FlagRecord[],
  field: string,
): FieldProblem[] {
  return Object.entries(flag.environments).flatMap(([environment, { prerequisites }]) =>
    checkPrerequisites(flag, prerequisites, environment, flags).map(({ problem, remedy }) => ({
      field,
      problem: `in ${environment}, ${problem}`,
      remedy,
    })),
  );
}
