/**
 * Builds the three applications one after the other and lays compressed copies beside their files, so that the
 * server sends them ready-made. `npm run build -w @mingcha/web`; names of applications as arguments build only those.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { build } from 'vite';
import { verifierConfig } from './vite.verifier.ts';
import { buildWorker } from './vite.worker.ts';

const here = import.meta.dirname;
const wanted = process.argv.slice(2);

/** Smaller files gain nothing from compression. */
const worthwhile = 1024;

function compressFiles(folder: string): void {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !/\.(?:js|css|svg)$/.test(entry.name)) continue;
    const path = join(entry.parentPath, entry.name);
    const bytes = readFileSync(path);
    if (bytes.length < worthwhile) continue;
    writeFileSync(`${path}.br`, brotliCompressSync(bytes));
    writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
  }
}

for (const mode of ['office', 'field', 'portal']) {
  if (wanted.length > 0 && !wanted.includes(mode)) continue;
  await build({ configFile: join(here, 'vite.config.ts'), mode, logLevel: 'warn' });
  if (mode === 'portal') await build(verifierConfig);
  if (mode === 'field') await buildWorker(here);
  compressFiles(join(here, 'dist', mode));
}
