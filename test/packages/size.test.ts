import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { expect, test } from 'vitest';

/** What a page pays for streaming, one stream for all tabs, cache, exposures and local evaluation with every operator. */
const BUDGET = 10_350;

const PAGE = `
  import { createClient } from '@signalbox/sdk-browser';
  const client = createClient({ url: 'https://x', sdkKey: 'k', context: { targetingKey: 'u' } });
  globalThis.on = client.isEnabled('f');
`;

test(`the browser SDK adds at most ${BUDGET} bytes to a page, minified and gzipped`, async () => {
  const { outputFiles, metafile } = await build({
    stdin: { contents: PAGE, resolveDir: import.meta.dirname },
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    legalComments: 'none',
    outdir: 'out',
  });
  const bytes = gzipSync(outputFiles[0]?.contents ?? '', { level: 9 }).length;
  const modules = Object.values(metafile.outputs)
    .flatMap(({ inputs }) => Object.entries(inputs))
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .toSorted(([, a], [, b]) => b.bytesInOutput - a.bytesInOutput)
    .map(([file, { bytesInOutput }]) => `${String(bytesInOutput).padStart(6)}  ${file}`);
  expect(modules.length).toBeGreaterThan(1);
  expect(bytes, `bytes a module, before gzip:\n${modules.join('\n')}\n`).toBeLessThanOrEqual(BUDGET);
});
