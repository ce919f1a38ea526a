import { checkConfig, checkRemovedVariants, liveIn } from '../flags/index.ts';
import { refuse, type FieldProblem } from '../http/problem.ts';
import { checkOwnPrerequisites, checkPrerequisites, checkRequirers } from '../prerequisites/index.ts';
import { checkReach, checkReachAround, checkSegment, usersOf } from '../segments/index.ts';
import type { FlagRecord, Write } from '../store/model.ts';
import type { Store } from '../store/store.ts';

/** What a project holds, and what its flags will be once everything is put back. */
interface Look {
  store: Store;
  project: string;
  flags: readonly FlagRecord[];
  after: readonly FlagRecord[];
}

/**
 * Whether what is put back still fits what stands now: a variant, a segment or a required flag may have gone since.
 * @throws {ApiError} 409 that says what does not fit.
 */
export async function checkReverted(store: Store, project: string, writes: readonly Write[]): Promise<void> {
  const flags = await store.flags(project);
  const look: Look = { store, project, flags, after: flags.map((flag) => written(flag, writes)) };
  const problems: FieldProblem[] = [];
  for (const write of writes) problems.push(...(await checkWrite(look, write)));
  if (problems.length === 0) return;
  const [first] = problems;
  const detail = first ? `${first.field}: ${first.problem}. ${first.remedy}` : '';
  throw refuse(409, 'does_not_fit', `What was there before does not fit any more. ${detail}`, {
    errors: problems,
  });
}

/** A flag as it will be after the writes. */
function written(flag: FlagRecord, writes: readonly Write[]): FlagRecord {
  let after = flag;
  for (const write of writes) {
    if (write.type === 'flag' && write.key === flag.key) after = { ...after, ...write.value };
    if (write.type !== 'flagConfig' || write.key !== flag.key) continue;
    const { environment, value } = write;
    const before = after.environments[environment];
    if (!before) continue;
    const { version, updatedAt } = before;
    const config = { ...value, version, updatedAt };
    after = { ...after, environments: { ...after.environments, [environment]: config } };
  }
  return after;
}

async function checkWrite(look: Look, write: Write): Promise<FieldProblem[]> {
  const { store, project } = look;
  switch (write.type) {
    case 'flag':
      return checkFlag(look, write.key);
    case 'flagConfig': {
      const flag = look.after.find(({ key }) => key === write.key);
      const segments = await store.segments(project, write.environment);
      const known = { variants: flag?.variants ?? [], segments: segments.map(({ key }) => key) };
      const { environment, value } = write;
      return [
        ...checkConfig(value, known),
        ...checkReach(value.rules, segments),
        ...(flag ? checkPrerequisites(flag, value.prerequisites, environment, look.after) : []),
      ];
    }
    case 'segment': {
      const segments = await store.segments(project, write.environment);
      const others = segments.filter((segment) => segment.key !== write.key);
      if (write.value) {
        return [
          ...checkSegment(write.key, write.value, others),
          ...checkReachAround({ ...write.value, key: write.key }, others, look.after, write.environment),
        ];
      }
      const users = usersOf(write.key, write.environment, look.flags, others);
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

async function checkFlag({ store, project, flags, after }: Look, key: string): Promise<FieldProblem[]> {
  const before = flags.find((flag) => flag.key === key);
  const flag = after.find((candidate) => candidate.key === key);
  if (!before || !flag) return [];
  const problems = [
    ...checkRemovedVariants({ ...flag, variants: before.variants }, flag.variants),
    ...checkRequirers(key, flag, after),
    ...(flag.archived ? [] : checkOwnPrerequisites(flag, after, 'prerequisites')),
  ];
  if (!flag.archived || before.archived) return problems;

  const production = (await store.environments(project)).filter((environment) => environment.production);
  const live = liveIn(
    flag,
    production.map(({ key: environment }) => environment),
  );
  return problems.concat(
    live.map((environment) => ({
      field: 'archived',
      problem: `the flag is on in ${environment}`,
      remedy: 'Turn it off there first.',
    })),
  );
}
