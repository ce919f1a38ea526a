import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePort } from '../setup/free-port.ts';
import { startSignalbox, type Signalbox } from '../setup/signalbox.ts';
import { runHere } from './in-process.ts';
import { signalbox } from './run.ts';

let server: Signalbox;
let env: Record<string, string>;
let folder: string;
beforeAll(async () => {
  server = await startSignalbox();
  env = { SIGNALBOX_URL: server.url, SIGNALBOX_SDK_KEY: server.serverKey };
  folder = await mkdtemp(join(tmpdir(), 'signalbox-cli-'));
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

const explain = (args: string[], options: Parameters<typeof runHere>[1] = {}) =>
  runHere(['explain', ...args], { env, ...options });

const dutch = '{"targetingKey": "customer-42", "country": "NL"}';

const revisionIn = (output: string) => Number(/revision (\d+)$/m.exec(output)?.[1]);

describe('signalbox explain', () => {
  test('prints the answer and the way to it', async () => {
    const args = ['explain', 'free-shipping-threshold', '--context', dutch];
    const { code, out, err } = await signalbox(args, { env });
    expect(err).toBe('');
    expect(code).toBe(0);
    expect(out.replace(/revision \d+/, 'revision N')).toBe(
      `free-shipping-threshold: 50 (variant "standard", DEFAULT)
  ✗ rule german-speaking (Germany and Austria, where the competition starts at 35)
    ✗ country is "NL"; wanted: is one of "DE" or "AT"
  ✓ everybody else
    → "standard"

shop/production, revision N
`,
    );
  });

  test('tells what an earlier revision answered', async () => {
    const before = revisionIn((await explain(['recommendations'])).out);
    await server.admin.configure('recommendations', { enabled: false });
    expect((await explain(['recommendations'])).out).toContain('✗ off: everybody gets "off"');
    const past = await explain(['recommendations', '--revision', String(before)]);
    expect(past.out).toContain('recommendations: true (variant "on", STATIC)');
    expect(revisionIn(past.out)).toBe(before);
  });

  test('tells of a kill, and of a flag that needs a killed one', async () => {
    await server.admin.configure('payment-provider', {
      prerequisites: [{ flag: 'bulk-orders', variant: 'on' }],
    });
    await server.admin.kill('bulk-orders');
    const { out } = await explain(['payment-provider', '--context', dutch]);
    expect(out.split('\n').slice(0, 5)).toEqual([
      'payment-provider: "fallback" (variant "fallback", DISABLED)',
      '  ✗ needs bulk-orders at "on": it is at "off"',
      '    ✗ killed: everybody gets "off"',
      '    · rule business (Customers with the business plan): not reached',
      '    · everybody else: not reached',
    ]);
  });

  test('takes the context from a file, or from standard input', async () => {
    const file = join(folder, 'context.json');
    await writeFile(file, '{"country": "DE"}');
    const fromFile = await explain(['free-shipping-threshold', '--context-file', file]);
    expect(fromFile.out).toContain('(variant "lower", TARGETING_MATCH)');
    const piped = await signalbox(['explain', 'free-shipping-threshold', '--context-file', '-'], {
      env,
      input: '{"country": "AT"}',
    });
    expect(piped.out).toContain('✓ country is "AT"');
  });

  test('prints JSON for programs', async () => {
    const { out } = await explain(['product-layout', '--context', dutch, '--json']);
    expect(JSON.parse(out)).toMatchObject({
      project: 'shop',
      environment: 'production',
      explanation: {
        flagKey: 'product-layout',
        details: { reason: 'SPLIT' },
        decidedBy: { type: 'fallthrough' },
      },
    });
  });

  test('asks the server that --url names', async () => {
    const options = { env: { ...env, SIGNALBOX_URL: 'http://localhost:1' } };
    const { code } = await explain(['product-layout', '--context', dutch, '--url', server.url], options);
    expect(code).toBe(0);
  });

  test('of a flag that is not there says so, and fails', async () => {
    const { code, out } = await explain(['nobody']);
    expect(code).toBe(1);
    expect(out).toContain('There is no flag "nobody"');
  });
});

describe('signalbox explain fails, in one sentence, when', () => {
  test.each([
    ['the revision was never reached', ['new-checkout', '--revision', '999'], {}, 'There is no revision 999'],
    [
      'the file is not there',
      ['new-checkout', '--context-file', '/no/such/file'],
      {},
      '/no/such/file cannot be read',
    ],
    [
      'the key is unknown',
      ['new-checkout'],
      { SIGNALBOX_SDK_KEY: 'sbx_server_nobody_knows_this_one' },
      'There is no such SDK key',
    ],
  ])('%s', async (_what, args, changed, sentence) => {
    const { code, out, err } = await explain(args, { env: { ...env, ...changed } });
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain(sentence);
    expect(err.trim().split('\n')).toHaveLength(1);
  });

  test('the key is a client-side one', async () => {
    const { code, err } = await explain(['new-checkout'], {
      env: { ...env, SIGNALBOX_SDK_KEY: server.clientKey },
    });
    expect(code).toBe(1);
    expect(err).toContain('Use a server-side key');
    expect(err).not.toContain(server.clientKey);
  });

  test('nobody answers', async () => {
    const url = `http://127.0.0.1:${await freePort()}`;
    const { code, err } = await explain(['new-checkout', '--url', url]);
    expect(code).toBe(1);
    expect(err).toContain(`No answer from ${url}: `);
    expect(err).not.toContain('    at ');
  });

  test('somebody else answers', async () => {
    const { code, err } = await explain(['new-checkout', '--url', 'http://localhost:1']);
    expect(code).toBe(1);
    expect(err).toContain('http://localhost:1');
  });
});

describe('signalbox explain says how to call it when', () => {
  test.each([
    ['no flag is named', [], 'Name one flag.'],
    ['two are', ['a', 'b'], 'Name one flag.'],
    ['an option is unknown', ['a', '--contest', '{}'], "Unknown option '--contest'."],
    ['an option lacks its value', ['a', '--revision'], "'--revision"],
    ['the context is no JSON', ['a', '--context', 'customer-42'], '--context must be a JSON object'],
    ['the context is no object', ['a', '--context', '[1]'], '--context must be a JSON object'],
    ['there are two contexts', ['a', '--context', '{}', '--context-file', '-'], 'Send one of'],
    ['the revision is no number', ['a', '--revision', 'latest'], '--revision must be a whole number'],
    ['the type is unknown', ['a', '--type', 'object'], '--type must be one of boolean'],
    ['the address is none', ['a', '--url', 'flags.example.com'], '"flags.example.com" is no address'],
    ['the address has a path', ['a', '--url', 'https://example.com/flags'], 'is no address of a server'],
    ['a key stands on the command line', ['a', '--sdk-key', 'sbx_server_x'], 'Set SIGNALBOX_SDK_KEY'],
  ])('%s', async (_what, args, sentence) => {
    const { code, out, err } = await explain(args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(sentence);
    expect(err).toContain('signalbox explain --help');
  });

  test('there is no key', async () => {
    const { code, err } = await explain(['new-checkout'], { env: {} });
    expect(code).toBe(2);
    expect(err).toContain('Set SIGNALBOX_SDK_KEY');
  });
});
