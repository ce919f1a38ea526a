import type { Flag, Segment } from '@signalbox/core/evaluator';
import { contentForClients, contentForServers } from '../../server/src/delivery/audience.ts';
import { applyDelta, type EnvironmentState } from '../../server/src/delivery/state.ts';
import { createView, type View } from '../../server/src/delivery/view.ts';

/** What the server hands out for flags and segments, without a server. */

function stateOf(flags: Flag[], segments: Segment[]): EnvironmentState {
  return applyDelta(undefined, {
    project: 'shop',
    environment: 'production',
    epoch: 'k3J9x0',
    revision: 5_000,
    committedAt: 0,
    urgent: false,
    flags: flags.map((flag) => ({ flag, clientSide: true })),
    segments,
    removedFlags: [],
    removedSegments: [],
  });
}

export function forServers(flags: Flag[], segments: Segment[] = []): View {
  const state = stateOf(flags, segments);
  return createView('server', state, contentForServers(state));
}

export function forClients(flags: Flag[], segments: Segment[]): View {
  const state = stateOf(flags, segments);
  return createView('client', state, contentForClients(state, undefined));
}
