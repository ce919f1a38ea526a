/** Runs jobs one after the other, in the order in which they came; a failed one does not hold up the next. */
export type Queue = <T>(job: () => Promise<T>) => Promise<T>;

/** `between` runs after each job, before the next: the job's own caller does not wait for it. */
export function createQueue(between: () => Promise<void> = async () => {}): Queue {
  let last: Promise<unknown> = Promise.resolve();
  return function enqueue<T>(job: () => Promise<T>): Promise<T> {
    const result = last.then(job);
    last = result.then(between, between);
    return result;
  };
}
