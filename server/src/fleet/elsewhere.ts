import type { InstanceRecord } from '../store/model.ts';
import { orphaned, type Instance } from './instance.ts';
import { instanceOf } from './record.ts';
import type { Servers } from './servers.ts';
import { together } from './together.ts';

interface Told {
  server: string;
  epoch: string;
  instance: Instance;
}

/** What other servers know of an environment's instances, as far as it was read. */
export class Elsewhere {
  readonly #servers: Servers;
  readonly #told = new Map<string, Map<string, Told>>();
  /** The highest sequence that was read of each server. */
  readonly #seen = new Map<string, number>();

  constructor(servers: Servers) {
    this.#servers = servers;
  }

  get seen(): ReadonlyMap<string, number> {
    return this.#seen;
  }

  has(id: string): boolean {
    return this.#told.has(id);
  }

  take(records: readonly InstanceRecord[]): void {
    for (const record of records) {
      const { instance: id, server, epoch, sequence } = record;
      let told = this.#told.get(id);
      if (!told) this.#told.set(id, (told = new Map()));
      const before = told.get(server);
      const instance = instanceOf(record, before?.epoch === epoch ? before.instance : undefined);
      told.set(server, { server, epoch, instance });
      this.#seen.set(server, Math.max(sequence, this.#seen.get(server) ?? 0));
    }
  }

  /** Everything is to be read anew: what was removed meanwhile is known no more. */
  clear(): void {
    this.#told.clear();
    this.#seen.clear();
  }

  forget(server: string): void {
    this.#seen.delete(server);
    for (const [id, told] of this.#told) {
      if (told.delete(server) && told.size === 0) this.#told.delete(id);
    }
  }

  /** It ended: what servers that are gone knew of it does not matter any more. */
  drop(id: string): void {
    const told = this.#told.get(id);
    for (const server of told?.keys() ?? []) {
      if (this.#servers.goneSince(server) !== undefined) told?.delete(server);
    }
    if (told?.size === 0) this.#told.delete(id);
  }

  /** Whether it was connected to a server that is gone. */
  wasOnGone(id: string): boolean {
    return [...(this.#told.get(id)?.keys() ?? [])].some(
      (server) => this.#servers.goneSince(server) !== undefined,
    );
  }

  firstSeenAt(id: string): number | undefined {
    const told = [...(this.#told.get(id)?.values() ?? [])];
    return told.length === 0 ? undefined : Math.min(...told.map(({ instance }) => instance.firstSeenAt));
  }

  /** All instances, those that are known here together with what the others know. */
  with(
    here: ReadonlyMap<string, Instance>,
    epoch: string | undefined,
    now: number,
  ): ReadonlyMap<string, Instance> {
    if (this.#told.size === 0) return here;
    const all = new Map(here);
    for (const [id, told] of this.#told) {
      const own = here.get(id);
      const [first, ...rest] = [
        ...(own ? [own] : []),
        ...Array.from(told.values(), (one) => this.#now(one, epoch)),
      ];
      if (first) all.set(id, together([first, ...rest], now));
    }
    return all;
  }

  #now({ server, epoch, instance }: Told, current: string | undefined): Instance {
    const known = epoch === current ? instance : { ...instance, delivered: 0, confirmed: [], diverged: null };
    const since = this.#servers.goneSince(server);
    return since === undefined ? known : orphaned(known, since);
  }
}
