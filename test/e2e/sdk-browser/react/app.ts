import type { BrowserClient, BrowserClientOptions, JsonValue } from '@signalbox/sdk-browser';
import { FlagProvider, useFlag, useFlagDetails, useSignalbox } from '@signalbox/sdk-browser/react';
import { createElement, Fragment, StrictMode, useEffect, type ReactElement } from 'react';

/** A small application, which a server renders and a page takes over. */
export interface AppProps {
  options: BrowserClientOptions;
  /** Instead of one of the provider's own. */
  client?: BrowserClient | undefined;
  plan?: string | undefined;
}

declare global {
  /** How often each component rendered. */
  var renders: Record<string, number>;
}

function rendered(name: string): void {
  globalThis.renders ??= {};
  globalThis.renders[name] = (globalThis.renders[name] ?? 0) + 1;
}

const text = (id: string, value: JsonValue) => createElement('p', { id }, JSON.stringify(value));

function Recommendations(): ReactElement {
  rendered('recommendations');
  return text('recommendations', useFlag('recommendations', false));
}

function Details(): ReactElement {
  const { value, variant = '', reason } = useFlagDetails('free-shipping-threshold', 50);
  return text('details', { value, variant, reason });
}

function Announcement(): ReactElement {
  rendered('announcement');
  return text('announcement', useFlag('announcement', { color: 'none' }));
}

function Layout(): ReactElement {
  const layout: string = useFlag('product-layout', 'list');
  return text('layout', layout);
}

function BulkOrders({ plan }: Pick<AppProps, 'plan'>): ReactElement {
  return text('bulk-orders', useFlag('bulk-orders', false, plan === undefined ? undefined : { plan }));
}

function Tracker(): null {
  const client = useSignalbox();
  useEffect(() => client.track('opened'), [client]);
  return null;
}

export function App({ options, client, plan }: AppProps): ReactElement {
  const props = client ? { client, bootstrap: options.bootstrap } : { options };
  return createElement(
    StrictMode,
    null,
    createElement(
      FlagProvider,
      props,
      createElement(Recommendations),
      createElement(Details),
      createElement(Announcement),
      createElement(Layout),
      createElement(BulkOrders, { plan }),
      createElement(Tracker),
    ),
  );
}

export function Outside(): ReactElement {
  return createElement(Fragment, null, createElement(Recommendations), createElement(Details));
}
