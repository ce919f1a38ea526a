import { notFound } from './http/problem.ts';
import type {
  Environment,
  FlagConfig,
  FlagRecord,
  Project,
  SegmentRecord,
  Versioned,
} from './store/model.ts';
import type { Store } from './store/store.ts';

/** Looks things up for a request. Each throws a 404 that names what is not there. */
export const find = {
  async project(store: Store, key: string): Promise<Project> {
    const project = await store.project(key);
    if (!project) throw notFound('project', key);
    return project;
  },

  async environment(store: Store, project: string, key: string): Promise<Environment> {
    await find.project(store, project);
    const environment = (await store.environments(project)).find((candidate) => candidate.key === key);
    if (!environment) throw notFound('environment', key);
    return environment;
  },

  async flag(store: Store, project: string, key: string): Promise<FlagRecord> {
    await find.project(store, project);
    const flag = await store.flag(project, key);
    if (!flag) throw notFound('flag', key);
    return flag;
  },

  async segment(store: Store, project: string, environment: string, key: string): Promise<SegmentRecord> {
    await find.environment(store, project, environment);
    const segment = await store.segment(project, environment, key);
    if (!segment) throw notFound('segment', key);
    return segment;
  },

  config(flag: FlagRecord, environment: string): Versioned<FlagConfig> & { updatedAt: number } {
    // An environment may be called like an object's own method.
    const config = Object.hasOwn(flag.environments, environment) ? flag.environments[environment] : undefined;
    if (!config) throw notFound('environment', environment);
    return config;
  },
};
