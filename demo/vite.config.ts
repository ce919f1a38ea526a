import { defineConfig } from 'vite';

// The page is index.html beside this file; the shop's service renders it and serves what is built.
export default defineConfig({
  build: {
    // Every browser that the page meets knows modulepreload.
    modulePreload: { polyfill: false },
  },
});
