/**
 * Writes docs/generated from the declarations: routes, OpenAPI, audit events, tables. `--check` writes nothing and
 * fails when a file differs, so that what is printed there is always what runs.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { declaredRoutes } from '../apps/server/src/app.ts';
import { openApiDocument } from '../apps/server/src/platform/http/openapi.ts';
import { auditDocument } from './generate-audit.ts';
import { channelsDocument } from './generate-channels.ts';
import { routesDocument } from './generate-routes.ts';
import { tablesDocument } from './generate-tables.ts';
import { readModules, root } from './module-graph.ts';

const folder = join(root, 'docs', 'generated');
const routes = declaredRoutes().toSorted((a, b) => (a.id < b.id ? -1 : 1));

const documents: Readonly<Record<string, string>> = {
  'routes.md': routesDocument(routes),
  'openapi.json': `${JSON.stringify(openApiDocument(routes), null, 1)}\n`,
  'channels.md': channelsDocument(),
  'audit-events.md': auditDocument(routes, readModules()),
  'tables.md': await tablesDocument(),
};

function differs(name: string, text: string): boolean {
  const file = join(folder, name);
  return !existsSync(file) || readFileSync(file, 'utf8') !== text;
}

const changed = Object.entries(documents).filter(([name, text]) => differs(name, text));
if (process.argv.includes('--check')) {
  for (const [name] of changed) console.error(`docs/generated/${name} is out of date: run npm run generate`);
  process.exitCode = changed.length === 0 ? 0 : 1;
} else {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of changed) writeFileSync(join(folder, name), text);
  console.log(`${routes.length} routes; ${changed.length} files changed`);
}
