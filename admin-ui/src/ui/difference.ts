/** One difference between two states of something, in words. */
export interface Difference {
  kind: 'added' | 'removed' | 'changed';
  text: string;
  /** What it consists of, where that is several things. */
  details?: Difference[];
}

export function changed(text: string): Difference {
  return { kind: 'changed', text };
}
