import cluster from 'node:cluster';
import { join } from 'node:path';
import { INSTANCES, PORT_TAKEN, runInstances } from './service/instances.ts';
import { ClosedError, readSettings } from './service/settings.ts';
import { runInstance } from './service/worker.ts';

// Ctrl-C reaches every process of the group at once; the instances wait to be asked by this one.
const asked = new Promise<void>((resolve) => {
  process.once('SIGTERM', () => resolve());
  if (cluster.isPrimary) process.once('SIGINT', () => resolve());
  else {
    process.on('SIGINT', () => undefined);
    // Nobody is left to ask.
    process.once('disconnect', () => resolve());
  }
});

try {
  const settings = readSettings(process.env);
  if (cluster.isPrimary) {
    console.log(
      `Corner Shop: http://127.0.0.1:${settings.port} (${INSTANCES} instances, ${settings.environment})`,
    );
    process.exit(await runInstances(asked));
  } else {
    await runInstance(
      {
        settings,
        instance: Number(process.env['SHOP_INSTANCE']),
        instances: INSTANCES,
        pagesFolder: join(import.meta.dirname, '../dist'),
      },
      asked,
    );
    process.exit(0);
  }
} catch (error) {
  process.exit(explain(error));
}

/** Says why the shop is closed, in a sentence where there is one, and gives the exit code. */
function explain(error: unknown): number {
  if (error instanceof ClosedError) {
    console.log(error.message);
    return error.exitCode;
  }
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
    if (process.env['SHOP_INSTANCE'] === '1') {
      console.error('SIGNALBOX_DEMO_PORT is taken by another program. Stop that one or choose another port.');
    }
    return PORT_TAKEN;
  }
  console.error(error);
  return 1;
}
