import { refuse } from '../http/problem.ts';
import type { SdkKey } from '../store/model.ts';

/** Anybody may hold a client-side key. @param because what that means for this route, as a sentence's second half */
export function demandServerSide({ kind }: SdkKey, because: string): void {
  if (kind === 'client')
    throw refuse(403, 'server_side_only', `Anybody may hold a client-side key${because}`);
}
