/**
 * `mingcha release verify`: whether an archive or an unpacked release is whole, unaltered and from whom. Needs neither server nor
 * database. Without a key it trusts the publisher of the release that runs; with neither it says the fingerprint to compare.
 */
import { readFileSync, realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { format } from '@mingcha/core/common/text.ts';
import { checkRelease, type Trust } from '../platform/release/check-release.ts';
import { installedRelease } from '../platform/release/installed-release.ts';
import { releaseKey } from '../platform/release/release-sums.ts';
import { SetupError } from '../platform/setup-error.ts';
import { certCommandText } from './cert-text.ts';
import type { CommandOptions } from './command.ts';
import { exitCodes } from './terminal.ts';

export async function releaseCommand(options: CommandOptions): Promise<number> {
  const words = certCommandText[options.locale];
  const { values, positionals } = parseArgs({
    args: [...options.args],
    allowPositionals: true,
    options: { key: { type: 'string' }, json: { type: 'boolean', default: false } },
  });
  const [word, given, ...rest] = positionals;
  if (word !== 'verify' || given === undefined || rest.length > 0) {
    options.print(words['release.usage']);
    return exitCodes.usage;
  }
  const path = resolve(given);
  const trust = trustFor(path, values.key, options.root);
  const { info, signer, files } = await checkRelease(path, trust);
  const isKnown = trust !== 'anybody';
  if (values.json) options.print(JSON.stringify({ ok: true, info, signer, isKnown, files }));
  else {
    options.print(format(words['release.good'], { version: info.version, cpu: info.cpu, files }));
    options.print(format(words[isKnown ? 'release.known' : 'release.unknown'], { key: signer }));
  }
  return exitCodes.done;
}

/** A release is not its own witness. */
function trustFor(path: string, keyFile: string | undefined, root: string): Trust {
  if (keyFile !== undefined) return [keyOf(resolve(keyFile))];
  const installed = installedRelease(root);
  if (installed === null || realpathOf(path) === realpathOf(installed.folder)) return 'anybody';
  return [installed.key];
}

function keyOf(path: string) {
  const key = releaseKey(textOf(path));
  if (key === null) throw new SetupError('release.key_wrong', { path });
  return key;
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new SetupError('release.missing', { path }, error);
  }
}

function realpathOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
