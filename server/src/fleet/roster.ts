import type { Logger } from 'pino';
import { randomText } from '../random.ts';
import { isHidden } from '../store/hidden.ts';
import { EnvironmentRoster, type Member, type RosterStore, type Urgency } from './environment-roster.ts';
import { Servers } from './servers.ts';

const TICK_MS = 250;
/** So many ticks apart each kind of news is written down. */
const EVERY: Record<Urgency, number> = { now: 1, progress: 1, soon: 4, later: 60 };
const URGENCIES = ['now', 'progress', 'soon', 'later'] as const;
/** How often a server says that it lives: where others ask, and where only its own next start does. */
const BEAT_TICKS = { postgres: 20, sqlite: 240 } as const;
const TIDY_TICKS = 240;
/** After a failure the database is left alone for as long. */
const PAUSE_TICKS = 8;
/** By then nobody expects an instance of a server that is gone, however seldom it polls. */
const GONE_KEPT_MS = 3 * 3_600_000;
/** Of servers that are gone no more are kept, however often one starts and ends again. */
const MAX_GONE = 20;
/** A server that ends does not wait longer for its database. */
const LAST_WRITE_MS = 1_500;

export interface RosterDeps {
  store: RosterStore;
  now: () => number;
  logger: Pick<Logger, 'warn'>;
}

/**
 * Who is connected, written down: so that a server that starts knows who is to come back, and servers that share a database
 * know of each other's instances. All of it happens beside the streams: a database that does not work disturbs none.
 */
export class Roster {
  readonly #store: RosterStore;
  readonly #now: () => number;
  readonly #logger: RosterDeps['logger'];
  readonly #id = randomText(12);
  readonly #startedAt: number;
  readonly #servers: Servers;
  readonly #environments: EnvironmentRoster[] = [];
  #timer: NodeJS.Timeout | undefined;
  #sequence = 0;
  #ticks = 0;
  #resumeAt = 0;
  #failing = false;
  #isKnown = false;
  #working: Promise<void> = Promise.resolve();
  #isWorking = false;
  readonly #doneAt = { now: 0, progress: 0, soon: 0, later: 0, beat: 0, tidy: 0 };
  #isEnding = false;

  constructor({ store, now, logger }: RosterDeps) {
    this.#store = store;
    this.#now = now;
    this.#logger = logger;
    this.#startedAt = now();
    this.#servers = new Servers(this.#startedAt, store.engine === 'sqlite');
  }

  /** From now on streams end because the server does: their instances are expected back. */
  get isEnding(): boolean {
    return this.#isEnding;
  }

  /** Undefined for the environment of the probe, which nobody asks about. */
  join(project: string, environment: string, member: Member): EnvironmentRoster | undefined {
    if (isHidden(project)) return undefined;
    const place = { project, environment, server: this.#id };
    const roster = new EnvironmentRoster(place, this.#store, this.#servers, member);
    this.#environments.push(roster);
    void this.refresh(roster);
    return roster;
  }

  async refresh(roster: EnvironmentRoster): Promise<void> {
    await roster.refresh((error) => this.#failed(error));
  }

  /** Resolves once it was tried to say that this server is there. */
  async start(): Promise<void> {
    await this.#try(() => this.#beat());
    this.#timer = setInterval(() => this.#tick(), TICK_MS).unref();
  }

  /** Writes down all that is to be, now. */
  flush(): Promise<void> {
    return this.#work(() => this.#write(URGENCIES));
  }

  /** To be called before the streams end. */
  async ending(): Promise<void> {
    await atMost(LAST_WRITE_MS, this.flush());
    this.#isEnding = true;
  }

  /** To be called once no stream is left: those who said goodbye meanwhile are expected no longer. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    const end = async (): Promise<void> => {
      await this.#write(['now']);
      await this.#store.serverLives({ id: this.#id, startedAt: this.#startedAt, seenAt: 0 });
    };
    await atMost(LAST_WRITE_MS, this.#work(end));
  }

  #tick(): void {
    this.#ticks++;
    if (this.#isWorking || this.#isEnding || this.#ticks < this.#resumeAt) return;
    if (this.#isDue('tidy', TIDY_TICKS)) for (const environment of this.#environments) environment.tidy();
    const isBeat = this.#isDue('beat', BEAT_TICKS[this.#store.engine]);
    const due = URGENCIES.filter((urgency) => this.#isDue(urgency, EVERY[urgency]));
    void this.#work(async () => {
      if (isBeat || !this.#isKnown) await this.#beat();
      await this.#write(due);
    });
    if (isBeat) for (const environment of this.#environments) void this.refresh(environment);
  }

  #isDue(what: Urgency | 'beat' | 'tidy', every: number): boolean {
    if (this.#ticks - this.#doneAt[what] < every) return false;
    this.#doneAt[what] = this.#ticks;
    return true;
  }

  /** One piece of work after the other, so that what is written later counts later. */
  #work(work: () => Promise<void>): Promise<void> {
    this.#working = this.#working.then(() => this.#try(work));
    return this.#working;
  }

  async #try(work: () => Promise<void>): Promise<void> {
    this.#isWorking = true;
    try {
      await work();
      this.#failing = false;
    } catch (error) {
      this.#resumeAt = this.#ticks + PAUSE_TICKS;
      this.#failed(error);
    } finally {
      this.#isWorking = false;
    }
  }

  #failed(error: unknown): void {
    if (!this.#failing) {
      this.#logger.warn(
        { err: error },
        'the roster of SDK instances cannot be read or written: receipts may not be whole until it can',
      );
    }
    this.#failing = true;
  }

  async #write(urgencies: readonly Urgency[]): Promise<void> {
    for (const environment of this.#environments) {
      await environment.write(urgencies, () => ++this.#sequence);
    }
  }

  async #beat(): Promise<void> {
    const isNew = await this.#store.serverLives({
      id: this.#id,
      startedAt: this.#startedAt,
      seenAt: this.#now(),
    });
    // The others gave it up while the database was out of its reach, and removed all that it had written.
    if (isNew && this.#isKnown) for (const environment of this.#environments) environment.noteAll();
    this.#isKnown = true;
    const all = await this.#store.serverProcesses();
    this.#servers.observed(
      all.filter(({ id }) => id !== this.#id),
      this.#now(),
    );
    await this.#forgetGone();
  }

  async #forgetGone(): Promise<void> {
    for (const [index, { id, since }] of this.#servers.gone.entries()) {
      if (index < MAX_GONE && this.#now() - since < GONE_KEPT_MS) continue;
      await this.#store.forgetServer(id);
      for (const { elsewhere } of this.#environments) elsewhere.forget(id);
    }
  }
}

async function atMost(ms: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((done) => (timer = setTimeout(done, ms)));
  await Promise.race([work, late]);
  clearTimeout(timer);
}
