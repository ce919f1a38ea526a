import { defineConfig } from 'tsdown';

export default defineConfig({
  entry: {
    index: 'src/index.ts',
    express: 'src/middleware/express.ts',
    hono: 'src/middleware/hono.ts',
    openfeature: 'src/openfeature/index.ts',
    testing: 'src/testing/index.ts',
  },
  format: 'esm',
  platform: 'node',
  // "type": "module" says it already: .js, as in the browser's package.
  fixedExtension: false,
  target: 'es2022',
  // What entries share lies beside them, under names that stay and are not theirs.
  outputOptions: { chunkFileNames: 'shared-[name].js' },
  dts: { tsconfig: '../tsconfig.sdk.json' },
  deps: {
    // The core is private: it travels inside, types included.
    alwaysBundle: [/^@signalbox\/core/],
    // What stands beside the main entry imports it, as applications do: there is one copy of the client.
    neverBundle: ['@signalbox/sdk-node'],
  },
});
