/** Writes down every attempt of a Node process to reach another machine, for programs started with `--import`. Only for tests. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the process loads before its own program: connections, datagrams and look-ups of names that are not this machine's. */
const hook = (record: string) => `
import net from 'node:net';
import dgram from 'node:dgram';
import dns from 'node:dns';
import { appendFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
const own = /^(localhost|127\\.[\\d.]+|::1|::|0\\.0\\.0\\.0|::ffff:127\\.[\\d.]+|)$/;
const note = (kind, target) => own.test(String(target ?? '')) || appendFileSync(${JSON.stringify(record)}, kind + ' ' + target + '\\n');
const connect = net.Socket.prototype.connect;
net.Socket.prototype.connect = function (...args) {
  const to = Array.isArray(args[0]) ? args[0][0] : args[0];
  if (typeof to === 'object' && to !== null && to.path === undefined) note('connect', to.host);
  if (typeof to === 'number') note('connect', typeof args[1] === 'string' ? args[1] : '');
  return connect.apply(this, args);
};
const send = dgram.Socket.prototype.send;
dgram.Socket.prototype.send = function (...args) {
  note('send', args.findLast((one) => typeof one === 'string'));
  return send.apply(this, args);
};
for (const of of [dns, dns.promises])
  for (const name of ['lookup', 'resolve', 'resolve4', 'resolve6']) {
    const ask = of[name];
    of[name] = function (...args) { note('look up', args[0]); return ask.apply(this, args); };
  }
syncBuiltinESMExports();
`;

/** Arguments for Node, and the file that stays absent while nothing was tried. */
export function recordOutside(folder: string): { readonly args: readonly string[]; readonly record: string } {
  const record = join(folder, 'outside.txt');
  const module = join(folder, 'outside-hook.mjs');
  writeFileSync(module, hook(record));
  return { args: ['--import', module], record };
}
