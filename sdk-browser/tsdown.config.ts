import { defineConfig } from 'tsdown';

export default defineConfig({
  entry: ['src/index.ts'],
  format: 'esm',
  platform: 'browser',
  target: 'es2022',
  dts: { tsconfig: '../tsconfig.sdk.json' },
  // The core is private: it travels inside, types included.
  deps: { alwaysBundle: [/^@signalbox\/core/] },
});
