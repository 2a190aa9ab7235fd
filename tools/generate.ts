/**
 * Writes docs/generated from the declarations (routes, OpenAPI, audit events, tables) and docs/evidence.md from the kept
 * records. `--check` writes nothing and fails when a file differs, so that what is printed there is always what runs.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { declaredRoutes } from '../apps/server/src/app.ts';
import { openApiDocument } from '../apps/server/src/platform/http/openapi.ts';
import { evidencePage } from './evidence/page.ts';
import { keptEvidence } from './evidence/record.ts';
import { auditDocument } from './generate-audit.ts';
import { channelsDocument } from './generate-channels.ts';
import { routesDocument } from './generate-routes.ts';
import { tablesDocument } from './generate-tables.ts';
import { readModules, root } from './module-graph.ts';

const folder = join(root, 'docs');
const routes = declaredRoutes().toSorted((a, b) => (a.id < b.id ? -1 : 1));

const documents: Readonly<Record<string, string>> = {
  'generated/routes.md': routesDocument(routes),
  'generated/openapi.json': `${JSON.stringify(openApiDocument(routes), null, 1)}\n`,
  'generated/channels.md': channelsDocument(),
  'generated/audit-events.md': auditDocument(routes, readModules()),
  'generated/tables.md': await tablesDocument(),
  'evidence.md': evidencePage(keptEvidence()),
};

function differs(name: string, text: string): boolean {
  const file = join(folder, name);
  return !existsSync(file) || readFileSync(file, 'utf8') !== text;
}

const changed = Object.entries(documents).filter(([name, text]) => differs(name, text));
if (process.argv.includes('--check')) {
  for (const [name] of changed) console.error(`docs/${name} is out of date: run npm run generate`);
  process.exitCode = changed.length === 0 ? 0 : 1;
} else {
  mkdirSync(join(folder, 'generated'), { recursive: true });
  for (const [name, text] of changed) writeFileSync(join(folder, name), text);
  console.log(`${routes.length} routes; ${changed.length} files changed`);
}
