/** The third-party components that this program names as its own dependencies, with version and licence as they were installed. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Component {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
}

interface Manifest {
  readonly version?: string;
  readonly license?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

const ours = ['apps/server', 'apps/web', 'packages/core', 'packages/draw'];
const known = new Map<string, readonly Component[]>();

/** Read once; they do not change while the program runs. `root` is the program's folder. */
export function componentsOf(root: string): readonly Component[] {
  const found = known.get(root) ?? read(root);
  known.set(root, found);
  return found;
}

function read(root: string): readonly Component[] {
  const names = new Set(
    ours.flatMap((folder) => Object.keys(manifest(join(root, folder)).dependencies ?? {})),
  );
  return [...names]
    .filter((name) => !name.startsWith('@mingcha/'))
    .sort()
    .map((name) => {
      const own = ours.map((folder) => join(root, folder)).concat(root);
      const place = own
        .map((folder) => join(folder, 'node_modules', name))
        .find((folder) => existsSync(folder));
      const { version = '?', license = '?' } = place === undefined ? {} : manifest(place);
      return { name, version, licence: license };
    });
}

function manifest(folder: string): Manifest {
  const file = join(folder, 'package.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Manifest) : {};
}
