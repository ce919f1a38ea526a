import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

export interface BuildInfo {
  version: string;
  commit: string | null;
  builtAt: string | null;
}

const root = join(import.meta.dirname, '../../..');

/** What is running. From sources the commit is read from `.git`, and nothing was built. */
export function readBuildInfo(given: { commit: string | undefined; builtAt: string | undefined }): BuildInfo {
  const manifest: unknown = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8'));
  return {
    version: z.object({ version: z.string() }).parse(manifest).version,
    commit: given.commit ?? readCommit(join(root, '.git')) ?? null,
    builtAt: given.builtAt ?? null,
  };
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
