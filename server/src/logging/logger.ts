import { pino, type DestinationStream, type Logger as PinoLogger } from 'pino';

export type Logger = PinoLogger;

/** Fields that hold secrets wherever they stand. */
const SECRET_FIELDS = [
  'authorization',
  'cookie',
  'set-cookie',
  'password',
  'currentPassword',
  'newPassword',
  'token',
];

/**
 * Structured logs on stdout. Known fields are redacted by name; whatever looks like an SDK key or an API token is blanked in the
 * finished line as well, because a key may stand in a URL, a message or a stack.
 */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    redact: {
      paths: SECRET_FIELDS.flatMap((name) => [field(name), `*${field(name)}`, `*.*${field(name)}`]),
      censor: '[secret]',
    },
    hooks: { streamWrite: withoutSecrets },
  };
  return destination ? pino(options, destination) : pino(options);
}

function field(name: string): string {
  return `["${name}"]`;
}

/** Keeps what tells keys apart, and no more. */
export function withoutSecrets(line: string): string {
  return (
    line
      .replaceAll(/\b(sbx_(?:server|client)_)[A-Za-z0-9_-]+/g, '$1[secret]')
      .replaceAll(/\b(sbt_[A-Za-z0-9]+_)[A-Za-z0-9_-]+/g, '$1[secret]')
      .replaceAll(/([?&](?:key|token|password)=)[^&\s"\\]+/gi, '$1[secret]')
      .replaceAll(/(\bpostgres(?:ql)?:\/\/[^:@/\s"]+:)[^@\s"]+@/g, '$1[secret]@')
      // What a failed query was given, up to the end of its text: session tokens, hashes of passwords.
      .replaceAll(/(\\nparams: )(?:[^"\\]|\\.)*/g, '$1[secret]')
      .replaceAll(/\b(Bearer\s+)[\w.~+/=-]+/gi, '$1[secret]')
  );
}
