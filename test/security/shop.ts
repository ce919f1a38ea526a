import type { TestApp } from '../api/test-app.ts';

/** What the addresses of routes name in these tests. */
export const NAMES: Record<string, string> = {
  project: 'shop',
  environment: 'production',
  flag: 'new-checkout',
  segment: 'beta-testers',
  sequence: '1',
  revision: '1',
  id: 'nobody',
};

/** A project with a flag of each type, a segment that a rule uses, and an SDK key. */
export async function createShop(app: TestApp): Promise<{ sdkKey: string }> {
  const made = async (request: string, body: object): Promise<Record<string, string>> => {
    const answer = await app.call<Record<string, string>>(request, { as: 'admin', body });
    if (answer.status !== 201) throw new Error(`${request}: ${answer.status} ${answer.text}`);
    return answer.body;
  };
  await made('POST /api/v1/projects', { key: 'shop', name: 'Shop' });
  await made('POST /api/v1/projects/shop/environments/production/segments', {
    key: 'beta-testers',
    name: 'Beta testers',
    included: ['customer-1'],
  });
  const flags = '/api/v1/projects/shop/flags';
  await made(`POST ${flags}`, { key: 'new-checkout', kind: 'release', valueType: 'boolean' });
  await made(`POST ${flags}`, {
    key: 'layout',
    kind: 'experiment',
    valueType: 'string',
    variants: ['list', 'grid'].map((name) => ({ name, value: name })),
  });
  const { sdkKey = '' } = await made('POST /api/v1/projects/shop/environments/production/sdk-keys', {
    name: 'API',
    kind: 'server',
  });
  return { sdkKey };
}

/** `/projects/{project}` or `/projects/:project` with real names in it. */
export function fill(path: string): string {
  return path.replaceAll(
    /\{(\w+)\}|:(\w+)/g,
    (_all, braced: string, coloned: string) => NAMES[braced ?? coloned] ?? 'x',
  );
}
