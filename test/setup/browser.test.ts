import { expect, test } from 'vitest';
import { connectBrowser } from './connect-browser.ts';

test('a real browser renders a page', async () => {
  const browser = await connectBrowser();
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.setContent('<main>Points set</main>');
  expect(await page.getByRole('main').innerText()).toBe('Points set');
  expect(await page.evaluate(() => document.fonts.check('16px sans-serif'))).toBe(true);
  await browser.close();
});
