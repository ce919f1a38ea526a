import { Modal } from '@mantine/core';
import { useState } from 'react';
import { chosenEnvironment } from '../../environments/choose.ts';
import { useEnvironments } from '../../environments/use-environments.ts';
import { Loaded } from '../../ui/loaded.tsx';
import { useFlag } from '../use-flag.ts';
import type { KillTarget } from './kill-context.ts';
import { KillForm } from './kill-form.tsx';
import { ReceiptView } from './receipt-view.tsx';
import { useKillFlag } from './use-kill-flag.ts';

export interface DialogProps<Target> {
  project: string;
  target: Target;
  opened: boolean;
  onClose: () => void;
  /** After it has faded out. */
  onGone: () => void;
}

/** First what will happen and where, then the proof that it did. */
export function KillDialog({ project, target, opened, onClose, onGone }: DialogProps<KillTarget>) {
  const flag = useFlag(project, target.flag);
  const { data: environments = [] } = useEnvironments(project);
  const [picked, setPicked] = useState(target.environment);
  const environment = chosenEnvironment(environments, picked);
  const kill = useKillFlag(project);
  const done = kill.data;

  return (
    <Modal
      opened={opened}
      onClose={onClose}
      onExitTransitionEnd={onGone}
      title={done && environment ? `${target.flag} is killed in ${environment.name}` : `Kill ${target.flag}`}
      size="lg"
    >
      {done && environment ? (
        <ReceiptView
          project={project}
          environment={environment}
          revision={done.revision}
          runs="without it"
          onClose={onClose}
        />
      ) : (
        <Loaded query={flag}>
          {(loaded) =>
            environment && (
              <KillForm
                project={project}
                flag={loaded}
                environments={environments}
                environment={environment}
                initialIncident={target.incident ?? ''}
                onEnvironment={setPicked}
                kill={kill}
                onCancel={onClose}
              />
            )
          }
        </Loaded>
      )}
    </Modal>
  );
}
