/**
 * The visitors of the portal in a process of their own: so many requests a second whatever the answers take, each time
 * counted from the moment at which it was due, so that a server that falls behind cannot hide it.
 *   node bench/portal-load-client.ts <base> <requests a second> <seconds> <file with one address per line>
 * Prints one line of JSON: times in milliseconds by kind of page, and what was no 200.
 */
import { readFileSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

const [, , base = '', rate = '', seconds = '', file = ''] = process.argv;
const addresses = readFileSync(file, 'utf8').trim().split('\n');
const agent = new Agent({ keepAlive: true, maxSockets: 256 });
const total = Number(rate) * Number(seconds);
const every = 1000 / Number(rate);
const times: Record<string, number[]> = {};
const failed: Record<string, number> = {};

function ask(address: string, due: number): Promise<void> {
  const [kind = '', path = ''] = address.split(' ');
  return new Promise((resolve) => {
    const note = (status: string): void => {
      if (status === '200') (times[kind] ??= []).push(performance.now() - due);
      else failed[`${kind} ${status}`] = (failed[`${kind} ${status}`] ?? 0) + 1;
      resolve();
    };
    get(base + path, { agent, headers: { 'accept-encoding': 'gzip' } }, (reply) => {
      reply.resume();
      reply.on('end', () => note(String(reply.statusCode)));
    }).on('error', (error) => note(error.message));
  });
}

const open: Promise<void>[] = [];
const start = performance.now();
for (let n = 0; n < total; n += 1) {
  const due = start + n * every;
  const wait = due - performance.now();
  if (wait > 1) await pause(wait);
  open.push(ask(addresses[n % addresses.length] ?? '', due));
}
await Promise.all(open);
agent.destroy();
process.stdout.write(`${JSON.stringify({ times, failed, took: performance.now() - start })}\n`);
