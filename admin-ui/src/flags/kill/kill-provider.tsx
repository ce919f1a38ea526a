import { lazy, Suspense, useMemo, useRef, useState, type ReactNode } from 'react';
import { KillContext, type KillSwitch, type KillTarget, type RestoreTarget } from './kill-context.ts';

/** Loaded when the screens are there, not when the switch is needed: an incident must not wait for a script. */
const loadDialogs = () => import('./dialogs.tsx');
const KillDialog = lazy(async () => ({ default: (await loadDialogs()).KillDialog }));
const RestoreDialog = lazy(async () => ({ default: (await loadDialogs()).RestoreDialog }));

type Open = { dialog: 'kill'; target: KillTarget } | { dialog: 'restore'; target: RestoreTarget };

interface KillProviderProps {
  project: string | undefined;
  children: ReactNode;
}

export function KillProvider({ project, children }: KillProviderProps) {
  const [open, setOpen] = useState<Open | null>(null);
  const [shown, setShown] = useState(false);
  const opener = useRef<HTMLElement>(null);

  const killSwitch = useMemo<KillSwitch>(() => {
    const show = (next: Open) => {
      if (document.activeElement instanceof HTMLElement) opener.current = document.activeElement;
      setOpen(next);
      setShown(true);
    };
    return {
      kill: (target) => show({ dialog: 'kill', target }),
      restore: (target) => show({ dialog: 'restore', target }),
    };
  }, []);

  const onGone = () => {
    setOpen(null);
    // What opened it may be gone itself, as the palette is: then the screen is the place to go on.
    const next = opener.current?.isConnected ? opener.current : document.getElementById('main');
    next?.focus({ preventScroll: true });
  };
  const common = { opened: shown, onClose: () => setShown(false), onGone };
  return (
    <KillContext value={killSwitch}>
      {children}
      <Suspense>
        {project && open?.dialog === 'kill' && (
          <KillDialog project={project} target={open.target} {...common} />
        )}
        {project && open?.dialog === 'restore' && (
          <RestoreDialog project={project} target={open.target} {...common} />
        )}
      </Suspense>
    </KillContext>
  );
}

// A moment after start, so that the first screen comes first.
setTimeout(() => void loadDialogs().catch(() => undefined), 1_500);
