import { checkConfig, checkRemovedVariants, liveIn } from '../flags/index.ts';
import { refuse, type FieldProblem } from '../http/problem.ts';
import { checkSegment, usersOf } from '../segments/index.ts';
import type { FlagConfig, Write } from '../store/model.ts';
import type { Store } from '../store/store.ts';

/**
 * Whether what is put back still fits what stands now: a variant or a segment may have gone since.
 * @throws {ApiError} 409 that says what does not fit.
 */
export async function checkReverted(store: Store, project: string, writes: readonly Write[]): Promise<void> {
  const problems: FieldProblem[] = [];
  for (const write of writes) problems.push(...(await checkWrite(store, project, write, writes)));
  if (problems.length === 0) return;
  const [first] = problems;
  const detail = first ? `${first.field}: ${first.problem}. ${first.remedy}` : '';
  throw refuse(409, 'does_not_fit', `What was there before does not fit any more. ${detail}`, {
    errors: problems,
  });
}

async function checkWrite(
  store: Store,
  project: string,
  write: Write,
  all: readonly Write[],
): Promise<FieldProblem[]> {
  switch (write.type) {
    case 'flag':
      return checkFlag(store, project, write, all);
    case 'flagConfig': {
      const flag = await store.flag(project, write.key);
      const segments = await store.segments(project, write.environment);
      return checkConfig(write.value, {
        variants: flag?.variants ?? [],
        segments: segments.map((segment) => segment.key),
      });
    }
    case 'segment': {
      const segments = await store.segments(project, write.environment);
      const others = segments.filter((segment) => segment.key !== write.key);
      if (write.value) return checkSegment(write.key, write.value, others);
      const users = usersOf(write.key, write.environment, await store.flags(project), others);
      return users.map((user) => ({
        field: 'segment',
        problem: `"${write.key}" is used by ${user}`,
        remedy: 'Take it out of those rules first.',
      }));
    }
    case 'project':
    case 'environment':
    case 'sdkKey':
      return [];
  }
}

async function checkFlag(
  store: Store,
  project: string,
  write: Extract<Write, { type: 'flag' }>,
  all: readonly Write[],
): Promise<FieldProblem[]> {
  const flag = await store.flag(project, write.key);
  if (!flag) return [];
  const environments = { ...flag.environments };
  for (const other of all) {
    if (other.type !== 'flagConfig' || other.key !== write.key) continue;
    const before = environments[other.environment];
    if (before) environments[other.environment] = { ...before, ...(other.value satisfies FlagConfig) };
  }
  const after = { ...flag, environments };
  const problems = checkRemovedVariants(after, write.value.variants);
  if (!write.value.archived || flag.archived) return problems;

  const production = (await store.environments(project)).filter((environment) => environment.production);
  return problems.concat(
    liveIn(
      after,
      production.map(({ key }) => key),
    ).map((environment) => ({
      field: 'archived',
      problem: `the flag is on in ${environment}`,
      remedy: 'Turn it off there first.',
    })),
  );
}
