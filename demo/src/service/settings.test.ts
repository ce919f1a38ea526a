import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ClosedError, readSettings } from './settings.ts';

const demo = {
  url: 'http://localhost:4000',
  environment: 'production',
  serverKey: 'sbx_server_a',
  clientKey: 'sbx_client_a',
};
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'signalbox-demo-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

function closedBecause(environment: Record<string, string>): ClosedError {
  try {
    readSettings({ SIGNALBOX_DATA: folder, ...environment });
  } catch (error) {
    if (error instanceof ClosedError) return error;
  }
  throw new Error('The shop is open.');
}

test('the shop opens with what the server wrote down', () => {
  writeFileSync(join(folder, 'demo.json'), JSON.stringify({ ...demo, project: 'shop' }));
  expect(readSettings({ SIGNALBOX_DATA: folder })).toEqual({ ...demo, port: 4001 });
  expect(readSettings({ SIGNALBOX_DATA: folder, SIGNALBOX_DEMO_PORT: '80' }).port).toBe(80);
});

test('without a demo project it stays closed, which is no failure', () => {
  const { message, exitCode } = closedBecause({});
  expect(message).toContain(join(folder, 'demo.json'));
  expect(exitCode).toBe(0);
});

test.each(['', '{', 'null', '[]', '{"url":"http://localhost:4000"}', '{"url":1}'])(
  'a file that holds %j is a failure, and the message names it',
  (text) => {
    writeFileSync(join(folder, 'demo.json'), text);
    const { message, exitCode } = closedBecause({});
    expect(message).toContain('demo.json');
    expect(exitCode).toBe(1);
  },
);

test.each(['no', '0', '65536', '1.5'])(
  'SIGNALBOX_DEMO_PORT %s is a failure, and the message names it',
  (port) => {
    expect(closedBecause({ SIGNALBOX_DEMO_PORT: port }).message).toContain('SIGNALBOX_DEMO_PORT');
  },
);
