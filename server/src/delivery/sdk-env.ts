import type { HttpBindings } from '@hono/node-server';
import type { SdkKey } from '../store/model.ts';

/** What the SDK routes find in their context. */
export interface SdkEnv {
  Bindings: Partial<HttpBindings>;
  Variables: {
    /** The key that the request came with: not revoked. */
    sdkKey: SdkKey;
    /** That key itself, where it is public: a client-side one. */
    publicKey: string | undefined;
    requestId: string;
  };
}
