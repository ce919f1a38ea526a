/** How far each project's changes have been heard of, without gaps. */
export interface Progress {
  /** Takes note of one commit. False when it was heard of before. */
  note(project: string, sequence: number): boolean;
  /** Takes over where a project stands. True when that is not where it was thought to be. */
  differs(project: string, sequence: number): boolean;
}

export function createProgress(): Progress {
  const reached = new Map<string, number>();
  return {
    note(project, sequence) {
      const known = reached.get(project) ?? 0;
      // After a gap the mark stays: the next look then finds what was missed.
      if (sequence === known + 1) reached.set(project, sequence);
      return sequence > known;
    },
    differs(project, sequence) {
      // Not only higher: a restored database goes back.
      if (reached.get(project) === sequence) return false;
      reached.set(project, sequence);
      return true;
    },
  };
}
