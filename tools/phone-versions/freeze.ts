/**
 * Freezes what the phone of this checkout says and reads, under its version: `node tools/phone-versions/freeze.ts`. A version
 * that was released is never frozen again; raise `fieldVersion` instead.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { wireForm } from '@mingcha/core/inspections/visits/phone-wire.ts';

// Read and not imported: no application is run by a tool.
const page = join(import.meta.dirname, '../../apps/web/src/field/sync/device-name.ts');
const fieldVersion = /fieldVersion = '([^']+)'/.exec(readFileSync(page, 'utf8'))?.[1] ?? '';
const file = join(import.meta.dirname, 'frozen', `${fieldVersion}.json`);
writeFileSync(file, `${JSON.stringify(wireForm(), null, 1)}\n`);
console.log(`frozen: ${file}`);
