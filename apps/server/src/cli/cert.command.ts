/**
 * `mingcha cert init|renew|status`: the private authority of an installation. Works on files, beside a running server, which takes
 * what is new at its next start. Exit code 0 when done or well, 1 when refused or about to end, 2 for wrong use.
 */
import type { X509Certificate } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { certificateLight, daysUntil } from '@mingcha/core/common/operations/checks.ts';
import { format } from '@mingcha/core/common/text.ts';
import {
  authorityFiles,
  dayOf,
  initAuthority,
  namesOf,
  renewServer,
  rootCertificate,
  serverCertificate,
} from '../platform/cert/authority.ts';
import { type Config, parseConfig } from '../platform/config.ts';
import { systemClock } from '../platform/system.ts';
import { certCommandText } from './cert-text.ts';
import type { CommandOptions } from './command.ts';
import { exitCodes } from './terminal.ts';

interface Work {
  readonly config: Config;
  readonly now: number;
  readonly say: (
    key: keyof typeof certCommandText.zh,
    data?: Readonly<Record<string, string | number>>,
  ) => void;
  readonly print: (line: string) => void;
}

export async function certCommand(options: CommandOptions): Promise<number> {
  const say: Work['say'] = (key, data = {}) =>
    options.print(format(certCommandText[options.locale][key], data));
  const { values, positionals } = parseArgs({
    args: [...options.args],
    allowPositionals: true,
    options: {
      name: { type: 'string', multiple: true, default: [] },
      'if-absent': { type: 'boolean', default: false },
      'root-key': { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  const config = parseConfig(options.environment, [], options.root);
  const work = { config, now: Date.parse(systemClock(config.zone).now()), say, print: options.print };
  const [word, ...rest] = positionals;
  if (rest.length === 0 && word === 'init') return init(work, values.name, values['if-absent']);
  if (rest.length === 0 && word === 'renew') return renew(work, values.name, values['root-key']);
  if (rest.length === 0 && word === 'status') return status(work, values.json);
  say('cert.usage');
  return exitCodes.usage;
}

async function init(work: Work, names: readonly string[], ifAbsent: boolean): Promise<number> {
  const folder = work.config.secretsFolder;
  if (ifAbsent && rootCertificate(folder) !== null) {
    work.say('cert.kept');
    return exitCodes.done;
  }
  await initAuthority(folder, { names, now: work.now });
  const server = serverCertificate(folder);
  if (server !== null) work.say('cert.made', factsOf(server, work.now));
  tellInstall(work);
  work.say('cert.restart');
  return exitCodes.done;
}

async function renew(work: Work, names: readonly string[], rootKey: string | undefined): Promise<number> {
  const folder = work.config.secretsFolder;
  await renewServer(folder, {
    names,
    now: work.now,
    rootKey: rootKey === undefined ? null : resolve(rootKey),
  });
  const server = serverCertificate(folder);
  if (server !== null) work.say('cert.renewed', factsOf(server, work.now));
  work.say('cert.restart');
  return exitCodes.done;
}

function status(work: Work, asJson: boolean): number {
  const { config, now } = work;
  const [root, server] = [rootCertificate(config.secretsFolder), serverCertificate(config.secretsFolder)];
  if (root === null || server === null) {
    if (asJson) work.print(JSON.stringify({ root: null, server: null }));
    else work.say('cert.none');
    return exitCodes.refused;
  }
  const isHere = existsSync(join(config.secretsFolder, authorityFiles.rootKey));
  const facts = factsOf(server, now);
  if (asJson) {
    const rootFacts = { until: dayOf(root.validToDate), fingerprint: root.fingerprint256, keyIsHere: isHere };
    work.print(JSON.stringify({ root: rootFacts, server: { ...facts, names: namesOf(server) } }));
  } else {
    work.say('cert.server', facts);
    tellInstall(work);
    if (!isHere) work.say('cert.away');
  }
  return certificateLight(facts.days) === 'red' ? exitCodes.refused : exitCodes.done;
}

function factsOf(certificate: X509Certificate, now: number) {
  return {
    names: namesOf(certificate).join('、') || 'localhost',
    until: dayOf(certificate.validToDate),
    days: daysUntil(certificate.validToDate.getTime(), now),
  };
}

function tellInstall({ config, say, print }: Work): void {
  const root = rootCertificate(config.secretsFolder);
  const [name = 'localhost'] = namesOf(serverCertificate(config.secretsFolder));
  if (root === null) return;
  say('cert.root', { until: dayOf(root.validToDate) });
  print(root.fingerprint256);
  say('cert.install', { name, port: config.port });
}
