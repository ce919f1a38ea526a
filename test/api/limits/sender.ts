import { expect } from 'vitest';
import type { Problem } from '../../../server/src/http/schema.ts';
import { FLAGS, openShop, SHOP } from '../shop.ts';
import type { Answer, TestApp } from '../test-app.ts';

export const SEGMENTS = `${SHOP}/environments/production/segments`;

/** Sends what an editor sends, with one thing in it that is as large as it may be, or larger. */
export interface Sender {
  createFlag(fields: object): Promise<Answer<Problem>>;
  createJsonFlag(fields: object): Promise<Answer<Problem>>;
  createSegment(fields: object): Promise<Answer<Problem>>;
  /** Gives a flag these rules. */
  configure(...rules: object[]): Promise<Answer<Problem>>;
}

export async function openSender(app: TestApp): Promise<Sender> {
  const shop = await openShop(app);
  const flag = await shop.newFlag();
  let count = 0;

  const createFlag = (fields: object) => {
    const body = { key: `new-${++count}`, kind: 'release', valueType: 'boolean', ...fields };
    return app.call(`POST ${FLAGS}`, { as: 'editor', body });
  };

  return {
    createFlag,
    createJsonFlag: (fields) =>
      createFlag({ valueType: 'json', variants: [{ name: 'a', value: null }], ...fields }),
    createSegment(fields) {
      const body = { key: `segment-${++count}`, name: 'Segment', ...fields };
      return app.call(`POST ${SEGMENTS}`, { as: 'editor', body });
    },
    configure: (...rules) => shop.configure(flag, { rules }),
  };
}

export const clause = (fields: object = {}) => ({
  attribute: 'a',
  operator: 'in',
  values: ['x'],
  ...fields,
});

export const rule = (fields: object = {}) => ({
  id: 'r',
  clauses: [clause()],
  serve: { variant: 'on' },
  ...fields,
});

export const many = <T>(length: number, make: (index: number) => T): T[] =>
  Array.from({ length }, (_, index) => make(index));

/** Refused; the problem with the field names the limit, and the size that was sent when it is given. */
export function expectRefusal(
  { status, body, text }: Answer<Problem>,
  field: string,
  limit: number,
  size?: number,
): void {
  const said = text.slice(0, 500);
  expect(status, said).toBeGreaterThanOrEqual(400);
  expect(status, said).toBeLessThan(500);
  const error = body.errors?.find((each) => each.field === field);
  expect(error, said).toBeDefined();
  expect(error?.problem).toMatch(new RegExp(`\\b${limit}\\b`));
  expect(error?.problem).toContain(size === undefined ? '' : String(size));
  expect(error?.remedy).toMatch(/\S.*\.$/);
}
