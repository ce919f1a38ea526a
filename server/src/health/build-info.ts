import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readVersion } from '../version.ts';

export interface BuildInfo {
  version: string;
  commit: string | null;
  builtAt: string | null;
}

const root = join(import.meta.dirname, '../../..');

/** What is running. From sources the commit is read from `.git`, and what was built is the admin UI. */
export function readBuildInfo(
  given: { commit: string | undefined; builtAt: string | undefined },
  pagesFolder: string,
): BuildInfo {
  return {
    version: readVersion(),
    commit: given.commit ?? readCommit(join(root, '.git')) ?? null,
    builtAt: given.builtAt ?? changedAt(join(pagesFolder, 'index.html')) ?? null,
  };
}

function changedAt(file: string): string | undefined {
  return statSync(file, { throwIfNoEntry: false })?.mtime.toISOString();
}

function readCommit(folder: string): string | undefined {
  try {
    const head = readFileSync(join(folder, 'HEAD'), 'utf8').trim();
    const reference = /^ref: (.+)$/.exec(head)?.[1];
    if (reference === undefined) return head;
    return readReference(folder, reference);
  } catch {
    // No repository here.
    return undefined;
  }
}

/** A file of its own, or a line of the packed ones: `0123abc refs/heads/main`. */
function readReference(folder: string, reference: string): string | undefined {
  const file = join(folder, reference);
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  const lines = readFileSync(join(folder, 'packed-refs'), 'utf8').split('\n');
  return lines.find((line) => line.endsWith(` ${reference}`))?.split(' ')[0];
}
