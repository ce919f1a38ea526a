import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from '../../scripts/root.ts';
import { SERVER_KEY, startServer, type TestServer } from '../delivery/start-server.ts';
import { ada, config, definition } from '../store/shop.ts';
import { runHere } from './in-process.ts';

/** Right uses, and wrong ones that must not compile. */
const APPLICATION = `
import { createClient, type FlagValue } from '@signalbox/sdk-node';

const client = createClient({ url: 'https://flags.example.com', sdkKey: 'key' });
client.isEnabled('checkout', { targetingKey: 'c-1' });
client.getStringDetails('layout', 'list');
const layout: FlagValue<'layout'> = 'grid';
// @ts-expect-error misspelt
client.isEnabled('chekout');
// @ts-expect-error another type
client.getNumberValue('checkout', 1);
// @ts-expect-error not among the variants
const other: FlagValue<'layout'> = 'table';
// @ts-expect-error archived
client.isEnabled('gone');
console.log(layout, other);
`;

const TSCONFIG = {
  extends: join(root, 'tsconfig.base.json'),
  compilerOptions: { noEmit: true, composite: false, incremental: false, types: ['node'] },
  files: ['app.ts', 'flags.d.ts'],
};

let server: TestServer;
let folder: string;
let env: Record<string, string>;

beforeAll(async () => {
  server = await startServer();
  const flag = { environment: 'production', value: config } as const;
  const strings = ['list', 'grid'].map((value) => ({ name: value, value }));
  const layout = { ...definition, valueType: 'string', variants: strings } as const;
  const layoutConfig = { ...config, offVariant: 'list', fallthrough: { variant: 'list' } };
  await server.store.commit(
    {
      project: 'shop',
      action: 'flag.create',
      comment: '',
      writes: [
        { type: 'flag', key: 'checkout', value: definition },
        { type: 'flagConfig', key: 'checkout', ...flag },
        { type: 'flag', key: 'layout', value: layout },
        { type: 'flagConfig', key: 'layout', environment: 'production', value: layoutConfig },
        { type: 'flag', key: 'gone', value: { ...definition, archived: true } },
        { type: 'flagConfig', key: 'gone', ...flag },
      ],
    },
    ada,
  );
  const cache = join(root, 'test/node_modules/.cache');
  await mkdir(cache, { recursive: true });
  folder = await mkdtemp(join(cache, 'codegen-'));
  env = { SIGNALBOX_URL: server.url, SIGNALBOX_SDK_KEY: SERVER_KEY };
});

afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

describe('signalbox codegen', () => {
  test('writes types with which misspelt keys and wrong types do not compile', async () => {
    const out = join(folder, 'flags.d.ts');
    expect(await runHere(['codegen', '--out', out], { env })).toMatchObject({
      code: 0,
      out: `${out}: 2 flags\n`,
    });
    await writeFile(join(folder, 'app.ts'), APPLICATION);
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(TSCONFIG));
    const compiled = await promisify(execFile)(
      process.execPath,
      [join(root, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.json'],
      { cwd: folder },
    ).catch(({ stdout }: { stdout: string }) => ({ stdout }));
    // The SDK is compiled from its sources here, whose inside asks for any key.
    expect(compiled.stdout.split('\n').filter((line) => /^(app|flags\.d)\.ts/.test(line))).toEqual([]);
    expect(compiled.stdout).not.toContain('error TS6053');
  });

  test('says in a pipeline whether the file is up to date', async () => {
    const out = join(folder, 'checked.d.ts');
    const check = () => runHere(['codegen', '--out', out, '--check'], { env });
    expect(await check()).toMatchObject({ code: 1, err: expect.stringContaining('is not there') });
    await runHere(['codegen', '--out', out], { env });
    expect(await check()).toMatchObject({ code: 0, out: `${out} is up to date\n` });
    await writeFile(out, `${await readFile(out, 'utf8')}\n`);
    expect(await check()).toMatchObject({
      code: 1,
      err: `${out} is not up to date. Renew it with: signalbox codegen --out ${out}\n`,
    });
  });

  test('reads a saved ruleset, so that a build needs no server', async () => {
    const headers = { authorization: `Bearer ${SERVER_KEY}` };
    const input = await (await fetch(`${server.url}/sdk/v1/ruleset`, { headers })).text();
    const saved = await runHere(['codegen', '--ruleset', '-'], { input });
    expect(saved.out).toBe((await runHere(['codegen'], { env })).out);
    expect(await runHere(['codegen', '--ruleset', '-'], { input: '{}' })).toMatchObject({
      code: 1,
      err: expect.stringContaining('no ruleset'),
    });
  });
});
