import { expect, test } from 'vitest';
import { createClient } from './index.ts';

test('where there is no page, as while a server renders one, it answers with defaults and throws nothing', async () => {
  const warnings: string[] = [];
  const client = createClient({
    url: 'http://127.0.0.1:9',
    sdkKey: 'sbx_client_x',
    onWarning: (message) => warnings.push(message),
  });
  expect(client.isEnabled('new-checkout', {}, true)).toBe(true);
  client.track('order');
  await client.close();
  expect(warnings).toEqual([]);
});
