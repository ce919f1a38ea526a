/** One revision as the server adopted it. */
export interface Commit {
  epoch: string;
  revision: number;
  at: number;
  /** Digest of what server-side SDKs get. */
  digest: string;
}

interface Read extends Commit {
  readAt: number;
}

const MAX_COMMITS = 500;

/** The recent revisions of an environment, oldest first. */
export class Commits {
  #list: Read[] = [];

  get latest(): Commit | undefined {
    return this.#list.at(-1);
  }

  /** @param readAt when this server read it, on its own clock */
  add(commit: Commit, readAt: number): void {
    if (commit.epoch !== this.latest?.epoch) this.#list = [];
    else if (commit.revision <= this.latest.revision) return;
    this.#list.push({ ...commit, readAt });
    if (this.#list.length > MAX_COMMITS) this.#list.shift();
  }

  exactly(revision: number): Commit | undefined {
    return this.#list.findLast((commit) => commit.revision === revision);
  }

  /**
   * When a revision was committed. One that was read together with later ones counts as committed with them,
   * a moment too late; one from before the memory begins is not known.
   */
  timeOf(revision: number): number | null {
    return this.#reaching(revision)?.at ?? null;
  }

  /** When this server read it; null for one from before the memory begins. */
  readAt(revision: number): number | null {
    return this.#reaching(revision)?.readAt ?? null;
  }

  #reaching(revision: number): Read | undefined {
    const [oldest] = this.#list;
    if (!oldest || revision < oldest.revision) return undefined;
    return this.#list.find((commit) => commit.revision >= revision);
  }
}
