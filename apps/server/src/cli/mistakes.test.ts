/** What a newcomer mistypes or forgets: one sentence, no stack, nothing left behind. */
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';

const main = join(import.meta.dirname, 'main.ts');
const folder = mkdtempSync(join(tmpdir(), 'mingcha-mistakes-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const data = join(folder, 'data');
const { DATABASE_URL: _, ...environment } = process.env;

function run(...words: string[]) {
  const done = spawnSync(process.execPath, ['--no-warnings', main, '--lang', 'zh', ...words], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...environment, MINGCHA_DATA: data },
  });
  const said = done.stdout + done.stderr;
  assert.doesNotMatch(said, /\n {4}at /, `${words.join(' ')} shows no stack`);
  return { code: done.status, said };
}

test('where no system was set up, commands that need one say so and make nothing', () => {
  const commands = [
    ['backup'],
    ['backup', 'key', '--out', join(folder, 'keeper.pem')],
    ['drill', folder],
    ['ledger', 'verify'],
    ['restore', '--confirm', '--reason', '服务器硬盘损坏'],
    ['keys', 'status'],
    ['user-rescue', '--name', 'somebody'],
  ];
  for (const words of commands) {
    const { code, said } = run(...words);
    assert.equal(code, 1, words.join(' '));
    assert.match(said, /数据文件夹 .*data 里没有系统/);
    assert.equal(existsSync(data), false, words.join(' '));
    assert.equal(existsSync(join(folder, 'keeper.pem')), false);
  }
  mkdirSync(data);
  assert.equal(run('ledger', 'verify').code, 1);
  assert.deepEqual(readdirSync(data), []);
});

test('a mistyped option is said in the language of the command, with the usage of that command alone', () => {
  for (const [words, sentence, usage] of [
    [['restore', 'x', '--kee', 'y'], /^没有 --kee 这个选项或参数。\n/, /mingcha restore 文件夹/],
    [['restore', 'x', '--key'], /^选项 --key 后面要有值。\n/, /mingcha restore 文件夹/],
    [['status', '--jsn'], /^没有 --jsn 这个选项或参数。\n/, /mingcha status/],
    [['ledger', 'verify', '--publised', 'x'], /^没有 --publised /, /mingcha ledger verify/],
    [['user-rescue', '--nam', 'x'], /^没有 --nam /, /mingcha user-rescue/],
    [['verify'], /^缺少 bundle\.json/, /mingcha verify 证据包/],
  ] as const) {
    const { code, said } = run(...words);
    assert.equal(code, 2, words.join(' '));
    assert.match(said, sentence);
    assert.match(said, usage);
    assert.doesNotMatch(said, /scale-out|backup check/, 'of no other command');
  }
});

test('--help after a command prints how that command is used', () => {
  assert.match(run('user-rescue', '--help').said, /^用法：npx mingcha user-rescue/);
  assert.match(run('drill', '--help').said, /^用法：\n {2}mingcha drill/);
  assert.match(run('--help').said, /scale-out/);
});

test('whoever reads only the first lines ends the output quietly', async () => {
  const child = spawn(process.execPath, ['--no-warnings', main, '--help'], { cwd: folder });
  child.stdout.destroy();
  let said = '';
  child.stderr.on('data', (bytes: Buffer) => (said += bytes.toString()));
  const code = await new Promise((resolve) => child.once('close', resolve));
  assert.deepEqual([code, said], [0, '']);
});
