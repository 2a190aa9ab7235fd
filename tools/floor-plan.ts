/**
 * The floor plan as data, and the rules that hold every module to it: who may import whom, what stands where.
 * Each rule is a function from modules to violations, so that a test can plant one and see it caught.
 */
import type { Import, Module } from './module-graph.ts';
import { reachableFrom } from './module-graph.ts';
import { lineOf } from './source-text.ts';

export interface Violation {
  readonly rule: string;
  readonly where: string;
  readonly what: string;
}

/** The procedure, left to right. A stage imports itself and stages to its left. */
export const stageOrder: readonly string[] = [
  'registers',
  'plans',
  'draws',
  'tasks',
  'inspections',
  'followups',
  'publications',
  'credit',
  'oversight',
];

export interface Floor {
  /** Folder below which its modules stand. */
  readonly folder: string;
  /** Folders of ours it may import from, besides itself. */
  readonly ours: readonly string[];
  /** Packages it may import; `*` leaves that to its package.json. */
  readonly packages: readonly string[];
  readonly node: boolean;
}

const draw = 'packages/draw/src/';
const core = 'packages/core/src/';
const server = 'apps/server/src/';
const web = 'apps/web/src/';

export const floors: readonly Floor[] = [
  { folder: draw, ours: [], packages: ['@noble/hashes', '@noble/curves'], node: false },
  { folder: core, ours: [draw], packages: ['zod', '@mingcha/draw'], node: false },
  { folder: server, ours: [core, draw], packages: ['*'], node: true },
  { folder: web, ours: [core, draw], packages: ['*'], node: false },
];

/** Packages of the other side of the house, which no package.json there may bring in either. */
const foreign: Readonly<Record<string, RegExp>> = {
  [server]: /^(react|react-dom|antd|vite|@tanstack\/.*|@mingcha\/web)(\/|$)/,
  [web]: /^(fastify|kysely|pg|@mingcha\/server)(\/|$)/,
};

export function isTest(path: string): boolean {
  return /\.(test|fixture)\.tsx?$|(^|\/)(test|testing)\/|[/-]testing[^/]*\.ts$|\/test-database\.ts$/.test(
    path,
  );
}

function floorOf(path: string): Floor | undefined {
  return floors.find((floor) => path.startsWith(floor.folder));
}

/** The table: pure ground and first floor, server and web that do not know each other. */
export function importViolations(modules: readonly Module[]): readonly Violation[] {
  return modules.flatMap((module) => {
    const floor = floorOf(module.path);
    if (floor === undefined) return [];
    return module.imports
      .filter((one) => !isAllowed(floor, one, isTest(module.path)))
      .map((one) => ({ rule: 'floor', where: module.path, what: one.specifier }));
  });
}

function isAllowed(floor: Floor, one: Import, test: boolean): boolean {
  const target = one.file;
  if (target !== null) {
    // Packages are entered by their name, never by a path around it.
    const inside = target.startsWith(floor.folder);
    const ours = floor.ours.some((folder) => target.startsWith(folder)) && !one.specifier.startsWith('.');
    return inside || ours || (test && target.startsWith(floor.folder.replace(/src\/$/, '')));
  }
  if (one.specifier.startsWith('node:')) return floor.node || test;
  if (test && one.specifier === 'fast-check') return true;
  if (foreign[floor.folder]?.test(one.specifier) === true) return false;
  return floor.packages.some(
    (name) => name === '*' || one.specifier === name || one.specifier.startsWith(`${name}/`),
  );
}

/** Where a module stands in the procedure: a stage, a shared folder, or the roof that assembles stages. */
function stageOf(path: string): string | null {
  const floor = floorOf(path);
  if (floor === undefined || floor.folder === draw) return null;
  const parts = path.slice(floor.folder.length).split('/');
  const folder = floor.folder === web && parts[0] !== 'shared' ? parts[1] : parts[0];
  if (folder !== undefined && stageOrder.includes(folder)) return folder;
  return folder === 'common' || folder === 'platform' || folder === 'shared' ? 'shared' : 'roof';
}

/** No import from left to right, none from shared folders into a stage, none into the roof. */
export function stageViolations(modules: readonly Module[]): readonly Violation[] {
  return modules.flatMap((module) => {
    const own = stageOf(module.path);
    if (own === null || own === 'roof' || (own === 'shared' && isTest(module.path))) return [];
    return module.imports
      .filter((one) => one.file !== null && breaksOrder(own, stageOf(one.file), one.file))
      .map((one) => ({ rule: 'stage', where: module.path, what: one.specifier }));
  });
}

function breaksOrder(own: string, target: string | null, file: string): boolean {
  if (target === null || target === 'shared') return false;
  if (isTest(file)) return false;
  if (target === 'roof') return !file.startsWith(web);
  return own === 'shared' || stageOrder.indexOf(target) > stageOrder.indexOf(own);
}

/** Three entries, three bundles: office, field and portal do not import each other. */
export function entryViolations(modules: readonly Module[]): readonly Violation[] {
  const entryOf = (path: string) => /^apps\/web\/src\/(office|field|portal)\//.exec(path)?.[1];
  return modules.flatMap((module) => {
    const own = entryOf(module.path);
    return module.imports
      .filter((one) => {
        const target = entryOf(one.file ?? '');
        return target !== undefined && target !== own && !isTest(module.path);
      })
      .map((one) => ({ rule: 'entry', where: module.path, what: one.specifier }));
  });
}

interface WordRule {
  readonly rule: string;
  readonly pattern: RegExp;
  /** Where the rule holds. */
  readonly inside: readonly string[];
  /** Where these words are at home. */
  readonly except: RegExp;
}

const wordRules: readonly WordRule[] = [
  {
    rule: 'sql outside *.queries.ts',
    pattern:
      /\bsql\s*(<[^`]*>)?\s*`|\.(selectFrom|insertInto|updateTable|deleteFrom|mergeInto)\(|\b(client|pool)\.query\b/g,
    inside: [server],
    except: /\.queries\.ts$|\/platform\/db\//,
  },
  {
    rule: 'environment outside config.ts and main.ts',
    pattern: /\bprocess\.env\b/g,
    inside: [core, draw, server, web],
    except: /\/platform\/config\.ts$|\/src\/main\.ts$|\/src\/cli\/main\.ts$/,
  },
  {
    rule: 'clock outside platform',
    pattern: /\bDate\.now\b|\bnew Date\(\s*\)|\bTemporal\.Now\b/g,
    inside: [core, draw, server, web],
    except:
      /^apps\/server\/src\/(platform\/|main\.ts$)|^apps\/web\/src\/shared\/(platform\/|api\/action-id\.ts$)/,
  },
  {
    rule: 'chance outside platform',
    pattern: /\bMath\.random\b|\brandomUUID\b|\brandomBytes\b|\bgetRandomValues\b/g,
    inside: [core, draw, server, web],
    except:
      /^apps\/server\/src\/(platform\/|main\.ts$)|^apps\/web\/src\/shared\/(platform\/|api\/action-id\.ts$)/,
  },
];

/** Words that have one home. */
export function wordViolations(modules: readonly Module[]): readonly Violation[] {
  return modules.flatMap((module) =>
    wordRules
      .filter((one) => one.inside.some((folder) => module.path.startsWith(folder)))
      .filter((one) => !one.except.test(module.path) && !isTest(module.path))
      .flatMap((one) =>
        [...module.source.code.matchAll(one.pattern)].map((match) => ({
          rule: one.rule,
          where: `${module.path}:${lineOf(module.text, match.index)}`,
          what: match[0],
        })),
      ),
  );
}

/**
 * A citizen runs draw and verify without a database: nothing they load may be one, nor what the command line loads
 * before it knows the command.
 */
export function databaseFreeViolations(modules: readonly Module[]): readonly Violation[] {
  const starts = modules
    .map((module) => module.path)
    .filter(
      (path) => /^apps\/server\/src\/cli\/(main|draw[^/]*|verify[^/]*)\.ts$/.test(path) && !isTest(path),
    );
  return starts.flatMap((start) =>
    [...reachableFrom(modules, start, start.endsWith('/main.ts'))]
      .filter(([target]) => /^(pg|pg-.*|kysely)$|\/platform\/db\/|\.queries\.ts$/.test(target))
      .map(([, way]) => ({ rule: 'database behind draw or verify', where: start, what: way.join(' → ') })),
  );
}

export const longestFile = 400;

export function lengthViolations(modules: readonly Module[]): readonly Violation[] {
  return modules
    .map((module) => ({ module, lines: module.text.trimEnd().split('\n').length }))
    .filter(({ lines }) => lines > longestFile)
    .map(({ module, lines }) => ({
      rule: `longer than ${longestFile} lines`,
      where: module.path,
      what: String(lines),
    }));
}
