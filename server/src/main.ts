import { ConfigError, readConfig, type Config } from './config.ts';
import { DataFolderError } from './data-folder.ts';
import { createLogger } from './logging/logger.ts';
import { startServer, type Running } from './start.ts';

/** Says in plain lines what somebody who just started it wants to know. Logs are for later. */
function greet(config: Config, { firstAdmin, demo }: Running): void {
  const lines = [`Signalbox is ready: ${config.url}`];
  if (firstAdmin) {
    lines.push(`Sign in as ${firstAdmin.email}`);
    lines.push(
      firstAdmin.oneTimePassword === undefined
        ? 'with the password in SIGNALBOX_ADMIN_PASSWORD.'
        : `with the one-time password ${firstAdmin.oneTimePassword}`,
    );
  }
  if (demo) {
    lines.push(`Demo project "${demo.project}", ${demo.environment}:`);
    lines.push(`  server-side SDK key ${demo.serverKey}`);
    lines.push(`  client-side SDK key ${demo.clientKey}`);
    lines.push(`Demo shop (pnpm start brings it up): http://localhost:${config.demoPort}`);
  }
  process.stdout.write(`\n${lines.join('\n')}\n\n`);
}

function sentenceFor(error: unknown, config: Config | undefined): string | undefined {
  if (error instanceof ConfigError || error instanceof DataFolderError) return error.message;
  const code = codeOf(error);
  if (code === 'EADDRINUSE') {
    return `SIGNALBOX_PORT ${config?.port} is taken by another program. Stop that one or choose another port.`;
  }
  if (code === 'EADDRNOTAVAIL') return `SIGNALBOX_HOST ${config?.host} is no address of this machine.`;
  if (code === 'EACCES')
    return `No permission for SIGNALBOX_DATA ${config?.dataFolder} or SIGNALBOX_PORT ${config?.port}.`;
  if (/^(EROFS|SQLITE_READONLY.*)$/.test(code)) {
    return `SIGNALBOX_DATA ${config?.dataFolder} is read-only. Name a folder that this user may write, or make it writable.`;
  }
  if (code === 'SQLITE_CANTOPEN')
    return `The database in SIGNALBOX_DATA ${config?.dataFolder} cannot be opened. Name a folder that this user may write.`;
  if (/^(ENOSPC|SQLITE_FULL)$/.test(code))
    return `The disk of SIGNALBOX_DATA ${config?.dataFolder} is full. Make room on it, then start again.`;
  return undefined;
}

/** Drizzle keeps the driver's error, which has the code, as its cause. */
function codeOf(error: unknown): string {
  for (let at: unknown = error; at instanceof Error; at = at.cause)
    if ('code' in at && typeof at.code === 'string') return at.code;
  return '';
}

// What is written holds secrets: the database, the key that signs sessions, the demo keys.
process.umask(0o077);

let config: Config | undefined;
try {
  config = readConfig(process.env);
  const logger = createLogger(config.logLevel);
  // Before anything is opened: a signal during the start ends it cleanly as well.
  const asked = new Promise<NodeJS.Signals>((resolve) => {
    process.once('SIGTERM', resolve);
    process.once('SIGINT', resolve);
  });
  const running = await startServer(config, logger);
  greet(config, running);
  logger.info({ port: config.port, host: config.host }, 'listening');

  logger.info({ signal: await asked }, 'ending');
  await running.close();
  process.exit(0);
} catch (error) {
  const sentence = sentenceFor(error, config);
  if (sentence === undefined) console.error(error);
  else console.error(sentence);
  process.exit(1);
}
