import { buildRuleset } from './evaluate/workload.ts';
import { forClients, forServers } from './snapshots.ts';

/** Bytes on the wire. */
export interface Sizes {
  /** Of 1,000 flags without long segments, for servers. */
  plain: number;
  gzip: number;
  /** Of one more key of a segment, for pages, compressed. */
  bytesPerListedKey: number;
}

export async function measureSizes(): Promise<Sizes> {
  const { flags, segments } = buildRuleset();
  const empty = segments.map((segment) => ({ ...segment, included: [] }));
  const listed = segments.reduce((sum, { included }) => sum + included.length, 0);
  const whole = forServers(flags);
  const withKeys = (await forClients(flags, segments).body('gzip')).length;
  const withoutKeys = (await forClients(flags, empty).body('gzip')).length;
  return {
    plain: (await whole.body('identity')).length,
    gzip: (await whole.body('gzip')).length,
    bytesPerListedKey: (withKeys - withoutKeys) / listed,
  };
}
