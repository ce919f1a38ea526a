import { createClient, type BrowserClient } from '@signalbox/sdk-browser';
import { createElement } from 'react';
import { createRoot, hydrateRoot, type Root } from 'react-dom/client';
import { App, Outside, type AppProps } from './app.ts';

/** What the test finds in the page. */
export interface ReactPage {
  createClient: typeof createClient;
  client?: BrowserClient;
  hydrate(props: AppProps): void;
  render(props: AppProps | undefined): void;
  unmount(): void;
  /** What React had to mend by itself. */
  mended: string[];
}

declare global {
  var react: ReactPage;
}

let root: Root | undefined;

globalThis.react = {
  createClient,
  mended: [],
  hydrate(props) {
    root = hydrateRoot(document.body, createElement(App, props), {
      onRecoverableError: (error) => react.mended.push(String(error)),
    });
  },
  render(props) {
    root ??= createRoot(document.body);
    root.render(props ? createElement(App, props) : createElement(Outside));
  },
  unmount: () => root?.unmount(),
};
