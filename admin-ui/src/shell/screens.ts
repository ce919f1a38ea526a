import {
  IconFlag3,
  IconHierarchy3,
  IconHistory,
  IconKey,
  IconPower,
  IconServer2,
  IconUsersGroup,
} from '@tabler/icons-react';

/** The screens of a project, in the order of the rail and the palette. */
export const SCREENS = [
  { to: '/p/$project/flags', label: 'Flags', icon: IconFlag3 },
  { to: '/p/$project/kill', label: 'Incident', icon: IconPower },
  { to: '/p/$project/segments', label: 'Segments', icon: IconUsersGroup },
  { to: '/p/$project/prerequisites', label: 'Prerequisites', icon: IconHierarchy3 },
  { to: '/p/$project/changes', label: 'Change log', icon: IconHistory },
  { to: '/p/$project/fleet', label: 'Fleet', icon: IconServer2 },
  { to: '/p/$project/sdk-keys', label: 'SDK keys', icon: IconKey },
] as const;
