import { Tabs } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useEnvironments } from '../../environments/use-environments.ts';
import { Loaded } from '../../ui/loaded.tsx';
import { Page } from '../../ui/page.tsx';
import { Rows } from '../../ui/rows.tsx';
import type { Environment } from '../../environments/model.ts';
import type { Flag } from '../model.ts';
import { FLAG_TABS } from '../search.ts';
import { TargetingTab } from '../targeting/targeting-tab.tsx';
import { useFlag } from '../use-flag.ts';
import { FlagHeader } from './flag-header.tsx';
import { FlagActions } from './flag-page-actions.tsx';

const ChangeList = lazy(async () => ({
  default: (await import('../../changes/change-list.tsx')).ChangeList,
}));
const FlagSettings = lazy(async () => ({
  default: (await import('../settings/flag-settings.tsx')).FlagSettings,
}));
const VariantsTab = lazy(async () => ({
  default: (await import('../variants/variants-tab.tsx')).VariantsTab,
}));

const route = getRouteApi('/app/p/$project/flags/$flag');

const TAB_WORDS: Record<(typeof FLAG_TABS)[number], string> = {
  targeting: 'Targeting',
  variants: 'Variants',
  history: 'History',
  settings: 'Settings',
};

export function FlagPage() {
  const { project, flag: key } = route.useParams();
  const query = useFlag(project, key);
  const environments = useEnvironments(project);

  return (
    <Page
      title={key}
      heading={<FlagHeader project={project} flagKey={key} flag={query.data} />}
      actions={query.data && <FlagActions flag={query.data} />}
    >
      <Loaded query={query} skeleton={<Rows count={5} height={56} />}>
        {(flag) => (
          <Loaded query={environments}>
            {(places) => <FlagTabs key={key} project={project} flag={flag} environments={places} />}
          </Loaded>
        )}
      </Loaded>
    </Page>
  );
}

interface FlagTabsProps {
  project: string;
  flag: Flag;
  environments: readonly Environment[];
}

function FlagTabs({ project, flag, environments }: FlagTabsProps) {
  const { tab = 'targeting', environment, view } = route.useSearch();
  const navigate = route.useNavigate();

  return (
    <Tabs
      value={tab}
      onChange={(next) =>
        void navigate({ search: (previous) => ({ ...previous, tab: FLAG_TABS.find((one) => one === next) }) })
      }
    >
      <Tabs.List mb="md">
        {FLAG_TABS.map((one) => (
          <Tabs.Tab key={one} value={one}>
            {TAB_WORDS[one]}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value="targeting">
        <TargetingTab
          project={project}
          flag={flag}
          environments={environments}
          environment={environment}
          onEnvironment={(next) =>
            void navigate({ search: (previous) => ({ ...previous, environment: next }), replace: true })
          }
          view={view}
          onView={(next) => void navigate({ search: (previous) => ({ ...previous, view: next }) })}
        />
      </Tabs.Panel>
      <Tabs.Panel value="variants">
        <Suspense fallback={<Rows count={4} />}>
          <VariantsTab project={project} flag={flag} />
        </Suspense>
      </Tabs.Panel>
      <Tabs.Panel value="history">
        <Suspense fallback={<Rows count={4} />}>
          {tab === 'history' && <ChangeList project={project} filter={{ flag: flag.key }} />}
        </Suspense>
      </Tabs.Panel>
      <Tabs.Panel value="settings">
        <Suspense fallback={<Rows count={4} />}>
          <FlagSettings project={project} flag={flag} />
        </Suspense>
      </Tabs.Panel>
    </Tabs>
  );
}
