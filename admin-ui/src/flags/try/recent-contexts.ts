import { useState } from 'react';
import * as z from 'zod/mini';
import { parseContext } from './context-draft.ts';
import type { Context } from './context-rows.ts';

const KEPT = 8;

const stored = z.array(z.string());

/** Contexts that were tried in this browser, newest first. They stay in it. */
export function useRecentContexts(project: string) {
  const key = `signalbox.contexts.${project}`;
  const [recent, setRecent] = useState(() => read(key));
  const keep = (contexts: Context[]) => {
    setRecent(contexts);
    write(key, contexts);
  };
  return {
    recent,
    remember: (context: Context) => {
      const text = JSON.stringify(context);
      keep([context, ...recent.filter((other) => JSON.stringify(other) !== text)].slice(0, KEPT));
    },
    forget: () => keep([]),
  };
}

function read(key: string): Context[] {
  try {
    const texts = stored.safeParse(JSON.parse(localStorage.getItem(key) ?? '[]')).data ?? [];
    return texts.map(parseContext).filter((context) => context !== undefined);
  } catch {
    // Storage is off, or holds something else: there is nothing to offer then.
    return [];
  }
}

function write(key: string, contexts: readonly Context[]): void {
  try {
    localStorage.setItem(key, JSON.stringify(contexts.map((context) => JSON.stringify(context))));
  } catch {
    // Storage is off or full: the list lasts as long as the page.
  }
}
