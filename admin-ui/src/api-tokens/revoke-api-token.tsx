import { RevokeDialog } from '../ui/revoke-dialog.tsx';
import type { ApiToken } from './model.ts';
import { useRevokeApiToken } from './use-revoke-api-token.ts';

interface RevokeApiTokenProps {
  /** Null while none is to be revoked. */
  token: ApiToken | null;
  onClose: () => void;
}

export function RevokeApiToken({ token, onClose }: RevokeApiTokenProps) {
  return (
    <RevokeDialog
      subject={token}
      consequence="Whoever uses it is refused from now on."
      revoke={useRevokeApiToken()}
      onClose={onClose}
    />
  );
}
