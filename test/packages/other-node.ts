import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const OLDEST = 20;

/** This Node, and those that the machine has besides: an application chooses its own. */
export function nodes(): { version: string; path: string }[] {
  const found = new Map([[process.version, process.execPath]]);
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    const path = join(folder, 'node');
    if (!folder || !existsSync(path)) continue;
    const version = execFileSync(path, ['--version'], { encoding: 'utf8' }).trim();
    if (Number(/^v(\d+)/.exec(version)?.[1]) >= OLDEST && !found.has(version)) found.set(version, path);
  }
  return Array.from(found, ([version, path]) => ({ version, path }));
}
