import { expect, test } from 'vitest';
import { FIRST_BASKET, totalsOf, withMore } from './basket.ts';
import { customerById, CUSTOMERS } from './customers.ts';
import { Html, html } from './html.ts';
import { answersFor, type Flags } from './answers.ts';

test('there are sixty customers with ids of their own, some of them businesses, some staff', () => {
  expect(CUSTOMERS).toHaveLength(60);
  expect(new Set(CUSTOMERS.map(({ id }) => id)).size).toBe(60);
  expect([CUSTOMERS[0]?.id, CUSTOMERS[59]?.id]).toEqual(['customer-01', 'customer-60']);
  expect(CUSTOMERS.filter(({ plan }) => plan === 'business').length).toBeGreaterThan(5);
  expect(CUSTOMERS.filter(({ email }) => email.endsWith('@corner.shop')).length).toBeGreaterThan(2);
});

test('an id that nobody has stands for the first customer', () => {
  for (const id of ['customer-61', '', undefined, null]) expect(customerById(id).id).toBe('customer-01');
});

test('what is put into markup is escaped, and markup is not', () => {
  const strong = new Html('<b>');
  expect(html`<p title="${'"&\''}">${'<i>'}${strong}${false}${[html`<u>`, 1]}</p>`.text).toBe(
    '<p title="&quot;&amp;&#39;">&lt;i&gt;<b><u>1</p>',
  );
});

test('shipping is free from the threshold on', () => {
  expect(totalsOf(FIRST_BASKET, 50)).toEqual({ goods: 38_50, shipping: 4_90, total: 43_40, missing: 11_50 });
  expect(totalsOf(FIRST_BASKET, 35)).toMatchObject({ shipping: 0, total: 38_50, missing: 0 });
  expect(totalsOf(withMore(FIRST_BASKET, 'fern', 2), 50)).toMatchObject({ goods: 74_50, shipping: 0 });
});

test('an answer of another shape than the shop knows changes nothing', () => {
  for (const odd of [null, 'text', 1, [], {}, { text: 1 }, { text: '' }]) {
    const flags: Flags = {
      isEnabled: () => false,
      getStringValue: () => 'carousel',
      getNumberValue: () => 50,
      getObjectValue: () => odd,
    };
    expect(answersFor(flags, customerById('customer-01'))).toMatchObject({
      layout: 'list',
      announcement: undefined,
    });
  }
});
