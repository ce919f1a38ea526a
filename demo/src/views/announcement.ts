import { html, type Html } from '../shop/html.ts';
import type { ShopState } from './state.ts';

/** Colours that the style sheet knows; any other becomes the first. */
const COLORS = ['blue', 'green', 'red', 'yellow'];

export function announcement({ answers }: ShopState): Html {
  const { announcement: shown } = answers;
  if (!shown) return html``;
  const color = COLORS.includes(shown.color) ? shown.color : COLORS[0];
  return html`<p class="announcement" data-color="${color}">${shown.text}</p>`;
}
