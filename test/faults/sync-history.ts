import type { PatchPayload, RulesetPayload } from '@signalbox/core/sync';
import { patchBetween, rulesetPayload, wireFlag } from '../../core/src/sync/fixtures.ts';
import { below } from './random.ts';

/** What an environment was, revision by revision: the first is revision 1. */
export type History = readonly RulesetPayload[];

const KEYS = ['checkout', 'search', 'banner', 'free-shipping', 'new-menu'];

/** Flags that come, go and change at random. */
export function randomHistory(length: number, epoch: string, random: () => number): History {
  const history: RulesetPayload[] = [];
  const flags = new Map(KEYS.map((key) => [key, wireFlag(key, 1, random() < 0.5)]));
  for (let revision = 1; revision <= length; revision++) {
    const key = KEYS[below(KEYS.length, random)] ?? '';
    if (flags.has(key) && random() < 0.3) flags.delete(key);
    else flags.set(key, wireFlag(key, revision, random() < 0.5));
    history.push(rulesetPayload(revision, [...flags.values()], { epoch }));
  }
  return history;
}

export function patchFrom(history: History, from: number, to: number): PatchPayload {
  return patchBetween(payloadAt(history, from), payloadAt(history, to));
}

export function payloadAt(history: History, revision: number): RulesetPayload {
  const payload = history[revision - 1];
  if (!payload) throw new Error(`The history has no revision ${revision}`);
  return payload;
}

export function newestOf(history: History): RulesetPayload {
  return payloadAt(history, history.length);
}
