import { z } from 'zod';
import { refuse } from '../http/problem.ts';
import { configOf, definitionOf } from '../flags/index.ts';
import { contentOf } from '../segments/index.ts';
import { flagConfig, flagDefinition, segmentContent } from '../store/content.ts';
import type { ChangeItem, Write } from '../store/model.ts';
import type { Store } from '../store/store.ts';

const projectValue = z.strictObject({ name: z.string() });

const environmentSettings = z.strictObject({
  name: z.string(),
  position: z.number(),
  production: z.boolean(),
  color: z.string(),
});

/** What stands now of the thing that an item of the log is about, in the log's own form. Null when it is not there. */
export async function currentValue(store: Store, project: string, item: ChangeItem): Promise<unknown> {
  const { key, environment } = item;
  switch (item.type) {
    case 'project': {
      const found = await store.project(project);
      return found ? { name: found.name } : null;
    }
    case 'environment': {
      const found = (await store.environments(project)).find((candidate) => candidate.key === key);
      if (!found) return null;
      const { name, position, production, color } = found;
      return { name, position, production, color };
    }
    case 'flag': {
      const found = await store.flag(project, key);
      return found ? definitionOf(found) : null;
    }
    case 'flagConfig': {
      const found = (await store.flag(project, key))?.environments[environment ?? ''];
      return found ? configOf(found) : null;
    }
    case 'segment': {
      const found = await store.segment(project, environment ?? '', key);
      return found ? contentOf(found) : null;
    }
    case 'sdkKey':
      return null;
  }
}

/** A value without its kill, if it can have one. */
export function withoutKill(item: ChangeItem, value: unknown): unknown {
  if (item.type !== 'flagConfig' || typeof value !== 'object' || value === null) return value;
  return { ...value, killed: null };
}

/** Writes what was there before. A kill that stands now stays. */
export async function writeBefore(store: Store, project: string, item: ChangeItem): Promise<Write> {
  const { key, before } = item;
  const environment = item.environment ?? '';
  switch (item.type) {
    case 'project':
      return { type: 'project', value: projectValue.parse(before) };
    case 'environment':
      return { type: 'environment', environment: key, value: environmentSettings.parse(before) };
    case 'flag':
      return { type: 'flag', key, value: flagDefinition.parse(before) };
    case 'flagConfig': {
      const current = (await store.flag(project, key))?.environments[environment];
      const value = { ...flagConfig.parse(before), killed: current?.killed ?? null };
      return { type: 'flagConfig', key, environment, value };
    }
    case 'segment':
      return {
        type: 'segment',
        key,
        environment,
        value: before === null ? null : segmentContent.parse(before),
      };
    case 'sdkKey':
      throw refuse(409, 'not_revertible', 'An SDK key cannot be reverted. Create another one instead.');
  }
}
