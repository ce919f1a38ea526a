import { join } from 'node:path';
import { build } from 'esbuild';

/** The page's script with the React that developers have: it complains. */
export async function bundleForDevelopment(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, 'page.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    define: { 'process.env.NODE_ENV': '"development"' },
  });
  return outputFiles[0]?.text ?? '';
}
