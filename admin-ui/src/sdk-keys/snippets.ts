import type { SdkKey } from './model.ts';

interface Snippet {
  title: string;
  install: string;
  code: string;
}

/** Ready to paste: the address and the key are the real ones. */
export function snippetFor(kind: SdkKey['kind'], url: string, sdkKey: string, flag: string): Snippet {
  const isServer = kind === 'server';
  const name = isServer ? '@signalbox/sdk-node' : '@signalbox/sdk-browser';
  // A secret belongs into the environment, not into the code; a public key may stand there.
  const key = isServer ? 'process.env.SIGNALBOX_SDK_KEY' : `'${sdkKey}'`;
  return {
    title: isServer ? 'Node' : 'Browser',
    install: isServer ? `npm install ${name}\nexport SIGNALBOX_SDK_KEY=${sdkKey}` : `npm install ${name}`,
    code: `import { createClient } from '${name}';

const client = createClient({
  url: '${url}',
  sdkKey: ${key},
});
await client.ready({ timeoutMs: 2000 });

if (client.isEnabled('${flag}', { targetingKey: 'customer-42' })) {
  // the new way
}`,
  };
}
