import type { BrowserClient } from '@signalbox/sdk-browser';
import { useContext } from 'react';
import { ClientsContext, createFixedClient, type Clients } from './clients.ts';

let nobody: Clients | undefined;

/** Flags answer with their defaults where no provider is around: a component must not fail for that. */
function outside(): Clients {
  if (!nobody) {
    console.warn('Signalbox: a component asks for a flag outside of any FlagProvider');
    const client = createFixedClient(undefined, undefined);
    nobody = { client, first: client };
  }
  return nobody;
}

export function useClients(): Clients {
  return useContext(ClientsContext) ?? outside();
}

/**
 * The client of the nearest provider, to `track`, or to wait until it is `ready`. A provider that creates its own has it
 * once it is on the page. Until then this is one that sends nothing, so effects that use it depend on it.
 */
export function useSignalbox(): BrowserClient {
  return useClients().client;
}
