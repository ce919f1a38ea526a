import { equal, match, ok } from 'node:assert/strict';
import pg from 'pg';
import { openStream } from '../../delivery/open-stream.ts';
import { createDatabaseOn } from '../../setup/create-database-on.ts';
import { startSignalbox, type Signalbox } from '../../setup/signalbox.ts';
import type { Check, Figures, Surroundings } from '../fault.ts';
import { until } from '../until.ts';

const KILL = '/api/v1/projects/shop/flags/new-checkout/environments/production/kill';

function kill({ url, admin }: Signalbox): Promise<Response> {
  return fetch(url + KILL, {
    method: 'POST',
    headers: { cookie: admin.cookie, origin: url, 'content-type': 'application/json' },
    body: JSON.stringify({ reason: 'the payments fail', incident: null }),
  });
}

/** For the connections that the server makes from now on; those that it has are ended, as when a standby takes over. */
async function setReadOnly(databaseUrl: string, on: boolean): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const name = client.escapeIdentifier(new URL(databaseUrl).pathname.slice(1));
    await client.query('set default_transaction_read_only = off');
    await client.query(`alter database ${name} set default_transaction_read_only = ${on ? 'on' : 'off'}`);
    await client.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and pid <> pg_backend_pid()`,
    );
  } finally {
    await client.end();
  }
}

async function expectRefusal(response: Response): Promise<void> {
  equal(response.status, 503);
  match(response.headers.get('content-type') ?? '', /^application\/problem\+json/);
  ok(Number(response.headers.get('retry-after')) > 0);
  const { detail } = (await response.json()) as { detail: string };
  match(detail, /can only be read.*\. [A-Z].+\.$/, 'A problem and a remedy');
}

async function expectReads(server: Signalbox): Promise<void> {
  const headers = { authorization: `Bearer ${server.serverKey}` };
  equal((await fetch(`${server.url}/sdk/v1/ruleset`, { headers })).status, 200);
  const list = await fetch(`${server.url}/api/v1/projects/shop/flags`, {
    headers: { cookie: server.admin.cookie },
  });
  equal(list.status, 200);
}

async function sufferReadOnly(rounds: number, { postgresUrl }: Surroundings): Promise<Figures> {
  const database = await createDatabaseOn(postgresUrl);
  try {
    const settings = { SIGNALBOX_DATABASE_URL: database.url, SIGNALBOX_SECRET: 's'.repeat(40) };
    await using server = await startSignalbox({ settings });
    const stream = await openStream(server.url, { key: server.serverKey });
    equal((await stream.next()).event, 'put');
    for (let round = 0; round < rounds; round++) {
      await setReadOnly(database.url, true);
      let refused: Response | undefined;
      await until('a write is refused for that reason', async () => {
        const response = await kill(server);
        ok(response.status !== 200, 'A write was acknowledged');
        refused = response;
        return (await response.clone().text()).includes('can only be read');
      });
      if (refused) await expectRefusal(refused);
      await expectReads(server);
      equal((await stream.next()).event, 'heartbeat', 'The stream goes on, and nothing was changed');
      await setReadOnly(database.url, false);
      await until('writes work again', async () => (await kill(server)).status === 200);
      await until('the stream has the write', async () => (await stream.next()).event === 'patch');
      await server.admin.restore('new-checkout');
      await until('the stream has the restore', async () => (await stream.next()).event === 'patch');
    }
    stream.close();
    return { 'Postgres read-only': rounds };
  } finally {
    await database.drop();
  }
}

export const postgresReadOnly: Check = {
  name: 'Postgres that only reads: flags are read, streams go on, writes answer 503, and then it recovers by itself',
  reduced: 1,
  full: 20,
  run: sufferReadOnly,
};
