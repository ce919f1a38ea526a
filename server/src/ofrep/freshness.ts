import { parsePosition } from '@signalbox/core/sync';
import type { z } from '@hono/zod-openapi';
import type { Audience, LiveRuleset, LiveRulesets } from '../delivery/index.ts';
import type { freshnessSchema } from './schema.ts';

type Freshness = z.infer<typeof freshnessSchema>;

/**
 * Waits until a ruleset is as new as the event that made the client ask: another instance of the server may have sent
 * it, a moment before this one heard of the change. After `withinMs` the ruleset is answered as it stands.
 */
export async function waitUntilFresh(
  live: LiveRulesets,
  ruleset: LiveRuleset,
  audience: Audience,
  wanted: Freshness,
  withinMs: number,
): Promise<void> {
  if (isFresh(ruleset, audience, wanted)) return;
  await new Promise<void>((resolve) => {
    const done = (): void => {
      stop();
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(done, withinMs);
    const stop = live.onAdopted((adopted) => {
      if (adopted === ruleset && isFresh(ruleset, audience, wanted)) done();
    });
  });
}

function isFresh(ruleset: LiveRuleset, audience: Audience, wanted: Freshness): boolean {
  const { position } = ruleset.view(audience);
  const { flagConfigEtag: etag, flagConfigLastModified: modified } = wanted;
  const event = parsePosition(etag);
  if (event && (event.epoch !== position.epoch || event.revision > position.revision)) return false;
  return modified === undefined || secondsOf(modified) <= Math.floor(ruleset.committedAt / 1_000);
}

function secondsOf(time: string): number {
  return /^\d+$/.test(time) ? Number(time) : Math.floor(Date.parse(time) / 1_000);
}
