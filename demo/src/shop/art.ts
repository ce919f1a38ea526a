import { html, Html } from './html.ts';

/** Drawn on 64 × 64, in the colours that the style sheet gives. */
const DRAWINGS = {
  lamp: `<path class="a1" d="M20 34 28 12h8l8 22z"/><rect class="a2" x="30" y="34" width="4" height="16"/><rect class="a2" x="20" y="50" width="24" height="4" rx="2"/><circle class="a3" cx="32" cy="37" r="4"/>`,
  mug: `<rect class="a1" x="14" y="18" width="28" height="34" rx="5"/><path class="s1" d="M42 26h5a6 6 0 0 1 6 6v4a6 6 0 0 1-6 6h-5"/><rect class="a2" x="14" y="18" width="28" height="5" rx="2.5"/><circle class="a3" cx="28" cy="37" r="5"/>`,
  fern: `<path class="a2" d="M20 42h24l-3 14H23z"/><path class="s3" d="M32 42V16"/><path class="a3" d="M32 38C20 38 16 30 15 24c9 0 16 4 17 14zM32 32c10 0 15-7 16-13-9 0-15 4-16 13zM32 22c-6 0-9-5-9-11 6 1 9 5 9 11z"/>`,
  notebook: `<rect class="a1" x="16" y="10" width="34" height="44" rx="4"/><rect class="a2" x="16" y="10" width="8" height="44" rx="3"/><rect class="a4" x="29" y="18" width="15" height="9" rx="2"/><path class="s3" d="M44 54V40"/>`,
  candle: `<rect class="a1" x="24" y="26" width="16" height="28" rx="3"/><path class="a3" d="M32 8c5 6 6 9 6 11a6 6 0 0 1-12 0c0-2 1-5 6-11z"/><path class="s2" d="M32 26v-4"/><rect class="a2" x="18" y="52" width="28" height="5" rx="2.5"/>`,
  clock: `<circle class="a2" cx="32" cy="32" r="23"/><circle class="a4" cx="32" cy="32" r="18"/><path class="s2" d="M32 32V20M32 32l9 5"/><circle class="a3" cx="32" cy="32" r="3"/>`,
  socks: `<path class="a1" d="M22 8h16v26l12 8a8 8 0 0 1-9 13L24 44a5 5 0 0 1-2-4z"/><rect class="a2" x="22" y="8" width="16" height="7"/><path class="s3" d="M22 22h16M22 28h16"/>`,
  tin: `<rect class="a1" x="16" y="20" width="32" height="34" rx="4"/><rect class="a2" x="14" y="12" width="36" height="10" rx="4"/><path class="a3" d="M32 30c7 4 7 11 0 16-7-5-7-12 0-16z"/>`,
  bell: `<path class="a1" d="M14 46a18 18 0 0 1 36 0z"/><rect class="a2" x="12" y="46" width="40" height="6" rx="3"/><circle class="a3" cx="32" cy="22" r="5"/>`,
  cards: `<rect class="a2" x="12" y="14" width="34" height="26" rx="3"/><rect class="a1" x="18" y="24" width="34" height="26" rx="3"/><path class="a3" d="m22 46 9-12 6 7 4-4 7 9z"/><circle class="a4" cx="43" cy="31" r="3"/>`,
} as const;

export type Art = keyof typeof DRAWINGS;

export function drawing(art: Art): Html {
  return html`<svg class="art" viewBox="0 0 64 64" aria-hidden="true">${new Html(DRAWINGS[art])}</svg>`;
}
