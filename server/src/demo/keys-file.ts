import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const keysSchema = z.strictObject({
  url: z.string(),
  project: z.string(),
  environment: z.string(),
  serverKey: z.string(),
  clientKey: z.string(),
});

/** What the demo shop needs to connect. */
export type DemoKeys = z.infer<typeof keysSchema>;

/** Kept in the data folder, for the server's own user only. */
export async function writeDemoKeys(dataFolder: string, keys: DemoKeys): Promise<void> {
  await writeFile(join(dataFolder, 'demo.json'), `${JSON.stringify(keys, null, 2)}\n`, { mode: 0o600 });
}

/** Undefined when there are none, or none that can be read. */
export async function readDemoKeys(dataFolder: string): Promise<DemoKeys | undefined> {
  const text = await readFile(join(dataFolder, 'demo.json'), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : keysSchema.safeParse(parse(text)).data;
}

/** The server may be reached elsewhere than when the demo was made: on another port, say. */
export async function moveDemoKeys(dataFolder: string, url: string): Promise<void> {
  const keys = await readDemoKeys(dataFolder);
  if (keys && keys.url !== url) await writeDemoKeys(dataFolder, { ...keys, url });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
