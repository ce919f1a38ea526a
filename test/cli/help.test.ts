import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { root } from '../../scripts/root.ts';
import { runHere } from './in-process.ts';
import { signalbox } from './run.ts';

const INCIDENT = ['kill', 'restore', 'fleet'];

describe('signalbox', () => {
  test('lists its commands', async () => {
    const { code, out } = await signalbox(['--help']);
    expect(code).toBe(0);
    const listed = [...out.matchAll(/^ {2}(\w+) +\S/gm)].map(([, name]) => name);
    expect(listed).toEqual(expect.arrayContaining(['explain', ...INCIDENT, 'codegen', 'version']));
  });

  test.each(['explain', ...INCIDENT, 'codegen', 'version'])('%s says how it is called', async (command) => {
    const { code, out } = await runHere([command, '--help']);
    expect(code).toBe(0);
    expect(out).toContain(`Usage: signalbox ${command}`);
  });

  test.each(['explain', ...INCIDENT, 'codegen'])('%s --help is what docs/cli.md shows', async (command) => {
    const { out } = await runHere([command, '--help']);
    expect(await readFile(join(root, 'docs/cli.md'), 'utf8')).toContain(`\`\`\`\n${out}\`\`\``);
  });

  test.each([
    ['without a command', [], 'Name a command.'],
    ['with one that it does not know', ['expand'], 'There is no command "expand".'],
  ])('%s lists them too, and fails', async (_what, args, sentence) => {
    const { code, out, err } = await runHere(args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(sentence);
    expect(err).toContain('explain');
  });

  test.each([['version'], ['--version']])('%s prints its version', async (argument) => {
    const { code, out } = await runHere([argument]);
    expect(code).toBe(0);
    expect(out).toMatch(/^signalbox \d+\.\d+\.\d+\n$/);
  });

  test('is there for `pnpm exec`', async () => {
    const { stdout } = await promisify(execFile)('node_modules/.bin/signalbox', ['version'], {
      cwd: root,
      env: { PATH: `node_modules/.bin:${process.env['PATH']}` },
    });
    expect(stdout).toMatch(/^signalbox \d/);
  });
});
