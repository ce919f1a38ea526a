import type { InstanceInfo, ReceiptPayload } from '@signalbox/core/sync';
import type { InstanceRecord } from '../store/model.ts';
import { Commits, type Commit } from './commits.ts';
import { EarlyReceipts } from './early-receipts.ts';
import type { EnvironmentRoster, Member, Urgency } from './environment-roster.ts';
import { confirm, diverge, FORGOTTEN_MS, newInstance, poll, presenceOf, type Instance } from './instance.ts';
import { MAX_KNOWN } from './limits.ts';
import { recordOf, type Written } from './record.ts';
import { reportOf, type InstanceFilter, type ReceiptReport } from './report.ts';
import type { Roster } from './roster.ts';

/** Once there are too many, so many stay: the walk over all of them is not worth it for one. */
const KEPT_WHEN_FULL = 45_000;
const TIDY_EVERY_MS = 60_000;

/** The two ends of a stream that the fleet counts. */
export interface Connection {
  /** The revision that was last written to it. */
  delivered(revision: number): void;
  closed(): void;
}

/** What the fleet of an environment works with. */
export interface EnvironmentDeps {
  project: string;
  environment: string;
  now: () => number;
  /** Told how long a connected instance took to confirm a commit, in milliseconds. */
  applied: (ms: number) => void;
  /** Where it is written down who is connected; only remembered when absent. */
  roster: Roster | undefined;
}

/** Who is connected to one environment, and how far each one is. */
export class EnvironmentFleet implements Member {
  readonly #environment: string;
  readonly #now: () => number;
  readonly #applied: (ms: number) => void;
  readonly #commits = new Commits();
  readonly #instances = new Map<string, Instance>();
  /** Client-side streams, each with the newest revision that was written to it. */
  readonly #browsers = new Set<{ delivered: number }>();
  /** Receipts about revisions that this server has not read yet. */
  readonly #early = new EarlyReceipts();
  readonly #roster: Roster | undefined;
  readonly #written: EnvironmentRoster | undefined;
  #tidiedAt = 0;

  constructor({ project, environment, now, applied, roster }: EnvironmentDeps) {
    this.#environment = environment;
    this.#now = now;
    this.#applied = applied;
    this.#roster = roster;
    this.#written = roster?.join(project, environment, this);
  }

  committed(commit: Commit): void {
    const { latest } = this.#commits;
    if (latest && latest.epoch !== commit.epoch) this.#forgetProgress();
    this.#commits.add(commit, this.#now());
    for (const { receipt, at } of this.#early.take(commit))
      this.#count(this.#known(receipt.instance), receipt, at);
  }

  streaming(info: InstanceInfo): Connection {
    const instance = this.#seen(info);
    if (instance.streams === 0) {
      instance.connectedAt = this.#now();
      this.#note(instance.id, 'now');
    }
    instance.streams += 1;
    // Until it polls again it is no poller, even when it was one before.
    instance.polledAt = null;
    let open = true;
    return {
      delivered: (revision) => {
        instance.delivered = revision;
        this.#note(instance.id, 'soon');
      },
      closed: () => {
        if (!open || this.#roster?.isEnding) return;
        open = false;
        instance.streams -= 1;
        instance.lastSeenAt = this.#now();
        instance.polledAt = null;
        this.#note(instance.id, 'now');
      },
    };
  }

  browser(): Connection {
    const stream = { delivered: -1 };
    this.#browsers.add(stream);
    return {
      delivered: (revision) => (stream.delivered = revision),
      closed: () => this.#browsers.delete(stream),
    };
  }

  polled(info: InstanceInfo, revision: number, everyMs: number | undefined): void {
    const instance = this.#seen(info);
    if (instance.connectedAt === 0) instance.connectedAt = this.#now();
    this.#note(instance.id, instance.polledAt === null ? 'now' : 'later');
    poll(instance, this.#now(), everyMs);
    instance.delivered = Math.max(instance.delivered, revision);
  }

  /** It ends on purpose: nobody has to wonder where it is. */
  left(id: string): void {
    const instance = this.#written ? this.#known(id) : this.#instances.get(id);
    if (!instance) return;
    instance.leaving = true;
    instance.lastSeenAt = this.#now();
    this.#note(id, 'now');
  }

  /** Says whether the receipt counts: it may be about a ruleset that this server does not have. */
  confirmed(receipt: ReceiptPayload): boolean {
    // Its stream may be on another server, which has not told of it yet.
    const instance = this.#written ? this.#known(receipt.instance) : this.#instances.get(receipt.instance);
    const { latest } = this.#commits;
    if (!instance) return false;
    instance.lastSeenAt = this.#now();
    if (receipt.epoch !== latest?.epoch || receipt.revision > latest.revision) {
      if (this.#written) this.#early.keep(receipt, this.#now());
      return false;
    }
    return this.#count(instance, receipt, this.#now());
  }

  /** Reads what other servers know. Takes a second at most, and never rejects. */
  async gather(): Promise<void> {
    if (this.#written) await this.#roster?.refresh(this.#written);
  }

  report(revision: number, filter: InstanceFilter): ReceiptReport {
    let browsersDelivered = 0;
    for (const { delivered } of this.#browsers) if (delivered >= revision) browsersDelivered++;
    return reportOf(
      {
        environment: this.#environment,
        revision,
        committedAt: this.#commits.timeOf(revision),
        browsers: this.#browsers.size,
        browsersDelivered,
        filter,
        now: this.#now(),
        whole: this.#written?.whole ?? true,
        told: this.#written?.hasTold(this.#now() - (this.#commits.readAt(revision) ?? 0)) ?? true,
      },
      this.#written?.elsewhere.with(this.#instances, this.#commits.latest?.epoch, this.#now()) ??
        this.#instances,
    );
  }

  record(id: string): Written | undefined {
    const instance = this.#instances.get(id);
    return instance && recordOf(instance, this.#commits.latest?.epoch ?? '');
  }

  known(): Iterable<string> {
    return this.#instances.keys();
  }

  /** What the server that has an instance's stream knows of it lasts; what others know, only for a while. */
  adopt(records: readonly InstanceRecord[]): void {
    for (const { instance: id, epoch, confirmed, confirmedAt, hasLeft } of records) {
      const instance = this.#instances.get(id);
      if (!instance || instance.connectedAt === 0) continue;
      if (hasLeft && !instance.leaving) {
        instance.leaving = true;
        this.#note(id, 'now');
      }
      const isNews = confirmed !== null && confirmed > (instance.confirmed.at(-1)?.revision ?? -1);
      if (!isNews || epoch !== this.#commits.latest?.epoch) continue;
      confirm(instance, confirmed, confirmedAt ?? this.#now());
      this.#note(id, 'progress');
    }
  }

  /** Forgets those that left long ago. */
  tidy(): void {
    const now = this.#now();
    this.#early.tidy(now);
    for (const instance of this.#instances.values()) {
      const isLongAgo = now - instance.lastSeenAt >= FORGOTTEN_MS;
      if (isLongAgo && presenceOf(instance, now) === 'gone') this.#forget(instance.id);
    }
  }

  #seen(info: InstanceInfo): Instance {
    const now = this.#now();
    const instance = this.#known(info.instance);
    // Last in the map: the order in which they were last heard of.
    this.#instances.delete(info.instance);
    this.#instances.set(info.instance, instance);
    instance.info = info;
    instance.lastSeenAt = now;
    instance.leaving = false;
    return instance;
  }

  /** As it is known here, if only from now on. */
  #known(id: string): Instance {
    const known = this.#instances.get(id);
    if (known) return known;
    this.#makeRoom();
    const now = this.#now();
    const firstSeenAt = this.#written?.elsewhere.firstSeenAt(id) ?? now;
    const instance = { ...newInstance({ instance: id, sdk: '' }, firstSeenAt), lastSeenAt: now };
    this.#instances.set(id, instance);
    return instance;
  }

  /** Says whether it counts. */
  #count(instance: Instance, { revision, digest }: ReceiptPayload, at: number): boolean {
    const commit = this.#commits.exactly(revision);
    const isNews = revision > (instance.confirmed.at(-1)?.revision ?? -1);
    const isRight = !commit || commit.digest === digest;
    if (isRight) confirm(instance, revision, at);
    else diverge(instance, revision);
    this.#note(instance.id, 'progress');
    const isConnected = instance.connectedAt > 0 || this.#written?.elsewhere.has(instance.id) === true;
    if (!isRight || !isConnected) return false;
    // Who came later started with it: that says nothing about how fast it spread.
    if (commit && isNews && instance.firstSeenAt <= commit.at) this.#applied(at - commit.at);
    return true;
  }

  #note(id: string, urgency: Urgency): void {
    this.#written?.note(id, urgency);
  }

  #forget(id: string): void {
    this.#instances.delete(id);
    this.#note(id, 'now');
  }

  /** When there are too many, forgets whoever was not heard of for longest. */
  #makeRoom(): void {
    const now = this.#now();
    const full = this.#instances.size >= MAX_KNOWN;
    if (!full && now - this.#tidiedAt < TIDY_EVERY_MS) return;
    this.#tidiedAt = now;
    this.tidy();
    if (this.#instances.size < MAX_KNOWN) return;
    for (const { id, streams } of this.#instances.values()) {
      if (this.#instances.size <= KEPT_WHEN_FULL) return;
      if (streams === 0) this.#forget(id);
    }
  }

  /** The database was restored: the old revisions mean nothing any more. */
  #forgetProgress(): void {
    for (const instance of this.#instances.values()) {
      instance.confirmed = [];
      instance.diverged = null;
      instance.delivered = 0;
      this.#note(instance.id, 'soon');
    }
    for (const stream of this.#browsers) stream.delivered = -1;
  }
}
