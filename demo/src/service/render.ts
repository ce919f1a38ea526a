import { SECTIONS } from '../views/sections.ts';
import type { PageData, ShopState } from '../views/state.ts';

/** The page as a customer first sees it: complete, before any script ran. */
export function renderPage(template: string, state: ShopState, data: PageData): string {
  let page = fill(template, 'data', JSON.stringify(data).replaceAll('<', String.raw`\u003c`));
  for (const [name, view] of Object.entries(SECTIONS)) page = fill(page, name, view(state).text);
  return page;
}

/** With a function, because "$&" in a replacement text would mean something. */
function fill(page: string, name: string, content: string): string {
  return page.replace(`<!--${name}-->`, () => content);
}
