import { createHash, randomUUID } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { CheckedOptions, RulesetCache } from '@signalbox/core/sync';
import { removeLeftovers, temporaryName } from './temporary-files.ts';

/** No ruleset comes near it. What is larger is not read. */
const MAX_BYTES = 64 * 1024 * 1024;
/** In UTF-8 a character of a JavaScript string takes up to three bytes: what is kept can always be read again. */
const MAX_LENGTH = Math.floor(MAX_BYTES / 3) - 100;

/** A cache that can be waited for. */
export interface FileCache extends RulesetCache {
  /** Resolves when nothing is left to write. Never rejects. */
  idle(): Promise<void>;
}

type Owner = Pick<CheckedOptions, 'url' | 'sdkKey' | 'warn'>;

/**
 * Keeps the last ruleset in a file: below a first line that tells whose it is, as the client wrote it, with its checksum.
 * The file is replaced whole by a rename, so that nobody ever sees half of one, whoever else writes to it. One write at
 * a time, and only the newest of what waits.
 */
export function fileCache(path: string, { url, sdkKey, warn }: Owner): FileCache {
  const file = resolve(path);
  // A fingerprint: another server's or environment's flags must not answer here. The key cannot be had from it.
  const owner = createHash('sha256').update(`${url}\n${sdkKey}`).digest('hex').slice(0, 16);
  const head = `signalbox-ruleset 1 ${owner}\n`;
  let waiting: string | undefined;
  let writing: Promise<void> | undefined;
  let failing = false;
  let tidied = false;

  function load(): string | undefined {
    try {
      const found = statSync(file, { throwIfNoEntry: false });
      if (!found) return undefined;
      if (!found.isFile()) throw new Error('it is no file');
      if (found.size > MAX_BYTES) throw new Error(`it is larger than ${MAX_BYTES} bytes`);
      const text = readFileSync(file, 'utf8');
      if (!text.startsWith(head)) throw new Error('it is not of this server and SDK key');
      return text.slice(head.length);
    } catch (error) {
      warn(`Signalbox: the cached ruleset in ${file} is not used: `, error);
      return undefined;
    }
  }

  async function write(): Promise<void> {
    while (waiting !== undefined) {
      const text = head + waiting;
      waiting = undefined;
      try {
        await replace(file, text);
        failing = false;
      } catch (error) {
        // Told once; it will hardly be another error the next time.
        if (!failing) warn(`Signalbox: the ruleset cannot be kept in ${file}: `, error);
        failing = true;
      }
    }
    if (!tidied) await removeLeftovers(file);
    tidied = true;
  }

  return {
    maxLength: MAX_LENGTH,
    load,
    save(text) {
      waiting = text;
      writing ??= write().finally(() => {
        writing = undefined;
      });
    },
    async idle() {
      while (writing) await writing;
    },
  };
}

async function replace(file: string, text: string): Promise<void> {
  const temporary = temporaryName(file, randomUUID());
  try {
    const handle = await open(temporary, 'wx', 0o600);
    try {
      await handle.writeFile(text);
      // Without it, a power cut after the rename could leave an empty file.
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
}
