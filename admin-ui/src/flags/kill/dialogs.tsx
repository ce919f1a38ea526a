export { KillDialog } from './kill-dialog.tsx';
export { RestoreDialog } from './restore-dialog.tsx';
