import { z } from 'zod';
import { DELIVERY_LIMITS, type DeliveryLimits } from './delivery/limits.ts';
import type { MetricsAccess } from './monitoring/access.ts';

function whole(least: number, most: number) {
  return z.coerce
    .number('must be a number')
    .int('must be a whole number')
    .min(least, `must be ${least} or more`)
    .max(most, `must be ${most} or less`);
}

const port = whole(1, 65_535);

const flag = z.enum(['true', 'false'], 'must be true or false').transform((text) => text === 'true');

const httpUrl = z
  .url({ protocol: /^https?$/, error: 'must be an http or https address such as https://flags.example.com' })
  .refine(
    (text) => !URL.canParse(text) || new URL(text).pathname === '/',
    'must not have a path: Signalbox answers at the root',
  )
  .transform((text) => new URL(text).origin);

/**
 * Every setting, with what it means: docs/configuration.md shows the same table, and a test compares them.
 * All come from the environment, as text.
 */
export const settings = {
  SIGNALBOX_PORT: port.default(4000).describe('Port that the server listens on.'),
  SIGNALBOX_HOST: z
    .string()
    .min(1, 'must not be empty')
    .default('127.0.0.1')
    .describe('Address that it listens on. `0.0.0.0` lets other machines in; do that behind TLS.'),
  SIGNALBOX_DATA: z
    .string()
    .min(1, 'must not be empty')
    .default('./data')
    .describe('Folder of the embedded database, the session secret and the demo keys.'),
  SIGNALBOX_DATABASE_URL: z
    .url({
      protocol: /^postgres(ql)?$/,
      error: 'must be an address such as postgres://user:password@host:5432/signalbox',
    })
    .optional()
    .describe('Postgres to keep everything in; an SQLite file in the data folder when absent.'),
  SIGNALBOX_URL: httpUrl
    .optional()
    .describe('Where people and SDKs reach the server; `http://localhost:PORT` when absent.'),
  SIGNALBOX_TRUSTED_PROXIES: whole(0, 10)
    .default(0)
    .describe('How many reverse proxies of yours stand in front and add to `X-Forwarded-For`.'),
  SIGNALBOX_ADMIN_EMAIL: z
    .email('must be an e-mail address')
    .default('admin@signalbox.local')
    .describe('The first administrator, created when there is nobody yet.'),
  SIGNALBOX_ADMIN_PASSWORD: z
    .string()
    .min(10, 'must have at least 10 characters')
    .max(128, 'must have at most 128 characters')
    .optional()
    .describe("The first administrator's password; a one-time password is printed when absent."),
  SIGNALBOX_SECRET: z
    .string()
    .min(32, 'must have at least 32 characters: `openssl rand -base64 32` makes one')
    .optional()
    .describe('Signs sessions; made once and kept in the data folder when absent. Needed with Postgres.'),
  SIGNALBOX_DEMO: flag
    .default(true)
    .describe('Whether an empty database gets a demo project and `pnpm start` runs the demo shop.'),
  SIGNALBOX_DEMO_PORT: port.default(4001).describe('Port of the demo shop.'),
  SIGNALBOX_LOG_LEVEL: z
    .enum(
      ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
      'must be one of fatal, error, warn, info, debug, trace, silent',
    )
    .default('info')
    .describe('The least that is logged.'),
  SIGNALBOX_HEARTBEAT_SECONDS: z.coerce
    .number('must be a number')
    .min(1, 'must be 1 or more')
    .max(300, 'must be 300 or less')
    .default(15)
    .describe('How often a quiet stream shows that it lives.'),
  SIGNALBOX_PROBE: z
    .union([z.literal('off'), httpUrl], {
      error: 'must be off, or an http or https address such as https://flags.example.com',
    })
    .optional()
    .describe('Where the probe of propagation reaches the server, or `off`; `SIGNALBOX_URL` when absent.'),
  SIGNALBOX_PROBE_SECONDS: z.coerce
    .number('must be a number')
    .min(1, 'must be 1 or more')
    .max(3_600, 'must be 3600 or less')
    .default(30)
    .describe('How often the probe sends a change through, give or take a fifth.'),
  SIGNALBOX_METRICS: z
    .enum(['token', 'open'], 'must be token or open')
    .default('token')
    .describe('Who may read `/metrics`: who has the token, or, with `open`, everybody.'),
  SIGNALBOX_METRICS_TOKEN: z
    .string()
    .regex(/^\S{16,256}$/, 'must be 16 to 256 characters without spaces: `openssl rand -hex 24` makes one')
    .optional()
    .describe('Bearer token that opens `/metrics`; nobody may read it when absent.'),
  SIGNALBOX_MAX_STREAMS: whole(1, 1_000_000)
    .default(DELIVERY_LIMITS.maxStreams)
    .describe('Streams that this server holds; SDKs beyond that are told to poll.'),
  SIGNALBOX_STREAMS_PER_SECOND: whole(1, 100_000)
    .default(DELIVERY_LIMITS.streamRate.perSecond)
    .describe('Streams that may begin in a second; others are told when to come back.'),
  SIGNALBOX_STREAM_BURST: whole(1, 100_000)
    .default(DELIVERY_LIMITS.streamRate.burst)
    .describe('Streams that may begin at the same moment, after a quiet while.'),
  SIGNALBOX_STREAM_MINUTES: whole(1, 10_080)
    .default(DELIVERY_LIMITS.maxAgeMs / 60_000)
    .describe('How long a stream lasts, give or take a fifth; then the SDK opens another.'),
  SIGNALBOX_SNAPSHOTS_PER_SECOND: whole(1, 100_000)
    .default(DELIVERY_LIMITS.snapshotRate.perSecond)
    .describe('Whole rulesets handed out in a second; others are told when to come back.'),
  SIGNALBOX_COMMIT: z
    .string()
    .max(64, 'must have at most 64 characters')
    .optional()
    .describe('Commit that was built, for `/healthz`; read from `.git` when absent.'),
  SIGNALBOX_BUILT_AT: z.iso
    .datetime('must be a time such as 2027-01-31T12:00:00Z')
    .optional()
    .describe('When it was built, for `/healthz`; when the admin UI was, when absent.'),
};

const environmentSchema = z.object(settings).superRefine((values, context) => {
  if (values.SIGNALBOX_DATABASE_URL !== undefined && values.SIGNALBOX_SECRET === undefined) {
    context.addIssue({
      code: 'custom',
      path: ['SIGNALBOX_SECRET'],
      message: 'is needed with Postgres, the same for every instance: `openssl rand -base64 32` makes one',
    });
  }
});

export interface Config {
  port: number;
  host: string;
  dataFolder: string;
  databaseUrl: string | undefined;
  url: string;
  trustedProxies: number;
  adminEmail: string;
  adminPassword: string | undefined;
  secret: string | undefined;
  demo: boolean;
  demoPort: number;
  logLevel: string;
  heartbeatSeconds: number;
  delivery: DeliveryLimits;
  /** Undefined when nothing is to be probed. */
  probeUrl: string | undefined;
  probeSeconds: number;
  metricsAccess: MetricsAccess;
  commit: string | undefined;
  builtAt: string | undefined;
}

/** A setting that stops the start. Its message is one sentence for the person who set it. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

/** @throws {ConfigError} */
export function readConfig(environment: Record<string, string | undefined>): Config {
  // An empty variable means unset: that is how compose files and shells leave one out.
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = environmentSchema.safeParse(given);
  if (!parsed.success) throw new ConfigError(sentence(parsed.error));
  const values = parsed.data;
  const url = values.SIGNALBOX_URL ?? `http://localhost:${values.SIGNALBOX_PORT}`;
  const { SIGNALBOX_PROBE: probe = url } = values;
  return {
    port: values.SIGNALBOX_PORT,
    host: values.SIGNALBOX_HOST,
    dataFolder: values.SIGNALBOX_DATA,
    databaseUrl: values.SIGNALBOX_DATABASE_URL,
    url,
    trustedProxies: values.SIGNALBOX_TRUSTED_PROXIES,
    adminEmail: values.SIGNALBOX_ADMIN_EMAIL,
    adminPassword: values.SIGNALBOX_ADMIN_PASSWORD,
    secret: values.SIGNALBOX_SECRET,
    demo: values.SIGNALBOX_DEMO,
    demoPort: values.SIGNALBOX_DEMO_PORT,
    logLevel: values.SIGNALBOX_LOG_LEVEL,
    heartbeatSeconds: values.SIGNALBOX_HEARTBEAT_SECONDS,
    delivery: deliveryLimitsOf(values),
    probeUrl: probe === 'off' ? undefined : probe,
    probeSeconds: values.SIGNALBOX_PROBE_SECONDS,
    metricsAccess: metricsAccessOf(values),
    commit: values.SIGNALBOX_COMMIT,
    builtAt: values.SIGNALBOX_BUILT_AT,
  };
}

function deliveryLimitsOf(values: z.infer<typeof environmentSchema>): DeliveryLimits {
  const snapshots = values.SIGNALBOX_SNAPSHOTS_PER_SECOND;
  return {
    maxStreams: values.SIGNALBOX_MAX_STREAMS,
    streamRate: { perSecond: values.SIGNALBOX_STREAMS_PER_SECOND, burst: values.SIGNALBOX_STREAM_BURST },
    maxAgeMs: values.SIGNALBOX_STREAM_MINUTES * 60_000,
    snapshotRate: { perSecond: snapshots, burst: snapshots },
  };
}

function metricsAccessOf(values: z.infer<typeof environmentSchema>): MetricsAccess {
  if (values.SIGNALBOX_METRICS === 'open') return 'open';
  const token = values.SIGNALBOX_METRICS_TOKEN;
  return token === undefined ? 'closed' : { token };
}

/** The value itself stays out: it may be a password. */
function sentence(error: z.ZodError): string {
  const [issue] = error.issues;
  const name = String(issue?.path[0] ?? 'The configuration');
  return `${name} ${issue?.message ?? 'is not valid'}. Correct it or leave it out (docs/configuration.md).`;
}
