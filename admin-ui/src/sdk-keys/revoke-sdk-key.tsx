import { RevokeDialog } from '../ui/revoke-dialog.tsx';
import type { SdkKey } from './model.ts';
import { useRevokeSdkKey } from './use-revoke-sdk-key.ts';

interface RevokeSdkKeyProps {
  project: string;
  environment: string;
  /** Null while none is to be revoked. */
  sdkKey: SdkKey | null;
  onClose: () => void;
}

export function RevokeSdkKey({ project, environment, sdkKey, onClose }: RevokeSdkKeyProps) {
  return (
    <RevokeDialog
      subject={sdkKey}
      consequence="Whatever connects with it is cut off and goes on with the rules that it knows."
      revoke={useRevokeSdkKey(project, environment)}
      onClose={onClose}
    />
  );
}
