import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const server = `http://127.0.0.1:${process.env['SIGNALBOX_PORT'] ?? '4000'}`;

export default defineConfig({
  plugins: [react()],
  // Browsers that know light-dark(): rewritten for older ones, it would no longer follow the chosen appearance.
  // The component library is one chunk, larger than Vite thinks usual; the screens are split.
  build: { cssTarget: ['chrome123', 'firefox120', 'safari17.5'], chunkSizeWarningLimit: 800 },
  server: {
    port: 5173,
    strictPort: true,
    proxy: Object.fromEntries(
      ['/api', '/sdk', '/ofrep', '/healthz', '/readyz', '/openapi.json'].map((path) => [
        path,
        // The server compares Origin with its own address; to it, the dev page is its own.
        { target: server, changeOrigin: true, headers: { origin: server } },
      ]),
    ),
  },
});
