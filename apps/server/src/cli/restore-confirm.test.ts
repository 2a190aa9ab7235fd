/** `mingcha restore --confirm` where nobody can be asked, and where nothing is left to confirm. */
import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { confirmRestoration, insertRestoration } from '../platform/backup/backup.queries.ts';
import { inTransaction } from '../platform/db/transaction.ts';
import { withTestApp } from '../platform/testing-app.ts';
import { restoreCommand } from './restore.command.ts';

test('a confirmation says that nobody can be asked here, and of one already given when and by whom', () =>
  withTestApp(async ({ platform, database, cast }) => {
    const { secretsFolder, dataFolder } = platform.config;
    await mkdir(secretsFolder, { recursive: true });
    await writeFile(join(secretsFolder, 'ledger.key'), `${'09'.repeat(32)}\n`);
    let asked = 0;
    const confirm = async () => {
      const lines: string[] = [];
      const answer = async () => {
        asked += 1;
        return '';
      };
      const code = await restoreCommand(
        {
          args: ['--confirm', '--reason', '服务器硬盘损坏'],
          environment: {
            DATABASE_URL: database.ownerUrl,
            MINGCHA_APP_DATABASE_URL: database.appUrl,
            MINGCHA_DATA: dataFolder,
          },
          root: dataFolder,
          locale: 'zh',
          print: (line) => lines.push(line),
        },
        { isTerminal: false, ask: answer, askHidden: answer },
      );
      return [code, lines.join('\n')];
    };
    assert.deepEqual(await confirm(), [1, '没有等待确认的恢复。']);
    assert.equal(asked, 0, 'before any password');
    const id = platform.ids.next();
    const at = platform.clock.now();
    await inTransaction(platform.db, (tx) =>
      insertRestoration(tx, { id, backup_name: 'b', taken_at: at, restored_at: at, ledgers: '[]' }),
    );
    const [code, said] = await confirm();
    assert.equal(code, 1);
    assert.match(String(said), /^这里不能回答问题。/);
    await inTransaction(platform.db, (tx) =>
      confirmRestoration(tx, id, {
        reason: '服务器硬盘损坏',
        first_by: cast.anLan.accountId,
        first_name: '甲',
        second_by: cast.boWen.accountId,
        second_name: '乙',
        confirmed_at: at,
      }),
    );
    assert.deepEqual(await confirm(), [1, `恢复已经确认过：${at}，由 甲 和 乙 确认。不用再确认。`]);
    assert.equal(asked, 1);
  }));
