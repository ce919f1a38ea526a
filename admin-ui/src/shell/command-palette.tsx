import { Spotlight, type SpotlightActionData } from '@mantine/spotlight';
import { IconFlag3, IconPower, IconSearch } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useKillSwitch } from '../flags/kill/kill-context.ts';
import { useFlags } from '../flags/use-flags.ts';
import { useMay } from '../people/use-session.ts';
import { matchWords } from './match-words.ts';
import { SCREENS } from './screens.ts';

/** ⌘K: every screen, every flag, and its kill switch. */
export function CommandPalette({ project }: { project: string }) {
  const { data: flags } = useFlags(project);
  const navigate = useNavigate();
  const mayKill = useMay('operator');
  const { kill } = useKillSwitch();
  // The dialog that a command opens takes the focus: closing must not take it back.
  const [returnFocus, setReturnFocus] = useState(true);

  const actions = useMemo(() => {
    const screens: SpotlightActionData[] = SCREENS.map(({ to, label, icon: Icon }) => ({
      id: to,
      label,
      leftSection: <Icon size={18} />,
      onClick: () => void navigate({ to, params: { project } }),
    }));
    const live = (flags ?? []).filter(({ archived }) => !archived);
    const open: SpotlightActionData[] = live.map(({ key, description, tags, owner }) => ({
      id: `open ${key}`,
      label: key,
      description,
      keywords: [...tags, owner],
      leftSection: <IconFlag3 size={18} />,
      onClick: () => void navigate({ to: '/p/$project/flags/$flag', params: { project, flag: key } }),
    }));
    const kills: SpotlightActionData[] = live.map(({ key }) => ({
      id: `kill ${key}`,
      label: `Kill ${key}`,
      leftSection: <IconPower size={18} />,
      onClick: () => {
        setReturnFocus(false);
        kill({ flag: key });
      },
    }));
    return [
      { group: 'Flags', actions: open },
      ...(mayKill ? [{ group: 'Kill switches', actions: kills }] : []),
      { group: 'Screens', actions: screens },
    ];
  }, [flags, mayKill, project, navigate, kill]);

  return (
    <Spotlight
      actions={actions}
      filter={matchWords}
      shortcut={['mod + K']}
      tagsToIgnore={[]}
      limit={24}
      returnFocus={returnFocus}
      onSpotlightOpen={() => setReturnFocus(true)}
      overlayProps={{ blur: 0 }}
      attributes={{ content: { 'aria-label': 'Go to or kill' } }}
      scrollable
      maxHeight={420}
      nothingFound="Nothing by that name"
      searchProps={{
        leftSection: <IconSearch size={18} />,
        placeholder: 'Go to a flag or screen, or kill a flag…',
        'aria-label': 'Search flags, screens and kill switches',
      }}
    />
  );
}
