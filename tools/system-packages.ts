/**
 * What `npm test` needs of the machine: a browser, Chinese fonts, an older PostgreSQL, poppler and Python. Installs
 * Debian's packages as root; without that right it says the one line that does.
 */
import { existsSync, globSync } from 'node:fs';
import { delimiter } from 'node:path';
import { runCommand } from './run-command.ts';

interface Need {
  readonly debian: string;
  readonly isThere: () => boolean;
  /** Something slower that does as well where nothing can be installed. */
  readonly isReplaced?: () => boolean;
}

function onPath(program: string): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(`${folder}/${program}`));
}

/** Folders of `initdb` and `postgres` as Debian installs them, oldest supported version first. */
export function installedPostgresVersions(): readonly string[] {
  return globSync('/usr/lib/postgresql/*/bin/postgres')
    .map((file) => file.slice(0, -'/postgres'.length))
    .filter((folder) => Number(folder.split('/').at(-2)) >= 15)
    .sort();
}

export const needs = {
  chromium: {
    debian: 'chromium-headless-shell',
    isThere: () => onPath('chromium-headless-shell'),
    isReplaced: () => onPath('chromium'),
  },
  fonts: { debian: 'fonts-noto-cjk', isThere: () => globSync('/usr/share/fonts/**/NotoSansCJK*').length > 0 },
  postgres: { debian: 'postgresql-15', isThere: () => installedPostgresVersions().length > 0 },
  poppler: { debian: 'poppler-utils', isThere: () => onPath('pdftotext') },
  openssl: { debian: 'openssl', isThere: () => onPath('openssl') },
  certutil: { debian: 'libnss3-tools', isThere: () => onPath('certutil') },
  systemd: { debian: 'systemd', isThere: () => onPath('systemd-analyze') },
  strace: { debian: 'strace', isThere: () => onPath('strace') },
  python: { debian: 'python3', isThere: () => onPath('python3') },
} satisfies Record<string, Need>;

export type NeedName = keyof typeof needs;

/** Installs what is absent. Returns the sentence that says what to do when that is not possible, else null. */
export async function provide(
  names: readonly NeedName[],
  say: (line: string) => void,
): Promise<string | null> {
  const wanted = [...new Set(names)].map((name): Need => needs[name]);
  const absent = wanted.filter((need) => !need.isThere());
  if (absent.length === 0) return null;
  const failure = await install(absent, say);
  return absent.every((need) => need.isThere() || need.isReplaced?.() === true) ? null : failure;
}

async function install(absent: readonly Need[], say: (line: string) => void): Promise<string | null> {
  const packages = absent.map((need) => need.debian).join(' ');
  const line = `apt-get install -y --no-install-recommends ${packages}`;
  const prefix = await rootPrefix();
  if (prefix === null)
    return `缺少系统软件包，请以 root 运行： Packages of the system are missing; run as root:\n${line}`;
  say(`installing ${packages} …`);
  const quiet = ['env', 'DEBIAN_FRONTEND=noninteractive'];
  for (const command of ['apt-get update', line]) {
    const [program = '', ...args] = [...prefix, ...quiet, ...command.split(' ')];
    const result = await runCommand(program, args, '/');
    if (result.status !== 0) return `${command}\n${result.output}`;
  }
  return null;
}

async function rootPrefix(): Promise<readonly string[] | null> {
  if (!onPath('apt-get')) return null;
  if (process.getuid?.() === 0) return [];
  return onPath('sudo') && (await runCommand('sudo', ['-n', 'true'], '/')).status === 0
    ? ['sudo', '-n']
    : null;
}
