import type { Art } from './art.ts';

export interface Product {
  id: string;
  name: string;
  note: string;
  /** In cents. */
  price: number;
  art: Art;
}

export const PRODUCTS: readonly Product[] = [
  { id: 'lamp', name: 'Harbour lamp', note: 'Enamel shade, warm light', price: 24_90, art: 'lamp' },
  { id: 'mug', name: 'Enamel mug', note: 'Survives every picnic', price: 13_60, art: 'mug' },
  { id: 'fern', name: 'Window fern', note: 'Happy with little sun', price: 18_00, art: 'fern' },
  { id: 'notebook', name: 'Grid notebook', note: '120 pages, lies flat', price: 7_50, art: 'notebook' },
  { id: 'candle', name: 'Beeswax candle', note: 'Burns for thirty hours', price: 11_20, art: 'candle' },
  { id: 'clock', name: 'Station clock', note: 'Never late, hardly ticks', price: 46_00, art: 'clock' },
];

/** What the recommendation service comes up with. */
export const RECOMMENDED: readonly Product[] = [
  { id: 'socks', name: 'Wool socks', note: 'Knitted next door', price: 9_90, art: 'socks' },
  { id: 'tea', name: 'Tea tin', note: 'Assam, loose', price: 8_40, art: 'tin' },
  { id: 'bell', name: 'Brass bell', note: 'For the counter', price: 15_00, art: 'bell' },
  { id: 'cards', name: 'Postcards', note: 'Ten of the old town', price: 4_20, art: 'cards' },
];

const ALL = [...PRODUCTS, ...RECOMMENDED];

export function productById(id: string): Product | undefined {
  return ALL.find((product) => product.id === id);
}

export function euros(cents: number): string {
  return `${(cents / 100).toFixed(2)} €`;
}
