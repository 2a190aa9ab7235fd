/**
 * The phone's service worker, built after the phone's own files: it carries their list and a checksum of them as its
 * version, so that any change of a file makes a new version and an unchanged build makes none.
 */
import { createHash } from 'node:crypto';
import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';

/** The page at `/m/` is `index.html`; files laid beside for other uses are not needed offline. */
function addressOf(file: string): string {
  return file === 'index.html' ? '/m/' : `/m/${file}`;
}

/** Lays the manifest and icons into the built folder, then builds `sw.js` there. */
export async function buildWorker(here: string): Promise<void> {
  const output = join(here, 'dist', 'field');
  cpSync(join(here, 'field-app'), output, { recursive: true });
  const files = readdirSync(output, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.(?:br|gz)$|^sw\.js$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(output.length + 1))
    .sort();
  const hash = createHash('sha256');
  for (const file of files) hash.update(`${file}\0`).update(readFileSync(join(output, file)));
  const precache = { version: hash.digest('hex').slice(0, 16), files: files.map(addressOf) };
  await build({
    configFile: false,
    root: join(here, 'src', 'field', 'service-worker'),
    publicDir: false,
    logLevel: 'warn',
    define: { __PRECACHE__: JSON.stringify(precache) },
    build: {
      outDir: output,
      emptyOutDir: false,
      target: ['chrome87', 'safari14'],
      modulePreload: false,
      rolldownOptions: {
        input: join(here, 'src', 'field', 'service-worker', 'worker.ts'),
        output: { entryFileNames: 'sw.js', format: 'iife' },
      },
    },
  });
}
