import { Tabs } from '@mantine/core';
import { useBlocker } from '@tanstack/react-router';
import { useState } from 'react';
import { chosenEnvironment } from '../../environments/choose.ts';
import { EnvironmentName } from '../../environments/environment-name.tsx';
import type { Environment } from '../../environments/model.ts';
import { LeaveDialog } from '../../ui/leave-dialog.tsx';
import type { Flag } from '../model.ts';
import { StateLabel } from '../state-label.tsx';
import type { ContextDraft } from '../try/context-draft.ts';
import { EnvironmentPanel, type EnvironmentView } from './environment-panel.tsx';
import classes from './targeting.module.css';
import { useDrafts } from './use-drafts.ts';

interface TargetingTabProps {
  project: string;
  flag: Flag;
  environments: readonly Environment[];
  environment: string | undefined;
  onEnvironment: (environment: string) => void;
  view: EnvironmentView;
  onView: (view: EnvironmentView) => void;
}

/** One tab for each environment. Edits in one wait while one looks at another. */
export function TargetingTab(props: TargetingTabProps) {
  const { project, flag, environments, environment, onEnvironment, view, onView } = props;
  const [context, setContext] = useState<ContextDraft | undefined>();
  const drafts = useDrafts(flag);
  const shown = chosenEnvironment(environments, environment);
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => drafts.anyDirty && current.pathname !== next.pathname,
    enableBeforeUnload: () => drafts.anyDirty,
    withResolver: true,
  });

  return (
    <Tabs
      variant="pills"
      keepMounted={false}
      value={shown?.key ?? null}
      onChange={(next) => next && onEnvironment(next)}
      classNames={{ tab: classes.tab }}
    >
      <Tabs.List mb="md" aria-label="Environments">
        {environments.map((place) => {
          const config = flag.environments[place.key];
          return (
            <Tabs.Tab key={place.key} value={place.key}>
              <span className={classes.tabName}>
                <EnvironmentName environment={place} />
                {drafts.isDirty(place.key) && <span className={classes.unsaved}>edited</span>}
              </span>
              <span className={classes.tabState}>{config && <StateLabel config={config} />}</span>
            </Tabs.Tab>
          );
        })}
      </Tabs.List>
      {environments.map((place) => {
        const config = flag.environments[place.key];
        return (
          <Tabs.Panel key={place.key} value={place.key}>
            {config && (
              <EnvironmentPanel
                project={project}
                flag={flag}
                environment={place}
                config={config}
                draft={drafts.of(place.key)}
                view={view}
                onView={onView}
                context={context}
                onContext={setContext}
                onEdit={(targeting) => drafts.edit(place.key, targeting)}
                onRebase={() => drafts.rebase(place.key)}
                onDiscard={() => drafts.discard(place.key)}
              />
            )}
          </Tabs.Panel>
        );
      })}
      <LeaveDialog blocker={blocker} />
    </Tabs>
  );
}
