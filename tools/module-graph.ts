/** All modules of the house with their imports resolved to files, read from disk or planted by a test. */
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { type ImportLine, importsOf, readSource, type SourceText } from './source-text.ts';

export interface Import extends ImportLine {
  /** The file of ours it names, relative to the root; null for a package or a node module. */
  readonly file: string | null;
}

export interface Module {
  /** Relative to the root, with forward slashes. */
  readonly path: string;
  readonly text: string;
  readonly source: SourceText;
  readonly imports: readonly Import[];
}

export const root = normalize(join(import.meta.dirname, '..'));

const patterns = ['packages', 'apps', 'tools', 'bench', 'e2e'].map((folder) => `${folder}/**/*.{ts,tsx,mjs}`);
const skipped = new Set(['node_modules', 'dist', 'var', 'generated', 'coverage', 'shots', 'public']);

/** Reads every module of the checkout. */
export function readModules(): readonly Module[] {
  const paths = patterns.flatMap((pattern) =>
    globSync(pattern, { cwd: root, exclude: (name) => skipped.has(name.split('/').at(-1) ?? '') }),
  );
  return paths.sort().map((path) => moduleOf(path, readFileSync(join(root, path), 'utf8')));
}

export function moduleOf(path: string, text: string): Module {
  const source = readSource(text);
  const imports = importsOf(source).map((line) => ({ ...line, file: resolveImport(path, line.specifier) }));
  return { path, text, source, imports };
}

function resolveImport(from: string, specifier: string): string | null {
  if (specifier.startsWith('.')) return relative('.', join(dirname(from), specifier.split('?')[0] ?? ''));
  if (specifier === '@mingcha/draw') return 'packages/draw/src/index.ts';
  if (specifier.startsWith('@mingcha/core/'))
    return `packages/core/src/${specifier.slice('@mingcha/core/'.length)}`;
  return null;
}

/** Everything that running `start` may load: transitive imports, without those of types only. `atOnce` leaves out
 * what is loaded only when an `import('…')` runs. */
export function reachableFrom(
  modules: readonly Module[],
  start: string,
  atOnce = false,
): ReadonlyMap<string, readonly string[]> {
  const byPath = new Map(modules.map((module) => [module.path, module]));
  /** File or package → the way to it. */
  const ways = new Map<string, readonly string[]>([[start, [start]]]);
  const queue = [start];
  for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
    for (const one of byPath.get(path)?.imports ?? []) {
      const target = one.file ?? one.specifier;
      if (one.typeOnly || (atOnce && one.dynamic) || ways.has(target)) continue;
      ways.set(target, [...(ways.get(path) ?? []), target]);
      if (one.file !== null) queue.push(one.file);
    }
  }
  return ways;
}
