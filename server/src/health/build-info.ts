import { readFileSync, statSync } from 'node:fs';
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
    return reference ? readFileSync(join(folder, reference), 'utf8').trim() : head;
  } catch {
    // No repository here, or its references are packed.
    return undefined;
  }
}
