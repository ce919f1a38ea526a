import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ConfigError, readConfig, settings } from './config.ts';

const SECRET = 'x'.repeat(32);

describe('the configuration', () => {
  test('needs nothing at all', () => {
    expect(readConfig({})).toMatchObject({
      port: 4000,
      host: '127.0.0.1',
      dataFolder: './data',
      databaseUrl: undefined,
      url: 'http://localhost:4000',
      adminEmail: 'admin@signalbox.local',
      demo: true,
      demoPort: 4001,
      logLevel: 'info',
      heartbeatSeconds: 15,
    });
  });

  test('takes an empty variable for one that is not set', () => {
    expect(readConfig({ SIGNALBOX_PORT: '', SIGNALBOX_ADMIN_PASSWORD: '' }).port).toBe(4000);
  });

  test('finds the public address by the port unless it is given', () => {
    expect(readConfig({ SIGNALBOX_PORT: '8080' }).url).toBe('http://localhost:8080');
    expect(readConfig({ SIGNALBOX_URL: 'https://flags.example.com/' }).url).toBe('https://flags.example.com');
  });

  test('probes the public address unless it is told another one, or not to', () => {
    const SIGNALBOX_URL = 'https://flags.example.com';
    expect(readConfig({ SIGNALBOX_URL }).probeUrl).toBe(SIGNALBOX_URL);
    expect(readConfig({ SIGNALBOX_URL, SIGNALBOX_PROBE: 'off' }).probeUrl).toBeUndefined();
    const SIGNALBOX_PROBE = 'http://127.0.0.1:4000';
    expect(readConfig({ SIGNALBOX_URL, SIGNALBOX_PROBE }).probeUrl).toBe(SIGNALBOX_PROBE);
  });

  test('keeps the metrics closed until somebody opens them', () => {
    const SIGNALBOX_METRICS_TOKEN = 'a-token-for-prometheus';
    expect(readConfig({}).metricsAccess).toBe('closed');
    expect(readConfig({ SIGNALBOX_METRICS_TOKEN }).metricsAccess).toEqual({ token: SIGNALBOX_METRICS_TOKEN });
    expect(readConfig({ SIGNALBOX_METRICS: 'open' }).metricsAccess).toBe('open');
  });

  test('with Postgres asks for the secret that instances share', () => {
    const SIGNALBOX_DATABASE_URL = 'postgres://signalbox@localhost/signalbox';
    expect(() => readConfig({ SIGNALBOX_DATABASE_URL })).toThrow(/^SIGNALBOX_SECRET is needed with Postgres/);
    expect(readConfig({ SIGNALBOX_DATABASE_URL, SIGNALBOX_SECRET: SECRET }).databaseUrl).toBe(
      SIGNALBOX_DATABASE_URL,
    );
  });

  test.each([
    ['SIGNALBOX_PORT', '70000', 'must be 65535 or less'],
    ['SIGNALBOX_PORT', 'http', 'must be a number'],
    ['SIGNALBOX_PORT', '80.5', 'must be a whole number'],
    ['SIGNALBOX_DATABASE_URL', 'mysql://localhost', 'must be an address such as postgres://'],
    ['SIGNALBOX_URL', 'flags.example.com', 'must be an http or https address'],
    ['SIGNALBOX_URL', 'https://example.com/flags', 'must not have a path'],
    ['SIGNALBOX_ADMIN_EMAIL', 'admin', 'must be an e-mail address'],
    ['SIGNALBOX_ADMIN_PASSWORD', 'short', 'must have at least 10 characters'],
    ['SIGNALBOX_SECRET', 'short', 'must have at least 32 characters'],
    ['SIGNALBOX_DEMO', '1', 'must be true or false'],
    ['SIGNALBOX_LOG_LEVEL', 'loud', 'must be one of fatal, error, warn, info'],
    ['SIGNALBOX_HEARTBEAT_SECONDS', '0', 'must be 1 or more'],
    ['SIGNALBOX_TRUSTED_PROXIES', '-1', 'must be 0 or more'],
    ['SIGNALBOX_PROBE', 'no', 'must be off, or an http or https address'],
    ['SIGNALBOX_PROBE_SECONDS', '0', 'must be 1 or more'],
    ['SIGNALBOX_METRICS', 'closed', 'must be token or open'],
    ['SIGNALBOX_METRICS_TOKEN', 'too short', 'must be 16 to 256 characters without spaces'],
    ['SIGNALBOX_MAX_STREAMS', '0', 'must be 1 or more'],
    ['SIGNALBOX_STREAMS_PER_SECOND', 'many', 'must be a number'],
    ['SIGNALBOX_STREAM_MINUTES', '1.5', 'must be a whole number'],
    ['SIGNALBOX_BUILT_AT', 'yesterday', 'must be a time such as'],
  ])('refuses %s=%s in one sentence that does not repeat the value', (name, value, problem) => {
    const read = () => readConfig({ [name]: value });
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(`${name} ${problem}`);
    expect(read).toThrow(expect.objectContaining({ message: expect.not.stringContaining(`"${value}"`) }));
  });
});

/** The tables of a page in docs/, a list of cells for each row. */
function rowsOf(page: string): string[][] {
  const text = readFileSync(join(import.meta.dirname, '../../docs', page), 'utf8');
  return text
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

test('docs/configuration.md has each variable with the description and the default that the server uses', () => {
  expect(rowsOf('configuration.md')).toEqual(
    Object.entries(settings).map(([name, schema]) => {
      const absent = schema.safeParse(undefined).data;
      return [`\`${name}\``, absent === undefined ? '' : `\`${String(absent)}\``, schema.description];
    }),
  );
});
