/** `mingcha support-bundle`: one file for the support, masked, searched before it is written, never over another file. Exit code 0 made, 1 refused, 2 wrong use. */
import { createWriteStream, existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { zipPieces } from '../platform/files/zip-writer.ts';
import { examine } from '../platform/operations/doctor/doctor.ts';
import { makeBundle } from '../platform/operations/support-bundle.ts';
import { systemClock } from '../platform/system.ts';
import { type CommandOptions, sayIn } from './command.ts';

export async function supportBundleCommand(options: CommandOptions): Promise<number> {
  const say = sayIn(options.locale);
  const { values, positionals } = parseArgs({
    args: [...options.args],
    allowPositionals: true,
    options: { out: { type: 'string' } },
  });
  if (positionals.length > 0) {
    options.print(say('bundle.usage'));
    return 2;
  }
  const clock = systemClock('Asia/Shanghai');
  const stamp = clock.now().slice(0, 19).replaceAll(/[-:]/g, '');
  const path = resolve(values.out ?? `mingcha-support-${stamp}.zip`);
  if (existsSync(path)) {
    options.print(say('bundle.exists', { path }));
    return 1;
  }
  const { environment, root } = options;
  const asked = {
    environment,
    root,
    runtime: process.execPath,
    now: () => clock.now(),
    full: false,
    areas: [],
  };
  const report = await examine(asked, options.locale);
  const { parts, found } = await makeBundle({ environment, root, report });
  if (found.length > 0) {
    options.print(say('bundle.found', { kinds: found.join(', ') }));
    return 1;
  }
  await pipeline(Readable.from(zipPieces(parts)), createWriteStream(path, { flags: 'wx', mode: 0o600 }));
  options.print(say('bundle.made', { path, mb: (statSync(path).size / 1_048_576).toFixed(1) }));
  options.print(say('bundle.holds'));
  options.print(say('bundle.look'));
  return 0;
}
