import { z } from 'zod';
import { projectSchema } from '../projects/schema.ts';
import { UsageError, type Terminal } from './command.ts';
import { get, type Server } from './server.ts';

const projectsSchema = z.object({ projects: z.array(projectSchema) });

/**
 * Which project is meant: `--project`, SIGNALBOX_PROJECT, or the only one there is.
 * @throws {UsageError} when there are several
 */
export async function findProject(
  api: Server,
  named: string | undefined,
  { env }: Pick<Terminal, 'env'>,
): Promise<string> {
  const known = named ?? env['SIGNALBOX_PROJECT'];
  if (known !== undefined && known !== '') return known;
  const { projects } = await get(api, '/api/v1/projects', projectsSchema);
  const [only, ...others] = projects;
  if (!only) throw new UsageError('The server has no project yet.');
  if (others.length === 0) return only.key;
  const keys = projects.map(({ key }) => key).join(', ');
  throw new UsageError(`Say which project with --project, or set SIGNALBOX_PROJECT: ${keys}.`);
}

/** The address of an environment in the API. */
export function environmentPath(project: string, environment: string): string {
  return `/api/v1/projects/${encodeURIComponent(project)}/environments/${encodeURIComponent(environment)}`;
}

/** The address of a flag in an environment. */
export function flagPath(project: string, flag: string, environment: string): string {
  const inProject = `/api/v1/projects/${encodeURIComponent(project)}/flags/${encodeURIComponent(flag)}`;
  return `${inProject}/environments/${encodeURIComponent(environment)}`;
}
