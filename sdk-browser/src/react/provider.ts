import {
  createClient,
  type Bootstrap,
  type BrowserClient,
  type BrowserClientOptions,
} from '@signalbox/sdk-browser';
import {
  createElement,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type ReactElement,
  type ReactNode,
} from 'react';
import { ClientsContext, createFixedClient } from './clients.ts';
import { textOf } from './text-of.ts';

interface GivenClientProps {
  /** A client of the application's own, which goes on when the provider is gone. */
  client: BrowserClient;
  /** The ruleset that a server rendered the page with, if one did. */
  bootstrap?: Bootstrap | string | undefined;
  children?: ReactNode;
}

interface OwnClientProps {
  /**
   * Options as for `createClient`. The client is created once the provider is on the page, and closed with it; until
   * then, and on a server, flags answer from `bootstrap`. Another `context` is in force at once, another `url` or
   * `sdkKey` makes another client; other options count when a client is created.
   */
  options: BrowserClientOptions;
  children?: ReactNode;
}

/** Either a client, or the options to create one with. */
export type FlagProviderProps = GivenClientProps | OwnClientProps;

/** Before anything is painted; React warns of that on a server, where there is nothing to do. */
const useEarlyEffect = typeof document === 'undefined' ? useEffect : useLayoutEffect;

/**
 * Lets the components in it ask flags.
 *
 * @example
 * ```tsx
 * <FlagProvider options={{ url: 'https://flags.example.com', sdkKey: 'sbx_client_…', context, bootstrap }}>
 *   <Shop />
 * </FlagProvider>
 * ```
 */
export function FlagProvider(props: FlagProviderProps): ReactElement {
  return 'client' in props ? createElement(GivenClient, props) : createElement(OwnClient, props);
}

function GivenClient({ client, bootstrap, children }: GivenClientProps): ReactElement {
  // What the page was rendered with does not change any more.
  const [fixed] = useState(() => bootstrap && createFixedClient(bootstrap, client.context));
  const value = useMemo(() => ({ client, first: fixed || client }), [client, fixed]);
  return createElement(ClientsContext.Provider, { value }, children);
}

function OwnClient({ options, children }: OwnClientProps): ReactElement {
  const [first] = useState(() => createFixedClient(options.bootstrap, options.context));
  const [client, setClient] = useState(first);
  const newest = useRef(options);
  const { url, sdkKey, offline, context } = options;
  const contextText = textOf(context);

  useEarlyEffect(() => {
    newest.current = options;
  });

  useEarlyEffect(() => {
    const own = createClient(newest.current);
    setClient(own);
    return () => void own.close();
  }, [url, sdkKey, offline]);

  useEarlyEffect(() => {
    const { context: next } = newest.current;
    if (textOf(client.context) !== contextText) client.setContext(next);
  }, [client, contextText]);

  const value = useMemo(() => ({ client, first }), [client, first]);
  return createElement(ClientsContext.Provider, { value }, children);
}
