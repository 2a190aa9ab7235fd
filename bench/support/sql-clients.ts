/**
 * What PostgreSQL alone can do: clients in a process of their own put one prepared statement after the other, as pgbench
 * does, their parameters in turn. Prints one line of JSON.
 *   node bench/support/sql-clients.ts <file with {url, clients, seconds, statement, parameters: list of lists}>
 */
import { readFileSync } from 'node:fs';
import pg from 'pg';

interface Orders {
  readonly url: string;
  readonly clients: number;
  readonly seconds: number;
  readonly statement: string;
  readonly parameters: readonly (readonly unknown[])[];
}

const orders = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as Orders;
const times: number[] = [];
const clients = Array.from({ length: orders.clients }, () => new pg.Client({ connectionString: orders.url }));
await Promise.all(clients.map((client) => client.connect()));
const start = performance.now();
const until = start + orders.seconds * 1000;
await Promise.all(
  clients.map(async (client, first) => {
    for (let n = first; performance.now() < until; n += 1) {
      const values = orders.parameters[n % orders.parameters.length] ?? [];
      const begun = performance.now();
      await client.query({ name: 'asked', text: orders.statement, values: [...values] });
      times.push(performance.now() - begun);
    }
  }),
);
const took = performance.now() - start;
await Promise.all(clients.map((client) => client.end()));
process.stdout.write(`${JSON.stringify({ times, took })}\n`);
