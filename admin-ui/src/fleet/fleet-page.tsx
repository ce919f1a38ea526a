import { getRouteApi } from '@tanstack/react-router';
import { EnvironmentFrame, useChosenEnvironment } from '../environments/environment-frame.tsx';
import type { Environment } from '../environments/model.ts';
import { Loaded } from '../ui/loaded.tsx';
import { Page } from '../ui/page.tsx';
import { Section } from '../ui/section.tsx';
import { ConnectedInstances } from './connected-instances.tsx';
import classes from './fleet.module.css';
import { NotRefreshed } from './not-refreshed.tsx';
import { ProbeCard } from './probe-card.tsx';
import { SdkSummary } from './sdk-summary.tsx';
import type { InstanceFilter } from './search.ts';
import { Standing } from './standing.tsx';
import { useInstances } from './use-instances.ts';

const route = getRouteApi('/app/p/$project/fleet');

export function FleetPage() {
  const { project } = route.useParams();
  const { environment: asked, ...filter } = route.useSearch();
  const navigate = route.useNavigate();
  const chosen = useChosenEnvironment(project, asked);

  return (
    <Page
      title="Fleet"
      description="The SDK instances that are connected now, and the revision that each evaluates with."
    >
      <EnvironmentFrame
        chosen={chosen}
        onChange={(next) => void navigate({ search: { environment: next }, replace: true })}
      >
        {(environment) => (
          <Fleet
            project={project}
            environment={environment}
            filter={filter}
            onFilter={(change) =>
              void navigate({ search: (search) => ({ ...search, ...change }), replace: true })
            }
          />
        )}
      </EnvironmentFrame>
    </Page>
  );
}

interface FleetProps {
  project: string;
  environment: Environment;
  filter: InstanceFilter;
  onFilter: (filter: Partial<InstanceFilter>) => void;
}

function Fleet({ project, environment, filter, onFilter }: FleetProps) {
  const instances = useInstances(project, environment.key, filter);
  return (
    <>
      <NotRefreshed query={instances} />
      <Loaded query={instances}>
        {(receipt) => (
          <>
            <div className={classes.cards}>
              <Section title={environment.name}>
                <Standing receipt={receipt} runs={`revision ${receipt.revision}`} />
              </Section>
              <SdkSummary receipt={receipt} />
              <ProbeCard />
            </div>
            <ConnectedInstances
              project={project}
              environment={environment}
              receipt={receipt}
              filter={filter}
              onFilter={onFilter}
            />
          </>
        )}
      </Loaded>
    </>
  );
}
