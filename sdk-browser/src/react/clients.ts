import {
  createClient,
  type Bootstrap,
  type BrowserClient,
  type EvaluationContext,
} from '@signalbox/sdk-browser';
import { createContext } from 'react';

/** Who answers. */
export interface Clients {
  client: BrowserClient;
  /** Answers while a page is rendered on a server, and while the browser takes that over: both must show the same. */
  first: BrowserClient;
}

/** What a provider gives to the components in it. */
export const ClientsContext = createContext<Clients | undefined>(undefined);

/** Answers from a ruleset that never changes. Opens nothing, so that it may be made while rendering. */
export function createFixedClient(
  bootstrap: Bootstrap | string | undefined,
  context: EvaluationContext | undefined,
): BrowserClient {
  const client = createClient({
    url: undefined,
    sdkKey: undefined,
    offline: true,
    cache: false,
    bootstrap,
    context,
  });
  void client.close();
  return client;
}
