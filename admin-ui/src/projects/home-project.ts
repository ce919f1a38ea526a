import type { QueryClient } from '@tanstack/react-query';
import { projectsQuery } from './use-projects.ts';

const REMEMBERED = 'signalbox.project';

/** The project to open with: the one that was open last, or else the first. Undefined when there is none. */
export async function homeProject(queryClient: QueryClient): Promise<string | undefined> {
  const projects = await queryClient.ensureQueryData(projectsQuery);
  const last = localStorage.getItem(REMEMBERED);
  return (projects.find(({ key }) => key === last) ?? projects[0])?.key;
}

export function rememberProject(project: string): void {
  localStorage.setItem(REMEMBERED, project);
}

export function rememberedProject(): string | null {
  return localStorage.getItem(REMEMBERED);
}
