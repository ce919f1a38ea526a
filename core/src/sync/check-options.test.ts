import { expect, it } from 'vitest';
import { checkOptions } from './check-options.ts';

const valid = { url: 'https://flags.example.com', sdkKey: 'sbx_server_abc' };

/** What plain JavaScript may pass. */
function check(given: object) {
  const warnings: string[] = [];
  let time = 0;
  const options = checkOptions(
    given as Parameters<typeof checkOptions>[0],
    (message) => warnings.push(message),
    () => time,
  );
  return { options, warnings, wait: (ms: number) => (time += ms) };
}

it.each(['http://localhost:4000', 'https://flags.example.com/', 'HTTPS://[::1]:4000/flags'])(
  'takes the address %s',
  (url) => {
    expect(check({ ...valid, url }).options.problem).toBeUndefined();
  },
);

it.each([
  '',
  'localhost:4000',
  'ws://flags.example.com',
  'https://',
  'https:///x',
  'https://a b',
  'https://a?b',
  4000,
])('does not take the address %j, and says so', (url) => {
  expect(check({ ...valid, url }).options.problem).toContain('"url"');
});

it('takes off what surrounds an address and a key, as in a file that ends in a line break', () => {
  const { options } = check({ url: ' https://a ', sdkKey: 'sbx_client_abc\r\n' });
  expect(options).toMatchObject({ url: 'https://a', sdkKey: 'sbx_client_abc', problem: undefined });
});

it('makes names such that the server takes them, and addresses can hold them', () => {
  const { options } = check({
    ...valid,
    application: `a\u0000b\n${'😀'.repeat(100)}`,
    applicationVersion: ' ',
  });
  expect(options.application).toMatch(/^a b 😀+$/u);
  expect(options.application.length).toBeLessThanOrEqual(120);
  expect(() => encodeURIComponent(options.application)).not.toThrow();
  expect(options.applicationVersion).toBe('');
});

it('takes no time that is none, and polls no faster than once a second', () => {
  const odd = check({ ...valid, staleAfterMs: Number.NaN, pollIntervalMs: '30' }).options;
  expect([odd.staleAfterMs, odd.pollIntervalMs]).toEqual([60_000, 30_000]);
  expect(check({ ...valid, staleAfterMs: 0, pollIntervalMs: 30 }).options).toMatchObject({
    staleAfterMs: 0,
    pollIntervalMs: 1_000,
  });
});

it('tells the same warning once a minute, and another one at once', () => {
  const { options, warnings, wait } = check(valid);
  for (let second = 0; second < 90; second++) {
    options.warn('refused');
    if (second === 30) options.warn('late');
    wait(1_000);
  }
  expect(warnings).toEqual(['refused', 'late', 'refused']);
});
