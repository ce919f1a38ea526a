import { productById, type Product } from './products.ts';

/** Product ids and how many of each. */
export type Basket = ReadonlyMap<string, number>;

const SHIPPING_CENTS = 4_90;

/** What everybody has in the basket when they come in, so that there is something to check out. */
export const FIRST_BASKET: Basket = new Map([
  ['lamp', 1],
  ['mug', 1],
]);

export interface BasketLine {
  product: Product;
  count: number;
}

export function linesOf(basket: Basket): BasketLine[] {
  return Array.from(basket).flatMap(([id, count]) => {
    const product = productById(id);
    return product ? [{ product, count }] : [];
  });
}

export function withMore(basket: Basket, id: string, count: number): Basket {
  return new Map(basket).set(id, (basket.get(id) ?? 0) + count);
}

export interface Totals {
  goods: number;
  shipping: number;
  total: number;
  /** What is missing for free shipping; 0 when nothing is. */
  missing: number;
}

/** All in cents, but for the threshold, which the flag holds in euros. */
export function totalsOf(basket: Basket, freeShippingFrom: number): Totals {
  const goods = linesOf(basket).reduce((sum, { product, count }) => sum + product.price * count, 0);
  const missing = Math.max(0, freeShippingFrom * 100 - goods);
  const shipping = missing > 0 ? SHIPPING_CENTS : 0;
  return { goods, shipping, total: goods + shipping, missing };
}
