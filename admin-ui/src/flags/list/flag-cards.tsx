import { EnvironmentName } from '../../environments/environment-name.tsx';
import { FlagActions } from './flag-actions.tsx';
import classes from './flag-list.module.css';
import { FlagTitle, StateLink } from './flag-row.tsx';
import type { FlagListProps } from './flag-table.tsx';

/** The same list where a table has no room. */
export function FlagCards({ project, flags, environments }: FlagListProps) {
  return (
    <ul style={{ listStyle: 'none', margin: 0, padding: 0 }} aria-label="Flags">
      {flags.map((flag) => (
        // Off-screen cards are not laid out, so that a long list stays fluid here too.
        <li
          key={flag.key}
          className={classes.card}
          style={{ contentVisibility: 'auto', containIntrinsicHeight: '6rem' }}
        >
          <div className={classes.cardHead}>
            <div className={classes.cardTitle}>
              <FlagTitle project={project} flag={flag} />
            </div>
            <FlagActions project={project} flag={flag} isClipped />
          </div>
          <dl className={classes.cardStates}>
            {environments.map((environment) => (
              <div key={environment.key}>
                <dt>
                  <EnvironmentName environment={environment} />
                </dt>
                <dd>
                  <StateLink
                    project={project}
                    flag={flag}
                    environment={environment.key}
                    name={environment.name}
                  />
                </dd>
              </div>
            ))}
          </dl>
        </li>
      ))}
    </ul>
  );
}
