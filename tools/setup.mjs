/**
 * Makes the checkout ready to run: installs the locked packages when the lock changed, then checks and mends what
 * npm is known to leave undone. Plain JavaScript for Node 18 and newer, no dependency, since it runs first.
 * `--build` also builds the web pages. The mark is written last, so a broken run is repeated whole.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { linkNode, linkPostgresLibraries, missingPackages, nodeVersionOf } from './setup-checks.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const modules = join(root, 'node_modules');
const mark = join(modules, '.mingcha-setup');
const ownNode = join(modules, `node-linux-${process.arch}`, 'bin', 'node');
const wantedMajor = 24;

/** Expected trouble: printed as it is, without a stack. */
class SetupFailure extends Error {}

function say(zh, en) {
  process.stderr.write(`${zh} ${en}\n`);
}

/** What an installation depends on: the lock, the settings of npm, and the machine. */
function wantedMark() {
  const hash = createHash('sha256');
  for (const file of ['package-lock.json', '.npmrc']) hash.update(readFileSync(join(root, file)));
  return `${hash.digest('hex')} ${process.platform} ${process.arch}\n`;
}

function isReady() {
  if (!existsSync(mark) || readFileSync(mark, 'utf8') !== wantedMark()) return false;
  return nodeVersionOf(join(modules, '.bin', 'node')).startsWith(`v${wantedMajor}.`);
}

/** The npm that runs us (10 or 11), else the one on the path. */
function npmCommand(node) {
  const running = process.env.npm_execpath;
  if (running?.endsWith('npm-cli.js')) return [node, running];
  return ['npm'];
}

/** A Node that `npm ci` does not remove while it runs: our own may be the one that runs this. */
function outsideNode() {
  if (!process.execPath.startsWith(modules + sep)) return process.execPath;
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => !folder.startsWith(modules));
  const found = folders.map((folder) => join(folder, 'node')).find((file) => existsSync(file));
  return found ?? copyOf(process.execPath);
}

function copyOf(node) {
  const folder = mkdtempSync(join(tmpdir(), 'mingcha-node-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  copyFileSync(node, join(folder, 'node'));
  return join(folder, 'node');
}

/** Runs `npm ci` and tells every ten seconds that it still runs. */
async function install(node) {
  const started = Date.now();
  const [command, ...first] = npmCommand(node);
  const args = [
    ...first,
    'ci',
    '--include=dev',
    '--include=optional',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ];
  const ticker = setInterval(() => {
    const seconds = Math.round((Date.now() - started) / 1000);
    say(`  已用 ${seconds} 秒`, `(${seconds} s)`);
  }, 10_000);
  const path = `${dirname(node)}${delimiter}${process.env.PATH ?? ''}`;
  const child = spawn(command, args, {
    cwd: root,
    env: { ...process.env, PATH: path },
    stdio: ['ignore', 2, 2],
  });
  const status = await new Promise((done) => {
    child.once('error', () => done(1));
    child.once('exit', (code) => done(code ?? 1));
  });
  clearInterval(ticker);
  if (status !== 0) {
    throw new SetupFailure(
      '安装依赖未成功，原因见上。 Installing the packages failed; the reason stands above.',
    );
  }
}

/** Installs, mends, and installs again under Node 24 when npm left out packages that the older Node may not run. */
async function setUp() {
  say('正在安装依赖…', 'Installing packages…');
  await install(outsideNode());
  let missing = missingPackages(root);
  if (missing.length > 0 && existsSync(ownNode)) {
    say(`补装 ${missing.length} 个包…`, `Installing again for ${missing.length} packages left out…`);
    await install(copyOf(ownNode));
    missing = missingPackages(root);
  }
  if (missing.length > 0) {
    throw new SetupFailure(`缺少依赖：${missing.join('、')}。 Packages are missing: ${missing.join(', ')}.`);
  }
}

function mend() {
  linkPostgresLibraries(modules);
  if (!existsSync(ownNode)) {
    const machine = `${process.platform} ${process.arch}`;
    throw new SetupFailure(
      `不支持本机 ${machine}：需要 Linux x64 或 arm64。 This machine (${machine}) is not supported: Linux on x64 or arm64 is needed.`,
    );
  }
  linkNode(modules, ownNode, wantedMajor);
}

function build() {
  const built = spawnSync(ownNode, [join(root, 'tools', 'build-web.ts')], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  });
  if (built.status !== 0) {
    throw new SetupFailure(
      '生成网页未成功，原因见上。 Building the web pages failed; the reason stands above.',
    );
  }
}

async function main(args) {
  if (!isReady()) {
    const started = Date.now();
    rmSync(mark, { force: true });
    await setUp();
    mend();
    writeFileSync(mark, wantedMark());
    const seconds = Math.round((Date.now() - started) / 1000);
    say(`依赖已就绪（${seconds} 秒）。`, `Packages are ready (${seconds} s).`);
  }
  if (args.includes('--build')) build();
  if (process.env.npm_lifecycle_event === 'setup')
    say(
      '已完成。下一步：npm start 启动，或用 npx mingcha restore 从备份恢复。',
      'Done. Next: npm start, or npx mingcha restore with a backup.',
    );
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  main(process.argv.slice(2)).catch((error) => {
    process.stderr.write(`${error instanceof SetupFailure ? error.message : error.stack}\n`);
    process.exitCode = 1;
  });
}
