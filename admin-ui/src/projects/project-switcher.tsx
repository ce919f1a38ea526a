import { Menu, Text, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconCheck, IconSelector } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import classes from './project-switcher.module.css';
import { useProjects } from './use-projects.ts';

export function ProjectSwitcher({ project }: { project: string }) {
  const { data: projects = [] } = useProjects();
  const navigate = useNavigate();
  const name = projects.find(({ key }) => key === project)?.name ?? project;

  return (
    <Menu position="bottom-start" width={212}>
      <Menu.Target>
        <UnstyledButton className={classes.switcher}>
          <span className={classes.initial} aria-hidden>
            {name.slice(0, 1).toUpperCase()}
          </span>
          <VisuallyHidden>Project</VisuallyHidden>
          <Text size="sm" fw={550} truncate className={classes.name}>
            {name}
          </Text>
          <IconSelector size={15} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Projects</Menu.Label>
        {projects.map(({ key, name: label }) => (
          <Menu.Item
            key={key}
            rightSection={key === project ? <IconCheck size={15} aria-label="current" /> : null}
            onClick={() => void navigate({ to: '/p/$project/flags', params: { project: key } })}
          >
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
