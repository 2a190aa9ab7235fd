/**
 * The exchange folder, which is all that office and portal share: `packages/` goes one way, `intake/` the other. A disk, a stick
 * or a one-way gateway may carry it. Each side writes under a temporary name and renames, so that nobody reads half a file; each
 * side removes only what it wrote itself.
 */
import { copyFile, mkdir, open, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { packageFileName, packageNumberOf } from '@mingcha/core/publications/packages/package.ts';

/** Where the portal says how it stands. */
export const portalStatusName = 'portal-status.json';
export const exchangeParts = ['packages', 'intake'] as const;

/** Makes the folder, and clears what a killed process of this side left half. `own` is the part that this side writes. */
export async function openExchange(folder: string, own: (typeof exchangeParts)[number]): Promise<void> {
  for (const part of exchangeParts) await mkdir(join(folder, part), { recursive: true });
  for (const name of await readdir(join(folder, own)))
    if (name.endsWith('.part')) await rm(join(folder, own, name), { force: true });
}

/** Copies a package to where the portal looks. */
export async function placePackage(
  folder: string,
  of: { readonly path: string; readonly number: number },
): Promise<void> {
  const target = join(folder, 'packages', packageFileName(of.number));
  const temporary = `${target}.part`;
  await copyFile(of.path, temporary);
  await settled(temporary, target);
}

/** Takes away packages below `number`: they hold what was recalled since. */
export async function clearPackagesBefore(folder: string, number: number): Promise<void> {
  for (const each of await packagesIn(folder)) if (each.number < number) await rm(each.path, { force: true });
}

export interface FoundPackage {
  readonly path: string;
  readonly number: number;
}

/** Packages that lie there, in the order of their numbers. */
export async function packagesIn(folder: string): Promise<readonly FoundPackage[]> {
  const names = await readdir(join(folder, 'packages')).catch(() => []);
  return names
    .flatMap((name) => {
      const number = packageNumberOf(name);
      return number === null ? [] : [{ path: join(folder, 'packages', name), number }];
    })
    .sort((a, b) => a.number - b.number);
}

/** Puts a file of the intake in place as a whole. */
export async function placeIntake(folder: string, name: string, content: Uint8Array | string): Promise<void> {
  const target = join(folder, 'intake', name);
  await writeFile(`${target}.part`, content, { mode: 0o600 });
  await settled(`${target}.part`, target);
}

async function settled(from: string, to: string): Promise<void> {
  const handle = await open(from, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(from, to);
  const shelf = await open(dirname(to), 'r');
  try {
    await shelf.sync();
  } finally {
    await shelf.close();
  }
}
