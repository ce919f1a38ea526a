import { setTimeout as wait } from 'node:timers/promises';
import type { Signalbox } from '../../setup/signalbox.ts';

const PER_SECOND = 20;

interface Config {
  version: number;
  offVariant: string;
  [field: string]: unknown;
}

/** Writes over the API, twenty times a second, until the server is gone. */
export interface Writers {
  /** What the server has acknowledged: the marks that stand in the comments. */
  readonly acknowledged: readonly string[];
  /** Answers that were no acknowledgement and no lost connection: there must be none. */
  readonly refused: readonly string[];
  stop(): Promise<void>;
}

export function startWriters(server: Signalbox, flags: readonly string[], seed: string): Writers {
  const acknowledged: string[] = [];
  const refused: string[] = [];
  let over = false;

  const headers = { cookie: server.admin.cookie, origin: server.url, 'content-type': 'application/json' };
  const addressOf = (flag: string) => `${server.url}/api/v1/projects/shop/flags/${flag}`;

  async function write(flag: string, config: Config, mark: string): Promise<Config | undefined> {
    const { version, updatedAt: _, killed: _killed, ...wanted } = config;
    const rule = {
      id: 'mark',
      description: mark,
      clauses: [{ attribute: 'country', operator: 'in', values: ['NL'] }],
      serve: { variant: config.offVariant },
    };
    const body = JSON.stringify({ ...wanted, rules: [rule], comment: mark });
    const response = await fetch(`${addressOf(flag)}/environments/production`, {
      method: 'PUT',
      body,
      headers: { ...headers, 'if-match': `"${version}"` },
    });
    const text = await response.text();
    if (response.ok) {
      acknowledged.push(mark);
      return JSON.parse(text) as Config;
    }
    refused.push(`${response.status} ${text}`);
    return undefined;
  }

  async function run(flag: string, at: number): Promise<void> {
    const pause = (1_000 / PER_SECOND) * flags.length;
    await wait((at * 1_000) / PER_SECOND);
    const found = await fetch(addressOf(flag), { headers });
    const { environments } = (await found.json()) as { environments: Record<string, Config> };
    let config = environments['production'];
    for (let n = 1; config && !over; n++) {
      const next = wait(pause);
      config = await write(flag, config, `${seed}.${at}.${n}`);
      await next;
    }
  }

  // A connection that breaks is what happens to whoever writes while the server is killed.
  const running = Promise.allSettled(flags.map(run));
  return {
    acknowledged,
    refused,
    async stop() {
      over = true;
      await running;
    },
  };
}
