/** One revision as the server adopted it. */
export interface Commit {
  epoch: string;
  revision: number;
  at: number;
  /** Digest of what server-side SDKs get. */
  digest: string;
}

const MAX_COMMITS = 500;

/** The recent revisions of an environment, oldest first. */
export class Commits {
  #list: Commit[] = [];

  get latest(): Commit | undefined {
    return this.#list.at(-1);
  }

  add(commit: Commit): void {
    if (commit.epoch !== this.latest?.epoch) this.#list = [];
    else if (commit.revision <= this.latest.revision) return;
    this.#list.push(commit);
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
    const [oldest] = this.#list;
    if (!oldest || revision < oldest.revision) return null;
    return this.#list.find((commit) => commit.revision >= revision)?.at ?? null;
  }
}
