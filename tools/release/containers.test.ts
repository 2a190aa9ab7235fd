/** The container files are checked by linters, since no engine is at hand here; and by what we promise of them. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { DCLinter } from 'dclint';
import { validate } from 'dockerfile-utils';
import { root } from '../module-graph.ts';

const folder = join(root, 'packaging');
const read = (file: string) => readFileSync(join(folder, file), 'utf8');
const composeFiles = ['compose.yaml', 'compose.database.yaml'];

/** All rules, as they come. */
const strict = { rules: {}, quiet: false, debug: false, exclude: [] };

test('the Dockerfile passes its linter, and the linter finds a planted fault', () => {
  const faults = (text: string) => validate(text).map((one) => one.message);
  assert.deepEqual(faults(read('Dockerfile')), []);
  assert.notDeepEqual(faults(`${read('Dockerfile')}HEALTHCHECK --interval=1x CMD ["true"]\n`), []);
});

interface LintedFile {
  readonly filePath: string;
  readonly messages: readonly { readonly message: string }[];
}

function composeFaults(files: readonly string[]): readonly string[] {
  const results: readonly LintedFile[] = new DCLinter(strict).lintFiles([...files], false);
  return results.flatMap((one) => one.messages.map(({ message }) => `${one.filePath}: ${message}`));
}

test('both compose files pass their linter without a warning, and the linter finds planted faults', () => {
  assert.deepEqual(composeFaults(composeFiles.map((file) => join(folder, file))), []);
  const scratch = mkdtempSync(join(tmpdir(), 'mingcha-compose-'));
  try {
    const altered = join(scratch, 'compose.yaml');
    writeFileSync(
      altered,
      read('compose.yaml')
        .replace('0.0.0.0:', '')
        .replace(/:\$\{MINGCHA_VERSION.*/, ''),
    );
    assert.equal(composeFaults([altered]).length, 2);
  } finally {
    rmSync(scratch, { recursive: true });
  }
});

test('O-02 the image runs as a user of its own without shell, with a health check, a volume and no demonstration', () => {
  const lines = read('Dockerfile').split('\n');
  const last = lines.slice(lines.findLastIndex((line) => line.startsWith('FROM')));
  const value = (word: string) =>
    last.filter((line) => line.startsWith(`${word} `)).map((line) => line.slice(word.length + 1));
  assert.deepEqual(value('USER'), ['10001:10001']);
  assert.deepEqual(value('VOLUME'), ['["/var/lib/mingcha"]']);
  assert.match(value('HEALTHCHECK').join(), /CMD \["mingcha", "status"\]$/);
  assert.match(last.join('\n'), /--shell \/usr\/sbin\/nologin/);
  assert.match(last.join('\n'), /MINGCHA_DEMO=no/);
  assert.doesNotMatch(lines.join('\n'), /curl|wget|apt-get|npm /, 'an image is built without the internet');
  assert.match(lines.join('\n'), /release verify/, 'an altered archive ends the build');
});

test('O-02 the composed server has no capabilities, no writable system and gains no rights', () => {
  const text = read('compose.yaml');
  for (const line of ['read_only: true', 'no-new-privileges:true', '- ALL', "user: '10001:10001'"])
    assert.ok(text.includes(line), line);
  assert.doesNotMatch(
    composeFiles.map(read).join('\n'),
    /^[^#\n]*PASSWORD=\S/m,
    'no password stands in a compose file',
  );
});
