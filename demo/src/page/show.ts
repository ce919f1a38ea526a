import { SECTIONS } from '../views/sections.ts';
import type { ShopState } from '../views/state.ts';
import { patch } from './patch.ts';

const shown = new Map<string, string>();

/** Brings the page up to date. `mark` points out what changed, for changes that nobody here made. */
export function show(state: ShopState, mark: boolean): void {
  for (const [name, view] of Object.entries(SECTIONS)) {
    const holder = document.querySelector<HTMLElement>(`[data-section="${name}"]`);
    const { text } = view(state);
    if (!holder || shown.get(name) === text) continue;
    shown.set(name, text);
    const next = document.createElement(holder.tagName);
    for (const { name: attribute, value } of holder.attributes) next.setAttribute(attribute, value);
    next.innerHTML = text;
    if (mark) delete holder.dataset['changed'];
    patch(holder, next);
    if (mark && text !== '') point(holder);
  }
}

/** The style sheet flashes it once. Asking for its width in between makes the browser start anew. */
function point(holder: HTMLElement): void {
  void holder.offsetWidth;
  holder.dataset['changed'] = '';
}

let hiding: ReturnType<typeof setTimeout> | undefined;
const TOAST_MS = 6_000;

export function toast(text: string): void {
  const element = document.querySelector<HTMLElement>('.toast');
  if (!element) return;
  element.textContent = text;
  element.hidden = false;
  clearTimeout(hiding);
  hiding = setTimeout(() => (element.hidden = true), TOAST_MS);
}

export function showFeed(feed: string, text: string): void {
  const element = document.querySelector<HTMLElement>('.feed');
  if (!element) return;
  element.dataset['feed'] = feed;
  if (element.textContent !== text) element.textContent = text;
}
