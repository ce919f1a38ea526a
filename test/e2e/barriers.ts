import axeCore from 'axe-core';
import type { Page } from 'playwright-core';

declare global {
  /** Put into the page here. */
  var axe: typeof axeCore;
}

/** What keeps somebody from using the page as it stands: what axe finds, and more width than the window has. */
export async function barriers(page: Page): Promise<string[]> {
  // Axe sees only the frames that it was put into.
  if (page.frames().length > 1) throw new Error('The page has frames that axe would not look into.');
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(`${axeCore.source}; 0`);
  return page.evaluate(async () => {
    // A colour that is measured half-way is nobody's. One transition may begin another: nothing moves in two frames.
    for (let still = 0; still < 2; still += 1) {
      await new Promise(requestAnimationFrame);
      const ending = document
        .getAnimations()
        .filter(({ effect }) => effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY);
      if (ending.length > 0) still = -1;
      await Promise.allSettled(ending.map(({ finished }) => finished));
    }
    const { violations } = await axe.run({ resultTypes: ['violations'] });
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
    const { scrollWidth } = document.documentElement;
    return scrollWidth > innerWidth ? [...found, 'wider than the window'] : found;
  });
}
