/** Builds the three applications one after the other; `npm run build -w @mingcha/web`. */
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const configFile = fileURLToPath(new URL('./vite.config.ts', import.meta.url));
const wanted = process.argv.slice(2);

for (const mode of ['office', 'field', 'portal']) {
  if (wanted.length > 0 && !wanted.includes(mode)) continue;
  await build({ configFile, mode, logLevel: 'warn' });
}
