import type { InstanceInfo, ReceiptPayload } from '@signalbox/core/sync';
import { Commits, type Commit } from './commits.ts';
import { confirm, isConnected, newInstance, type Instance } from './instance.ts';
import { reportOf, type ReceiptReport } from './report.ts';

/** Instances that left are remembered this long, to be recognised when they come back. */
const REMEMBERED_MS = 10 * 60_000;
/** The most that are remembered beside those that are connected. */
const MAX_GONE = 5_000;
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
  readonly #commits = new Commits();
  readonly #instances = new Map<string, Instance>();
  #browsers = 0;
  #tidiedAt = 0;

  constructor(environment: string, now: () => number) {
    this.#environment = environment;
    this.#now = now;
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
    let open = true;
    return {
      delivered: (revision) => (instance.delivered = revision),
      closed: () => {
        if (!open) return;
        open = false;
        instance.streams -= 1;
        instance.lastSeenAt = this.#now();
        // Until it polls again it is no poller, even when it was one before.
        instance.polledAt = null;
      },
    };
  }

  browser(): Connection {
    this.#browsers += 1;
    let open = true;
    return {
      delivered: () => undefined,
      closed: () => {
        if (open) this.#browsers -= 1;
        open = false;
      },
    };
  }

  polled(info: InstanceInfo, revision: number): void {
    const instance = this.#seen(info);
    instance.polledAt = this.#now();
    instance.delivered = Math.max(instance.delivered, revision);
  }

  /** Says whether the receipt counts: it may be about a ruleset that this server does not have. */
  confirmed(receipt: ReceiptPayload): boolean {
    const instance = this.#instances.get(receipt.instance);
    const { latest } = this.#commits;
    if (!instance || !latest) return false;
    instance.lastSeenAt = this.#now();
    if (receipt.epoch !== latest.epoch || receipt.revision > latest.revision) return false;
    const commit = this.#commits.exactly(receipt.revision);
    if (commit && commit.digest !== receipt.digest) return false;
    confirm(instance, receipt.revision, this.#now());
    return true;
  }

  report(revision: number): ReceiptReport {
    const now = this.#now();
    const connected = [...this.#instances.values()].filter((instance) => isConnected(instance, now));
    const committedAt = this.#commits.timeOf(revision);
    const asked = { environment: this.#environment, revision, committedAt, browsers: this.#browsers };
    return reportOf(asked, connected);
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
    return instance;
  }

  /** Forgets those that left long ago. The longest unheard of come first in the map. */
  #tidy(now: number): void {
    if (now - this.#tidiedAt < TIDY_EVERY_MS) return;
    this.#tidiedAt = now;
    const gone = [...this.#instances.values()].filter((instance) => !isConnected(instance, now));
    for (const [index, { id, lastSeenAt }] of gone.entries()) {
      const recent = now - lastSeenAt <= REMEMBERED_MS && index >= gone.length - MAX_GONE;
      if (!recent) this.#instances.delete(id);
    }
  }

  /** The database was restored: the old revisions mean nothing any more. */
  #forgetProgress(): void {
    for (const instance of this.#instances.values()) {
      instance.confirmed = [];
      instance.delivered = 0;
    }
  }
}
