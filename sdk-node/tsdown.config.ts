import { defineConfig } from 'tsdown';

export default defineConfig({
  entry: ['src/index.ts'],
  format: 'esm',
  platform: 'node',
  // "type": "module" says it already: .js, as in the browser's package.
  fixedExtension: false,
  target: 'es2022',
  dts: { tsconfig: '../tsconfig.sdk.json' },
  // The core is private: it travels inside, types included.
  deps: { alwaysBundle: [/^@signalbox\/core/] },
});
