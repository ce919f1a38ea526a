const LONGEST_MS = 20_000;

/** Waits for something that happens elsewhere. @throws {Error} when it does not. */
export async function until(what: string, happened: () => boolean): Promise<void> {
  const start = performance.now();
  while (!happened()) {
    if (performance.now() - start > LONGEST_MS) throw new Error(`Waited in vain for ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}
