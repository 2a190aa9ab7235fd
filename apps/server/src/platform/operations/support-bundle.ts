/**
 * What may be given to the support: the doctor's report, versions, settings without secrets, and the newest lines of the logs
 * with personal data masked. Chinese text in a log is data of somebody, since our own lines have none: it is replaced too.
 * The whole is searched once more before it is handed out, and stays below 20 MB.
 */
import { arch, release, platform as system, totalmem } from 'node:os';
import { join } from 'node:path';
import { maskPersonal, personalIn, visible } from '@mingcha/core/common/operations/personal-data.ts';
import { configPath, type Environment, parseConfig, secretNames } from '../config.ts';
import { readConfigFile } from '../config-file.ts';
import type { ZipPart } from '../files/zip-writer.ts';
import { version } from '../version.ts';
import { componentsOf } from './components.ts';
import type { Report } from './doctor/doctor.ts';
import { logFilesOf, logsBeside } from './log-file.ts';
import { textLines } from './log-reading.ts';

/** Of masked lines of one log; files are stored as they are. */
const longestLog = 8_000_000;

export interface BundleOptions {
  readonly environment: Environment;
  readonly root: string;
  readonly report: Report;
}

export interface Bundle {
  readonly parts: readonly ZipPart[];
  /** Kinds of personal data or secrets that the last search still found; nothing may be written then. */
  readonly found: readonly string[];
}

export async function makeBundle(options: BundleOptions): Promise<Bundle> {
  const { environment, root, report } = options;
  const logs = logFolder(options);
  const texts: readonly (readonly [string, string])[] = [
    ['versions.json', JSON.stringify(versions(root), null, 2)],
    ['doctor.json', JSON.stringify(report, maskedMember, 2)],
    ['settings.txt', settings(environment, root)],
    ...(logs === null
      ? []
      : ([
          ['log/mingcha.log', await newest(await allLogs(logs), maskedLine)],
          [
            'log/postgres.log',
            await newest([join(logs, 'postgres.log.1'), join(logs, 'postgres.log')], maskedDatabaseLine),
          ],
        ] as const)),
  ];
  const found = new Set(texts.flatMap(([, text]) => personalIn(text)));
  return { parts: texts.map(([path, text]) => ({ path, content: Buffer.from(text) })), found: [...found] };
}

async function allLogs(folder: string): Promise<readonly string[]> {
  const logs = await logsBeside(join(folder, 'mingcha.log'));
  return (await Promise.all(logs.map(logFilesOf))).flat();
}

/** Null where the settings are so wrong that nobody knows. */
function logFolder({ environment, root }: BundleOptions): string | null {
  try {
    return join(parseConfig(environment, [], root).dataFolder, 'log');
  } catch {
    return null;
  }
}

function versions(root: string) {
  const { node, v8, openssl, icu, tz } = process.versions;
  return {
    mingcha: version,
    runtime: { node, v8, openssl, icu, tz },
    system: { platform: system(), release: release(), arch: arch(), memory: totalmem() },
    components: componentsOf(root),
  };
}

function maskedMember(_name: string, value: unknown): unknown {
  return typeof value === 'string' ? masked(value) : value;
}

const han = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]+/gu;

function masked(text: string): string {
  return maskPersonal(visible(text));
}

function maskedLine(text: string): string {
  return masked(text).replaceAll(han, '[text]');
}

/** Values of rows stand behind these words, and in the lines that continue a statement. */
const ofRows = /^\s|\b(?:DETAIL|CONTEXT|STATEMENT|QUERY|HINT):/;

function maskedDatabaseLine(text: string): string | null {
  return ofRows.test(text) ? null : maskedLine(text);
}

/** Names and values as they are set, one a line; a secret shows only that it is there. */
function settings(environment: Environment, root: string): string {
  const path = configPath(environment, root);
  const file = (() => {
    try {
      return readConfigFile(path).values;
    } catch {
      return {};
    }
  })();
  const own = Object.entries(environment).filter(
    ([name]) => name.startsWith('MINGCHA_') || name === 'PORT' || name === 'DATABASE_URL' || name === 'TZ',
  );
  const line =
    (source: string) =>
    ([name, value]: readonly [string, string | undefined]) =>
      `${name}=${secretNames.has(name) || /SECRET|TOKEN|KEY|PASSWORD/.test(name) ? '***' : masked(value ?? '')}  # ${source}`;
  return [...Object.entries(file).map(line('file')), ...own.map(line('environment'))].sort().join('\n');
}

/** The last lines of the files (oldest first) up to the size; only what is kept is masked. */
async function newest(files: readonly string[], mask: (text: string) => string | null): Promise<string> {
  let kept: string[] = [];
  for (const file of [...files].reverse()) {
    if (sizeOf(kept) >= longestLog) break;
    kept = lastOf([...(await lastLines(file)), ...kept]);
  }
  return lastOf(kept.map(mask).filter((line) => line !== null)).join('\n');
}

async function lastLines(file: string): Promise<readonly string[]> {
  let lines: string[] = [];
  let size = 0;
  for await (const text of textLines(file)) {
    const line = text.slice(0, 20_000);
    lines.push(line);
    size += line.length;
    if (size <= 2 * longestLog) continue;
    lines = lastOf(lines);
    size = sizeOf(lines);
  }
  return lines;
}

function sizeOf(lines: readonly string[]): number {
  return lines.reduce((sum, one) => sum + Buffer.byteLength(one) + 1, 0);
}

function lastOf(lines: readonly string[]): string[] {
  let size = 0;
  let from = lines.length;
  while (from > 0) {
    size += Buffer.byteLength(lines[from - 1] ?? '') + 1;
    if (size > longestLog) break;
    from -= 1;
  }
  return lines.slice(from);
}
