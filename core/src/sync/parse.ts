import type { HeartbeatPayload, PatchPayload, RulesetPayload } from './protocol.ts';

/**
 * Reads payloads from the wire. Only what the store itself relies on is checked here: the inside of a flag
 * is checked when it is compiled, so that one bad flag fails alone. Undefined means: not a payload.
 */

type Json = Record<string, unknown>;

export function parseRuleset(text: string): RulesetPayload | undefined {
  const data = parseObject(text);
  return data && isRuleset(data) ? data : undefined;
}

export function parsePatch(text: string): PatchPayload | undefined {
  const data = parseObject(text);
  return data && isPatch(data) ? data : undefined;
}

export function parseHeartbeat(text: string): HeartbeatPayload | undefined {
  const data = parseObject(text);
  return data && isHeartbeat(data) ? data : undefined;
}

function parseObject(text: string): Json | undefined {
  try {
    const data: unknown = JSON.parse(text);
    return isObject(data) ? data : undefined;
  } catch {
    return undefined;
  }
}

function isRuleset(data: Json): data is Json & RulesetPayload {
  return (
    isText(data.epoch) &&
    isCount(data.revision) &&
    isText(data.digest) &&
    areEntries(data.flags) &&
    areEntries(data.segments)
  );
}

function isPatch(data: Json): data is Json & PatchPayload {
  const { removed } = data;
  return (
    isText(data.epoch) &&
    isCount(data.from) &&
    isCount(data.to) &&
    isText(data.digest) &&
    areEntries(data.flags) &&
    areEntries(data.segments) &&
    isObject(removed) &&
    areTexts(removed.flags) &&
    areTexts(removed.segments)
  );
}

function isHeartbeat(data: Json): data is Json & HeartbeatPayload {
  return isText(data.epoch) && isCount(data.revision) && isText(data.digest) && isCount(data.intervalMs);
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function areTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every(isText);
}

function areEntries(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    value.every((entry) => isObject(entry) && isText(entry.key) && isCount(entry.version))
  );
}
