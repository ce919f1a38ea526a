import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { createClient, type Client } from '@signalbox/sdk-node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startSignalbox, type Signalbox } from '../setup/signalbox.ts';
import { runHere } from './in-process.ts';
import { commandLine, signalbox } from './run.ts';

const PRODUCTION = ['--environment', 'production'];

let server: Signalbox;
let client: Client;
let env: Record<string, string>;

beforeAll(async () => {
  server = await startSignalbox();
  env = { SIGNALBOX_URL: server.url, SIGNALBOX_TOKEN: await createToken('operator') };
  client = createClient({
    url: server.url,
    sdkKey: server.serverKey,
    application: 'shop-api',
    applicationVersion: '1.4.2',
  });
  await client.ready({ timeoutMs: 10_000 });
});
afterAll(async () => {
  await client.close();
  await server[Symbol.asyncDispose]();
});

async function createToken(role: string): Promise<string> {
  const response = await fetch(`${server.url}/api/v1/api-tokens`, {
    method: 'POST',
    headers: { cookie: server.admin.cookie, origin: server.url, 'content-type': 'application/json' },
    body: JSON.stringify({ name: `incident-${role}`, role }),
  });
  return ((await response.json()) as { token: string }).token;
}

/** A server-side instance that takes what it is sent and never confirms it. */
async function connectMute(instance: string): Promise<AsyncDisposable & { shown: string }> {
  const ending = new AbortController();
  const query = `instance=${instance}&sdk=node%2F0.1.0&application=old-worker&applicationVersion=0.9`;
  const response = await fetch(`${server.url}/sdk/v1/stream?${query}`, {
    headers: { authorization: `Bearer ${server.serverKey}` },
    signal: ending.signal,
  });
  await response.body?.getReader().read();
  return {
    shown: `${instance.slice(0, 8)}…`,
    async [Symbol.asyncDispose]() {
      ending.abort();
    },
  };
}

const revisionIn = (text: string) => Number(/revision (\d+)/.exec(text)?.[1]);

describe('an incident', () => {
  test('kill: everybody runs without it, and the receipt says so', async () => {
    expect(client.isEnabled('recommendations')).toBe(true);
    const args = ['kill', 'recommendations', ...PRODUCTION, '--reason', 'Errors', '--incident', 'INC-1'];
    const { code, out, err } = await signalbox(args, { env });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(client.isEnabled('recommendations')).toBe(false);
    const lines = out.trim().split('\n');
    expect(lines[0]).toMatch(
      /^recommendations is killed in shop\/production: everybody gets "off" \(revision \d+\)\.$/,
    );
    expect(lines.at(-1)).toMatch(/^1 of 1 SDK instance runs without it, [\d.]+ m?s$/);
  });

  test('kill again: nothing changes, and the receipt is that of the kill', async () => {
    const first = await runHere(['kill', 'product-layout', ...PRODUCTION, '--json'], { env });
    const killed = JSON.parse(first.out) as { revision: number };
    await server.admin.configure('product-layout', { enabled: false });
    const args = ['product-layout', ...PRODUCTION, '--reason', 'Late'];
    const { code, out } = await runHere(['kill', ...args], { env });
    expect(code).toBe(0);
    expect(out).toMatch(
      /^product-layout was killed in shop\/production already, (now|[\d.]+ s ago) by Administrator \(API token incident-operator\): /,
    );
    expect(revisionIn(out)).toBe(killed.revision);
    expect(out).toContain('1 of 1 SDK instance runs without it');
  });

  test('restore: only once the key was typed', async () => {
    const restore = (args: string[], typed?: string) =>
      runHere(['restore', 'recommendations', ...PRODUCTION, ...args], {
        env,
        ...(typed !== undefined && { typed }),
      });
    const nobodyThere = await restore([]);
    expect(nobodyThere.code).toBe(2);
    expect(nobodyThere.err).toContain('Add --yes');
    const mistyped = await restore([], 'recommendation');
    expect(mistyped.code).toBe(1);
    expect(mistyped.err).toContain('Type recommendations to restore it in shop/production: ');
    expect(client.isEnabled('recommendations')).toBe(false);

    const { code, out } = await restore(['--reason', 'Fixed'], 'recommendations');
    expect(code).toBe(0);
    expect(out).toContain('recommendations is restored in shop/production: its rules apply again');
    expect(out).toContain('1 of 1 SDK instance runs with it');
    expect(client.isEnabled('recommendations')).toBe(true);

    const again = await runHere(['restore', 'recommendations', ...PRODUCTION, '--yes'], { env });
    expect(again.code).toBe(1);
    expect(again.err).toContain('is not killed in production');
  });

  test('when the time is up, says who is missing, and that the kill stands', async () => {
    await using mute = await connectMute('mute-and-deaf');
    const args = ['bulk-orders', ...PRODUCTION, '--timeout', '400ms'];
    const { code, out, err } = await runHere(['kill', ...args], { env });
    expect(code).toBe(3);
    expect(out).toMatch(/1 of 2 SDK instances run without it \(1 .*\)/);
    expect(out).toMatch(/^INSTANCE +APPLICATION +SDK +REVISION +STATE +TRANSPORT +LAST SEEN$/m);
    expect(out).toContain(`\n${mute.shown} `);
    expect(out).toMatch(/^\S+ +old-worker 0\.9 +node\/0\.1\.0 +- +\S.* +stream +(now|.* ago)$/m);
    expect(err).toContain('1 SDK instance did not confirm it within 400 ms');
    expect(client.isEnabled('bulk-orders')).toBe(false);
  });

  test('on a screen the receipt fills up in its place', async () => {
    const { code, drawn, out } = await runHere(['kill', 'new-checkout', ...PRODUCTION], {
      env,
      screen: true,
    });
    expect(code).toBe(0);
    expect(out).toContain('new-checkout is killed');
    const shown = drawn.split('\n').filter((line) => line !== '');
    expect(shown.at(-1)).toContain('1 of 1 SDK instance runs without it');
    // Each but the first goes back over the one before.
    expect(shown.slice(1).filter((line) => !line.includes('\u001B[1F'))).toEqual([]);
  });

  test('--no-wait waits for nobody', async () => {
    const args = ['announcement', ...PRODUCTION, '--no-wait', '--json'];
    const { code, out } = await runHere(['kill', ...args], { env });
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      project: 'shop',
      environment: 'production',
      flag: 'announcement',
      changed: true,
      complete: null,
      receipt: null,
    });
  });
});

describe('signalbox fleet', () => {
  test('shows who is connected, environment by environment', async () => {
    const { code, out } = await runHere(['fleet'], { env });
    expect(code).toBe(0);
    expect(out).toMatch(
      /^shop\/development, revision \d+: No SDK instance is connected, and none is expected back: /m,
    );
    expect(out).toMatch(/^shop\/production, revision \d+: 1 of 1 SDK instance runs with it.*; p50 .*, p99 /m);
    expect(out).toMatch(/^\S+ +shop-api 1\.4\.2 +node\/\S+ +\d+ +applied.* +stream +/m);
  });

  test('--json is what the server says', async () => {
    const { out } = await runHere(['fleet', ...PRODUCTION, '--json'], { env });
    expect(JSON.parse(out)).toMatchObject({
      project: 'shop',
      environments: [{ environment: 'production', connected: 1, complete: true, p99Ms: expect.any(Number) }],
    });
  });

  test('--watch goes on, with another line for what is new', async () => {
    const args = commandLine(['fleet', ...PRODUCTION, '--watch', '--json']);
    const child = spawn(process.execPath, args, { env: { PATH: process.env['PATH'], ...env } });
    const revisions: number[] = [];
    for await (const line of createInterface({ input: child.stdout })) {
      const { environments } = JSON.parse(line) as { environments: { revision: number }[] };
      revisions.push(environments[0]?.revision ?? 0);
      if (revisions.length === 1) await server.admin.configure('payment-provider', { enabled: false });
      if (revisions.at(-1) !== revisions[0]) child.kill();
    }
    expect(revisions.at(-1)).toBe((revisions[0] ?? 0) + 1);
  });
});

describe('is refused in one sentence when', () => {
  test.each([
    ['the flag is not there', ['nobody', ...PRODUCTION], {}, 'There is no flag "nobody"'],
    ['the environment is not there', ['new-checkout', '--environment', 'moon'], {}, 'no environment "moon"'],
    [
      'the token is unknown',
      ['new-checkout', ...PRODUCTION],
      { SIGNALBOX_TOKEN: `sbt_abcdefghij_${'x'.repeat(43)}` },
      'There is no such API token',
    ],
    ['nobody answers', ['new-checkout', ...PRODUCTION, '--url', 'http://localhost:1'], {}, 'No answer from'],
  ])('%s', async (_what, args, changed, sentence) => {
    const { code, out, err } = await runHere(['kill', ...args], { env: { ...env, ...changed } });
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain(sentence);
    expect(err).not.toContain('sbt_');
  });

  test('the token has too low a role', async () => {
    const viewer = { ...env, SIGNALBOX_TOKEN: await createToken('viewer') };
    const args = ['payment-provider', ...PRODUCTION];
    const { code, err } = await runHere(['kill', ...args], { env: viewer });
    expect(code).toBe(1);
    expect(err).toContain('needs the role "operator"; the API token "incident-viewer" has "viewer"');
  });
});

describe('says how to call it when', () => {
  test.each([
    ['no flag is named', PRODUCTION, 'Name one flag.'],
    ['no environment is', ['a'], 'Say where with --environment'],
    ['the time is none', ['a', ...PRODUCTION, '--timeout', 'soon'], '--timeout must be a time such as 30s'],
    ['the token stands on the command line', ['a', '--token', 'sbt_x'], 'Set SIGNALBOX_TOKEN'],
    ['an option is unknown', ['a', '--force'], "Unknown option '--force'."],
  ])('%s', async (_what, args, sentence) => {
    const { code, err } = await runHere(['kill', ...args], { env });
    expect(code).toBe(2);
    expect(err).toContain(sentence);
    expect(err).toContain('signalbox kill --help');
  });

  test('there is no token', async () => {
    const { code, err } = await runHere(['fleet'], { env: { SIGNALBOX_URL: server.url } });
    expect(code).toBe(2);
    expect(err).toContain('Set SIGNALBOX_TOKEN');
  });

  test('there are several projects', async () => {
    await fetch(`${server.url}/api/v1/projects`, {
      method: 'POST',
      headers: { cookie: server.admin.cookie, origin: server.url, 'content-type': 'application/json' },
      body: JSON.stringify({ key: 'second', name: 'Second' }),
    });
    const { code, err } = await runHere(['fleet'], { env });
    expect(code).toBe(2);
    expect(err).toContain('second, shop');
    const named = await runHere(['fleet'], { env: { ...env, SIGNALBOX_PROJECT: 'second' } });
    expect(named.out).toContain('second/production, revision ');
    const goesBefore = { ...env, SIGNALBOX_PROJECT: 'second' };
    const { out } = await runHere(['fleet', '--project', 'shop'], { env: goesBefore });
    expect(out).toContain('shop/production, revision ');
  });
});
