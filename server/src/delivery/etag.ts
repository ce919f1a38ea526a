import { formatPosition, parsePosition, type Position } from '@signalbox/core/sync';
import type { Encoding } from './compress.ts';
import type { View } from './view.ts';

/**
 * `"epoch.revision"`. One address, the one without a key in it, has bytes of its own for either audience: clients get
 * another tag there. Compressed bodies differ from plain ones but mean the same: theirs is the weak form of the tag
 * (RFC 9110, 8.8.1).
 */
export function entityTag({ audience, position }: View, keyInUrl: boolean, encoding: Encoding): string {
  const suffix = audience === 'client' && !keyInUrl ? '-client' : '';
  const tag = `"${formatPosition(position)}${suffix}"`;
  return encoding === 'identity' ? tag : `W/${tag}`;
}

/** Whether an If-None-Match names the tag: weak comparison, as it has to be for GET (RFC 9110, 13.1.2). */
export function matchesTag(ifNoneMatch: string | undefined, tag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  if (ifNoneMatch.trim() === '*') return true;
  return ifNoneMatch.split(',').some((candidate) => strong(candidate.trim()) === strong(tag));
}

/** The position that an If-None-Match names. */
export function taggedPosition(ifNoneMatch: string | undefined): Position | undefined {
  return parsePosition(/"([\w-]{1,32}\.\d{1,15})(?:-client)?"/.exec(ifNoneMatch ?? '')?.[1]);
}

function strong(tag: string): string {
  return tag.startsWith('W/') ? tag.slice(2) : tag;
}
