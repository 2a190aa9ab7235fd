/** The authority on who imports whom: the real house must be clean, and each rule must see a planted violation. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { codeViolations, sentenceViolations, usedCodes } from './catalogue-rules.ts';
import { sentencesOf } from './catalogues.ts';
import {
  databaseFreeViolations,
  entryViolations,
  importViolations,
  lengthViolations,
  stageViolations,
  type Violation,
  wordViolations,
} from './floor-plan.ts';
import { type Module, moduleOf, readModules } from './module-graph.ts';

const modules = readModules();
const imports = modules.reduce((sum, module) => sum + module.imports.length, 0);
console.log(`# floor plan: ${modules.length} modules, ${imports} imports seen`);

function clean(violations: readonly Violation[]): void {
  assert.deepEqual(violations.map((one) => `${one.rule}: ${one.where}: ${one.what}`).sort(), []);
}

/** One more module than the house has; each rule must then name it. */
function planted(path: string, text: string): readonly Module[] {
  return [...modules, moduleOf(path, text)];
}

function caught(violations: readonly Violation[], path: string): void {
  assert.ok(
    violations.some((one) => one.where.startsWith(path)),
    'the planted violation was not seen',
  );
}

test('every module of the house was read', () => {
  for (const folder of [
    'packages/draw/src/',
    'packages/core/src/',
    'apps/server/src/',
    'apps/web/src/',
    'tools/',
  ]) {
    const seen = modules.filter((module) => module.path.startsWith(folder)).length;
    assert.ok(seen >= 3, `${folder}: ${seen} modules`);
  }
  assert.ok(modules.length >= 150 && imports >= 500, `${modules.length} modules, ${imports} imports`);
});

describe('floors', () => {
  test('ground, first floor, server and web import only what the table allows', () =>
    clean(importViolations(modules)));
  for (const [path, text] of [
    ['packages/draw/src/planted.ts', "import { z } from 'zod';"],
    ['packages/draw/src/planted.ts', "import type { Role } from '@mingcha/core/common/roles.ts';"],
    ['packages/draw/src/planted.ts', "import { readFile } from 'node:fs';"],
    ['packages/core/src/common/planted.ts', "export { sql } from 'kysely';"],
    ['packages/core/src/common/planted.ts', "const fs = await import('node:fs');"],
    ['packages/core/src/common/planted.ts', "import { x } from '../../../draw/src/bytes.ts';"],
    ['apps/server/src/registers/planted.ts', "import { useState } from 'react';"],
    ['apps/server/src/registers/planted.ts', "import { x } from '../../../web/src/shared/api/call-api.ts';"],
    [
      'apps/web/src/office/planted.tsx',
      "import type { Database } from '../../../server/src/platform/db/database.ts';",
    ],
    ['apps/web/src/office/planted.tsx', "import pg from 'pg';"],
  ] as const) {
    test(`planted in ${path}: ${text}`, () => caught(importViolations(planted(path, text)), path));
  }
});

describe('stages', () => {
  test('no import runs against the procedure', () => clean(stageViolations(modules)));
  for (const [path, text] of [
    ['packages/core/src/registers/planted.ts', "import { x } from '../draws/draw-rules.ts';"],
    ['packages/core/src/common/planted.ts', "import { x } from '../registers/object-rules.ts';"],
    ['apps/server/src/registers/planted.ts', "import type { x } from '@mingcha/core/draws/draw-api.ts';"],
    ['apps/server/src/platform/planted.ts', "import { x } from '../registers/object.service.ts';"],
    ['apps/server/src/draws/planted.ts', "import { x } from '../app.ts';"],
    ['apps/web/src/office/registers/planted.tsx', "import { x } from '../draws/draw-page.tsx';"],
    ['apps/web/src/shared/planted.ts', "import { x } from '../office/registers/page.tsx';"],
  ] as const) {
    test(`planted in ${path}: ${text}`, () => caught(stageViolations(planted(path, text)), path));
  }
  test('a stage may import to its left and a comment is no import', () => {
    const path = 'packages/core/src/tasks/planted.ts';
    const text =
      "import { x } from '../draws/draw-api.ts';\n// import { y } from '../credit/credit.ts';\nconst z = \"from '../credit/a.ts'\";";
    assert.ok(!stageViolations(planted(path, text)).some((one) => one.where === path));
  });
});

describe('entries', () => {
  test('office, field and portal do not import each other', () => clean(entryViolations(modules)));
  test('planted: the portal imports a page of the office', () => {
    const path = 'apps/web/src/portal/planted.tsx';
    caught(entryViolations(planted(path, "import { x } from '../office/shell.tsx';")), path);
  });
});

describe('words with one home', () => {
  test('SQL, environment, clock and chance stand where they belong', () => clean(wordViolations(modules)));
  for (const [path, text] of [
    ['apps/server/src/registers/planted.service.ts', 'await sql<{ n: number }>`SELECT 1`.execute(tx);'],
    ['apps/server/src/registers/planted.service.ts', "tx.selectFrom('objects').selectAll();"],
    ['apps/server/src/registers/planted.service.ts', "const x = process.env['HOME'];"],
    ['apps/server/src/registers/planted.service.ts', 'const at = Date.now();'],
    ['packages/core/src/common/planted.ts', 'const at = new Date();'],
    ['packages/draw/src/planted.ts', 'const x = Math.random();'],
    ['apps/web/src/office/planted.tsx', 'const id = crypto.randomUUID();'],
  ] as const) {
    test(`planted in ${path}: ${text}`, () => caught(wordViolations(planted(path, text)), path));
  }
  test('words in comments, in quotes and in a template are not code', () => {
    const path = 'packages/core/src/common/planted.ts';
    const text =
      "/* Date.now() */ const a = 'Math.random'; const b = `new Date() ${a}`; const c = /Date.now/;";
    assert.ok(!wordViolations(planted(path, text)).some((one) => one.where.startsWith(path)));
  });
});

describe('the command line for citizens', () => {
  test('draw and verify load no database module', () => {
    assert.ok(
      modules.some((one) => one.path.startsWith('apps/server/src/cli/verify')),
      'the commands are there',
    );
    clean(databaseFreeViolations(modules));
  });
  test('planted: verify reaches the database through another module', () => {
    const way = [
      moduleOf('apps/server/src/cli/verify-planted.ts', "import { x } from './planted-helper.ts';"),
      moduleOf('apps/server/src/cli/planted-helper.ts', "import { y } from '../platform/db/database.ts';"),
    ];
    caught(databaseFreeViolations([...modules, ...way]), 'apps/server/src/cli/verify-planted.ts');
  });
});

describe('sizes', () => {
  test('no file is longer than 400 lines', () => clean(lengthViolations(modules)));
  test('planted: a file of 401 lines', () => {
    const path = 'tools/planted.ts';
    caught(lengthViolations(planted(path, '//\n'.repeat(401))), path);
  });
});

describe('sentences', async () => {
  const keys = await catalogueKeys();
  test('every catalogue has the same keys in zh and en, with words in each', () => {
    assert.ok(keys.size >= 100, `${keys.size} keys`);
  });
  test('every code of a refusal has its sentence', () => {
    const used = usedCodes(modules);
    assert.ok(used.length >= 50, `${used.length} codes seen`);
    clean(codeViolations(used, keys));
  });
  test('planted: a code without a sentence', () => {
    const path = 'apps/server/src/registers/planted.service.ts';
    caught(codeViolations(usedCodes(planted(path, "return fail('object.planted');")), keys), path);
  });
  test('Chinese stands in catalogues only', () => clean(sentenceViolations(modules)));
  test('planted: a sentence in a component', () => {
    const path = 'apps/web/src/office/planted.tsx';
    caught(sentenceViolations(planted(path, 'const x = <p>请稍候</p>;')), path);
    caught(sentenceViolations(planted(path, "const label = '保存';")), path);
  });
});

/** Keys of every catalogue; each must be whole in both languages. */
async function catalogueKeys(): Promise<ReadonlySet<string>> {
  const sentences = await sentencesOf(modules);
  for (const { where, zh, en } of sentences)
    assert.ok(zh.trim() !== '' && en.trim() !== '', `${where} is empty`);
  return new Set(sentences.map(({ key }) => key));
}
