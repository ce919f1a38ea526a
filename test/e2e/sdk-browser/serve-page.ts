import { once } from 'node:events';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { build } from 'vite';
import { root } from '../../../scripts/root.ts';
import { portOf } from '../../setup/free-port.ts';

/** A page that has the SDK and nothing else. */
export interface ServedPage extends AsyncDisposable {
  url: string;
}

const CREATE_CLIENT = `
  import { createClient } from ${JSON.stringify(join(root, 'sdk-browser/src/index.ts'))};
  globalThis.createClient = createClient;`;

/** Serves a page with a script: by default, one that puts the SDK's `createClient` within reach of `page.evaluate`. */
export async function servePage(script = CREATE_CLIENT): Promise<ServedPage> {
  const code = await bundle(script);
  const server = createServer((request, response) => {
    if (request.url === '/sdk.js') {
      response.setHeader('content-type', 'text/javascript').end(code);
    } else {
      response
        .setHeader('content-type', 'text/html')
        .end('<!doctype html><script type="module" src="/sdk.js"></script>');
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${portOf(server)}/`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** One minified script, as an application's bundler makes it. */
async function bundle(source: string): Promise<string> {
  const result = await build({
    configFile: false,
    root,
    logLevel: 'error',
    plugins: [
      {
        name: 'entry',
        resolveId: (id) => (id === 'entry' ? '\0entry' : null),
        load: (id) => (id === '\0entry' ? source : null),
      },
    ],
    build: { write: false, modulePreload: false, rolldownOptions: { input: 'entry' } },
  });
  const [first] = Array.isArray(result) ? result : [result];
  if (!first || !('output' in first)) throw new Error('The SDK was not bundled.');
  return first.output[0].code;
}
