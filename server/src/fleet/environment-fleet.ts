import type { InstanceInfo, ReceiptPayload } from '@signalbox/core/sync';
import { Commits, type Commit } from './commits.ts';
import { confirm, diverge, newInstance, poll, presenceOf, type Instance } from './instance.ts';
import { reportOf, type InstanceFilter, type ReceiptReport } from './report.ts';

/** The most that are known, those that left included. More than a server takes streams. */
const MAX_KNOWN = 50_000;
/** Once there are too many, so many stay: the walk over all of them is not worth it for one. */
const KEPT_WHEN_FULL = 45_000;
const TIDY_EVERY_MS = 60_000;

/** The two ends of a stream that the fleet counts. */
export interface Connection {
  /** The revision that was last written to it. */
  delivered(revision: number): void;
  closed(): void;
}

/** Who is connected to one environment, and how far each one is. */
export class EnvironmentFleet {
  readonly #environment: string;
  readonly #now: () => number;
  readonly #applied: (ms: number) => void;
  readonly #commits = new Commits();
  readonly #instances = new Map<string, Instance>();
  /** Client-side streams, each with the newest revision that was written to it. */
  readonly #browsers = new Set<{ delivered: number }>();
  #tidiedAt = 0;

  /** @param applied told how long a connected instance took to confirm a commit, in milliseconds */
  constructor(environment: string, now: () => number, applied: (ms: number) => void) {
    this.#environment = environment;
    this.#now = now;
    this.#applied = applied;
  }

  committed(commit: Commit): void {
    const { latest } = this.#commits;
    if (latest && latest.epoch !== commit.epoch) this.#forgetProgress();
    this.#commits.add(commit);
  }

  streaming(info: InstanceInfo): Connection {
    const instance = this.#seen(info);
    if (instance.streams === 0) instance.connectedAt = this.#now();
    instance.streams += 1;
    // Until it polls again it is no poller, even when it was one before.
    instance.polledAt = null;
    let open = true;
    return {
      delivered: (revision) => (instance.delivered = revision),
      closed: () => {
        if (!open) return;
        open = false;
        instance.streams -= 1;
        instance.lastSeenAt = this.#now();
        instance.polledAt = null;
        this.#forgetIfLeft(instance);
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
    poll(instance, this.#now(), everyMs);
    instance.delivered = Math.max(instance.delivered, revision);
  }

  /** It ends on purpose: nobody has to wonder where it is. */
  left(id: string): void {
    const instance = this.#instances.get(id);
    if (!instance) return;
    instance.leaving = true;
    this.#forgetIfLeft(instance);
  }

  /** Says whether the receipt counts: it may be about a ruleset that this server does not have. */
  confirmed(receipt: ReceiptPayload): boolean {
    const instance = this.#instances.get(receipt.instance);
    const { latest } = this.#commits;
    if (!instance || !latest) return false;
    instance.lastSeenAt = this.#now();
    if (receipt.epoch !== latest.epoch || receipt.revision > latest.revision) return false;
    const commit = this.#commits.exactly(receipt.revision);
    if (commit && commit.digest !== receipt.digest) {
      diverge(instance, receipt.revision);
      return false;
    }
    const isNews = receipt.revision > (instance.confirmed.at(-1)?.revision ?? -1);
    confirm(instance, receipt.revision, this.#now());
    // Who came later started with it: that says nothing about how fast it spread.
    if (commit && isNews && instance.firstSeenAt <= commit.at) this.#applied(this.#now() - commit.at);
    return true;
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
      },
      this.#instances,
    );
  }

  #seen(info: InstanceInfo): Instance {
    const now = this.#now();
    let instance = this.#instances.get(info.instance);
    if (!instance) {
      this.#tidy(now);
      instance = newInstance(info, now);
    }
    // Last in the map: the order in which they were last heard of.
    this.#instances.delete(info.instance);
    this.#instances.set(info.instance, instance);
    instance.info = info;
    instance.lastSeenAt = now;
    instance.leaving = false;
    return instance;
  }

  /** Forgets those that left long ago, and when there are too many, whoever was not heard of for longest. */
  #tidy(now: number): void {
    const full = this.#instances.size >= MAX_KNOWN;
    if (!full && now - this.#tidiedAt < TIDY_EVERY_MS) return;
    this.#tidiedAt = now;
    for (const instance of this.#instances.values()) {
      if (presenceOf(instance, now) === 'gone') this.#instances.delete(instance.id);
    }
    if (this.#instances.size < MAX_KNOWN) return;
    for (const { id, streams } of this.#instances.values()) {
      if (this.#instances.size <= KEPT_WHEN_FULL) return;
      if (streams === 0) this.#instances.delete(id);
    }
  }

  #forgetIfLeft({ id, leaving, streams }: Instance): void {
    if (leaving && streams === 0) this.#instances.delete(id);
  }

  /** The database was restored: the old revisions mean nothing any more. */
  #forgetProgress(): void {
    for (const instance of this.#instances.values()) {
      instance.confirmed = [];
      instance.diverged = null;
      instance.delivered = 0;
    }
    for (const stream of this.#browsers) stream.delivered = -1;
  }
}
