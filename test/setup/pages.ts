import { buildPages } from '../../scripts/pages.ts';

/** Vitest's global setup: the admin UI and the demo page as a user would get them. */
export default function setup(): void {
  buildPages();
}
