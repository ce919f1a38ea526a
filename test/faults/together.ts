/** As Promise.all, but lets everybody finish: nothing goes on in the background when one has failed. */
export async function together<T>(all: readonly Promise<T>[]): Promise<T[]> {
  await Promise.allSettled(all);
  return Promise.all(all);
}
