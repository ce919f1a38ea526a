import type { InstanceRecord } from '../store/model.ts';
import type { InstanceStore, Store } from '../store/store.ts';
import { Elsewhere } from './elsewhere.ts';
import { MAX_KNOWN } from './limits.ts';
import type { Written } from './record.ts';
import type { Servers } from './servers.ts';

/** One statement's worth: streams and requests get their turn between any two. */
const ROWS_AT_ONCE = 250;
/** For so long what was read is new enough, however many ask. */
const FRESH_MS = 200;
/** Nobody waits longer for a database that does not answer. */
const READ_MS = 1_000;
/**
 * Who connected to another server before a commit is written down by then: whatever that server had to write waits for a
 * quarter of a second at most.
 */
const TOLD_MS = 750;
/** What is removed is not among the news: so often all is read anew. */
const READ_ALL_MS = 10 * 60_000;

/** `now`: others need it to count; `progress`: they want to see it; `soon` and `later`: for the picture to be right. */
export type Urgency = 'now' | 'progress' | 'soon' | 'later';

/** What the roster wants of the store. */
export type RosterStore = InstanceStore & Pick<Store, 'engine'>;

/** What the roster wants from the fleet of an environment. */
export interface Member {
  /** As it is to be written down; undefined when it is not known any more. */
  record(id: string): Written | undefined;
  /** What other servers wrote since the last time. */
  adopt(records: readonly InstanceRecord[]): void;
  /** All that are known here. */
  known(): Iterable<string>;
  tidy(): void;
}

interface Place {
  project: string;
  environment: string;
  /** The server that writes here. */
  server: string;
}

/** The part of the roster that is about one environment: what is to be written, and what others wrote. */
export class EnvironmentRoster {
  readonly elsewhere: Elsewhere;
  readonly #place: Place;
  readonly #store: RosterStore;
  readonly #servers: Servers;
  readonly #member: Member;
  readonly #dirty: Record<Urgency, Set<string>> = {
    now: new Set(),
    progress: new Set(),
    soon: new Set(),
    later: new Set(),
  };
  #reading: Promise<void> | undefined;
  #readAt = -Infinity;
  #readAllAt = -Infinity;
  #whole = false;

  constructor(place: Place, store: RosterStore, servers: Servers, member: Member) {
    this.#place = place;
    this.#store = store;
    this.#servers = servers;
    this.#member = member;
    this.elsewhere = new Elsewhere(servers);
  }

  /** Whether all that the others wrote was read, as of the last time that it was asked for. */
  get whole(): boolean {
    return this.#whole;
  }

  /** Whether other servers had the time to write down who was connected when something was read here, so long ago. */
  hasTold(sinceMs: number): boolean {
    return this.#store.engine === 'sqlite' || sinceMs >= TOLD_MS;
  }

  note(id: string, urgency: Urgency): void {
    // Where no other server asks, a new one gets a fresh receipt from everybody who comes back.
    const isForOthers = urgency === 'progress' || urgency === 'soon';
    if (isForOthers && this.#store.engine === 'sqlite') return;
    this.#dirty[urgency].add(id);
  }

  /** Writes down what changed. What cannot be written stays to be written. */
  async write(urgencies: readonly Urgency[], nextSequence: () => number): Promise<void> {
    const ids = new Set(urgencies.flatMap((urgency) => [...this.#dirty[urgency]]));
    for (const dirty of Object.values(this.#dirty)) for (const id of ids) dirty.delete(id);
    const left = [...ids];
    try {
      while (left.length > 0) {
        await this.#writeSome(left.slice(0, ROWS_AT_ONCE), nextSequence());
        left.splice(0, ROWS_AT_ONCE);
      }
    } catch (error) {
      for (const id of left) this.#dirty.now.add(id);
      throw error;
    }
  }

  /** All of it, as if nothing had ever been written. */
  noteAll(): void {
    for (const id of this.#member.known()) this.#dirty.now.add(id);
  }

  /** Reads what others wrote since; after at most a second it is as it was. Never rejects. */
  async refresh(onError: (error: unknown) => void): Promise<void> {
    const isOnlyOne = this.#store.engine === 'sqlite';
    if (this.#whole && (isOnlyOne || performance.now() - this.#readAt < FRESH_MS)) return;
    this.#reading ??= this.#read()
      .catch((error: unknown) => {
        this.#whole = false;
        onError(error);
      })
      .finally(() => (this.#reading = undefined));
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((done) => (timer = setTimeout(done, READ_MS)));
    const inTime = await Promise.race([this.#reading.then(() => true), late.then(() => false)]);
    clearTimeout(timer);
    if (!inTime) this.#whole = false;
  }

  tidy(): void {
    this.#member.tidy();
  }

  async #writeSome(ids: readonly string[], sequence: number): Promise<void> {
    const { project, environment, server } = this.#place;
    const records: InstanceRecord[] = [];
    const forgotten: string[] = [];
    for (const id of ids) {
      const record = this.#member.record(id);
      if (record) records.push({ ...record, project, environment, server, sequence });
      else forgotten.push(id);
    }
    if (records.length > 0) await this.#store.putInstances(records);
    if (forgotten.length > 0) {
      await this.#store.forgetInstances(project, environment, forgotten, [server]);
    }
    // Who is back is expected no longer, by no server that starts later either.
    const back = records.filter(({ instance }) => this.elsewhere.wasOnGone(instance));
    if (back.length > 0) {
      const names = back.map(({ instance }) => instance);
      await this.#store.forgetInstances(project, environment, names, this.#goneServers());
      for (const { instance, hasLeft } of back) if (hasLeft) this.elsewhere.drop(instance);
    }
  }

  #goneServers(): string[] {
    return [...this.elsewhere.seen.keys()].filter((id) => this.#servers.goneSince(id) !== undefined);
  }

  async #read(): Promise<void> {
    const { project, environment, server } = this.#place;
    const startedAt = performance.now();
    const all = startedAt - this.#readAllAt > READ_ALL_MS;
    const seen = all ? new Map<string, number>() : this.elsewhere.seen;
    const records = await this.#store.instancesElsewhere(project, environment, server, seen, MAX_KNOWN);
    if (all) this.elsewhere.clear();
    this.elsewhere.take(records);
    this.#member.adopt(records);
    this.#readAt = startedAt;
    if (all) this.#readAllAt = startedAt;
    this.#whole = records.length < MAX_KNOWN;
  }
}
