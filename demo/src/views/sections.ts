import type { Html } from '../shop/html.ts';
import { announcement } from './announcement.ts';
import { audience } from './audience.ts';
import { checkout } from './checkout.ts';
import { customerPicker } from './customer.ts';
import { products, recommendations } from './products.ts';
import { service } from './service.ts';
import type { ShopState } from './state.ts';

/**
 * The parts of the page, by the name of the element that holds each. The service renders them into
 * index.html, the page renders them again whenever something changed.
 */
export const SECTIONS: Record<string, (state: ShopState) => Html> = {
  announcement,
  customer: customerPicker,
  products,
  checkout,
  recommendations,
  audience,
  service,
};
