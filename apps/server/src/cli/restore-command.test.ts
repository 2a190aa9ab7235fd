/** `mingcha restore` refuses what is damaged before anything is made. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { checkpointExtensions } from '../app.ts';
import { makeBackup } from '../platform/backup/make-backup.ts';
import { checkpointNow } from '../platform/ledger/checkpoint.service.ts';
import { type TestApp, withTestApp } from '../platform/testing-app.ts';
import { restoreCommand } from './restore.command.ts';

const passphrase = 'tea in the morning';

/** A backup closed with a passphrase, and the checkpoint that was published after it. */
async function plant({ platform, cast, anonymous }: TestApp) {
  const { dataFolder, secretsFolder } = platform.config;
  const { jurisdictionId } = cast.anLan;
  await mkdir(secretsFolder, { recursive: true });
  await writeFile(join(secretsFolder, 'ledger.key'), `${'09'.repeat(32)}\n`);
  const target = join(dataFolder, 'target');
  const lock = { how: 'passphrase', passphrase } as const;
  const { found } = await makeBackup(platform, { cause: 'command', target, second: null, lock });
  await checkpointNow(platform, jurisdictionId, checkpointExtensions);
  const published = await anonymous.get(`/api/public/ledger/${jurisdictionId}/checkpoint`);
  const opener = join(dataFolder, 'passphrase');
  await writeFile(opener, `${passphrase}\n`);
  const note = join(dataFolder, 'checkpoint.txt');
  await writeFile(note, published.body.note);
  return { folder: found.folder, opener, note, text: String(published.body.note) };
}

test('restore names a damaged checkpoint file and a part that was cut off, and makes nothing', () =>
  withTestApp(async (app) => {
    const { folder, opener, note, text } = await plant(app);
    const { dataFolder } = app.platform.config;
    const fresh = join(dataFolder, 'fresh');
    const restore = async () => {
      const lines: string[] = [];
      const code = await restoreCommand(
        {
          args: [folder, '--passphrase-file', opener, '--checkpoint', note, '--yes'],
          environment: { MINGCHA_DATA: fresh },
          root: dataFolder,
          locale: 'zh',
          print: (line) => lines.push(line),
        },
        { isTerminal: false, ask: async () => '', askHidden: async () => '' },
      );
      return { code, said: lines.join('\n') };
    };

    const signature = text.trimEnd().lastIndexOf(' ') + 20;
    const other = text[signature] === 'A' ? 'B' : 'A';
    await writeFile(note, `${text.slice(0, signature)}${other}${text.slice(signature + 1)}`);
    const damaged = await restore();
    assert.equal(damaged.code, 1);
    assert.match(damaged.said, /checkpoint\.txt/);
    assert.equal(existsSync(fresh), false);

    await writeFile(note, text);
    await truncate(join(folder, 'database', 'accounts.csv.gz'), 40);
    const cut = await restore();
    assert.equal(cut.code, 1);
    assert.match(cut.said, /accounts\.csv\.gz/);
    assert.doesNotMatch(cut.said, /恢复没有完成/, 'nothing to begin anew');
    assert.equal(existsSync(fresh), false);
  }));
