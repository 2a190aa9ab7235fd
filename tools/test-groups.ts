/**
 * Several test files in one process: loading the house's modules takes a process longer than most files' tests do. Only
 * files that leave the process as they found it go together; each other one keeps a process of its own.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './module-graph.ts';

export interface Groups {
  /** What to run: files as they are, and one file for each group. */
  readonly files: readonly string[];
  /** Of each group's file, the test files in it, by absolute path. */
  readonly members: ReadonlyMap<string, readonly string[]>;
  remove(): void;
}

/** Hooks of a file would be hooks of the whole process; settings, signals and the end of the process are everybody's. */
const needsOwnProcess = /^(?:before|after|beforeEach|afterEach)\(|\bprocess\.|\bmock\b|\bglobalThis\b/m;

/** A helper that imports the test runner may set hooks for whoever calls it. */
const relativeImport = /from '(\.[^']+)'/g;

function standsAlone(path: string): boolean {
  const text = readFileSync(path, 'utf8');
  if (needsOwnProcess.test(text)) return true;
  return [...text.matchAll(relativeImport)].some(([, to = '']) =>
    readFileSync(join(dirname(path), to), 'utf8').includes("from 'node:test'"),
  );
}

const absolute = (file: string) => (isAbsolute(file) ? file : join(root, file));

/**
 * Groups of at most `size` files. Of those that stand alone the long ones come first and the others after the groups, so that
 * none that is long runs by itself at the end.
 */
export function grouped(files: readonly string[], size: number, long?: RegExp): Groups {
  const paths = files.map(absolute);
  const alone = paths.filter((path) => size < 2 || standsAlone(path));
  const rest = paths.filter((path) => !alone.includes(path));
  const count = Math.ceil(rest.length / size);
  const folder = mkdtempSync(join(tmpdir(), 'mingcha-groups-'));
  const members = new Map<string, readonly string[]>();
  for (let n = 0; n < count; n += 1) {
    // Neighbours in the list are of one stage and alike in length: every group gets of each stage.
    const own = rest.filter((_, i) => i % count === n);
    const file = join(folder, `group-${n}.mjs`);
    writeFileSync(file, groupText(own));
    members.set(file, own);
  }
  return {
    files: [
      ...alone.filter((path) => long?.test(path) ?? true),
      ...members.keys(),
      ...alone.filter((path) => long?.test(path) === false),
    ],
    members,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** A file that cannot be loaded is a failed test of its name and keeps nobody else from running. */
function groupText(paths: readonly string[]): string {
  const urls = JSON.stringify(paths.map((path) => pathToFileURL(path).href));
  return `import { test } from 'node:test';
for (const url of ${urls}) {
  try {
    await import(url);
  } catch (error) {
    test(url, () => {
      throw error;
    });
  }
}
`;
}
