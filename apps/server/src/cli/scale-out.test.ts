/** `mingcha scale-out` as an operator sees it; what the statements do is tested beside the plan. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTestDatabase } from '../platform/testing.ts';
import { scaleOutCommand } from './scale-out.command.ts';

test('scale-out prints every statement for psql, needs a cluster to run them, and says what its options are', async () => {
  const database = await createTestDatabase();
  try {
    const call = async (args: readonly string[]) => {
      const lines: string[] = [];
      const environment = { DATABASE_URL: database.ownerUrl, MINGCHA_APP_DATABASE_URL: database.appUrl };
      const code = await scaleOutCommand({
        args,
        environment,
        root: '/nowhere',
        locale: 'zh',
        print: (line) => lines.push(line),
      });
      return { code, lines };
    };
    const printed = await call(['--shards', '8']);
    assert.equal(printed.code, 0);
    const statements = printed.lines.filter((line) => line !== '' && !line.startsWith('--'));
    assert.ok(statements.every((line) => line.endsWith(';')));
    const leads = `SELECT create_distributed_table('public.accounts', 'jurisdiction_id', colocate_with => 'none', shard_count => 8);`;
    assert.ok(statements.includes(leads));
    assert.equal(statements.filter((line) => line.includes('create_reference_table')).length, 3);
    assert.ok(statements.includes('GRANT SELECT, INSERT ON public.ledger_events TO mingcha_app;'));
    assert.equal(
      statements.filter((line) => line.includes('DROP CONSTRAINT')).length,
      statements.filter((line) => line.includes('ADD CONSTRAINT')).length +
        statements.filter((line) => line.includes(', false)')).length,
    );
    const refused = await call(['--run']);
    assert.equal(refused.code, 1);
    assert.match(refused.lines.join(''), /没有 citus 扩展/);
    assert.deepEqual(await call(['--check']), { code: 0, lines: ['没有放下的外键：这个数据库没有分布。'] });
    assert.equal((await call(['--shards', '0'])).code, 2);
    assert.equal((await call(['--all'])).code, 2);
  } finally {
    await database.drop();
  }
});
