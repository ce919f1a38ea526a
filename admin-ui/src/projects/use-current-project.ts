import { useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import { rememberedProject, rememberProject } from './home-project.ts';
import { useProjects } from './use-projects.ts';

/** The project in the address; on screens that belong to none, the one that was open last. */
export function useCurrentProject(): string | undefined {
  const { project } = useParams({ strict: false });
  const { data: projects } = useProjects();
  const exists = projects?.some(({ key }) => key === project) ?? false;
  useEffect(() => {
    if (project && exists) rememberProject(project);
  }, [project, exists]);
  return project ?? rememberedProject() ?? projects?.[0]?.key;
}
