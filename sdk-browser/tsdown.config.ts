import { defineConfig } from 'tsdown';

export default defineConfig({
  entry: {
    index: 'src/index.ts',
    explain: 'src/explain/index.ts',
    openfeature: 'src/openfeature/index.ts',
    react: 'src/react/index.ts',
    testing: 'src/testing/index.ts',
  },
  format: 'esm',
  platform: 'browser',
  target: 'es2022',
  // What entries share lies beside them, under names that stay and that no entry has.
  outputOptions: { chunkFileNames: 'shared-[name].js' },
  dts: { tsconfig: '../tsconfig.sdk.json' },
  deps: {
    // The core is private: it travels inside, types included.
    alwaysBundle: [/^@signalbox\/core/],
    // What stands beside the main entry imports it, as applications do: there is one copy of the client.
    neverBundle: ['@signalbox/sdk-browser'],
  },
});
