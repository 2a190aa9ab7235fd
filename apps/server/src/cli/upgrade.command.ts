/**
 * `mingcha upgrade` and `mingcha rollback`: say what was found, what will happen and for how long the service stops, ask once,
 * and tell how it goes. What is done stands in `platform/upgrade`.
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { eventWords } from '@mingcha/core/event-texts.ts';
import { configPath, type Environment } from '../platform/config.ts';
import { lockFolder } from '../platform/db/folder-lock.ts';
import { examine } from '../platform/operations/doctor/doctor.ts';
import { installedRelease } from '../platform/release/installed-release.ts';
import { releaseKey } from '../platform/release/release-sums.ts';
import { SetupError } from '../platform/setup-error.ts';
import { systemClock } from '../platform/system.ts';
import { databasePlaces } from '../platform/upgrade/database-folders.ts';
import { folderBytes, type Preflight, preflight, sizeText } from '../platform/upgrade/preflight.ts';
import { ownerOfData, runMigrate, runningRelease } from '../platform/upgrade/release-program.ts';
import { planRollback, type RollbackPlan, runRollback } from '../platform/upgrade/rollback.ts';
import { runUpgrade, type UpgradeOrder, type UpgradeResult } from '../platform/upgrade/run-upgrade.ts';
import { openService } from '../platform/upgrade/service.ts';
import { settle } from '../platform/upgrade/settle-upgrade.ts';
import {
  dropTarget,
  openTarget,
  releaseInfoOf,
  type TargetRelease,
} from '../platform/upgrade/target-release.ts';
import { UpgradeError } from '../platform/upgrade/upgrade-error.ts';
import { makeUpgradeFolder, readState, upgradeFolder } from '../platform/upgrade/upgrade-state.ts';
import { openAnswers } from './answers.ts';
import type { CommandOptions } from './command.ts';
import { configOf } from './one-sentence.ts';
import { exitCodes } from './terminal.ts';
import { inUpgradeWords, reasonInWords, wordsOfUpgrade } from './upgrade-words.ts';

const options = {
  check: { type: 'boolean', default: false },
  yes: { type: 'boolean', default: false },
  resume: { type: 'boolean', default: false },
  unsigned: { type: 'boolean', default: false },
  'restore-backup': { type: 'boolean', default: false },
  key: { type: 'string' },
  current: { type: 'string', default: '/opt/mingcha/current' },
  service: { type: 'string', default: 'mingcha' },
  'stop-command': { type: 'string' },
  'start-command': { type: 'string' },
  'ready-seconds': { type: 'string', default: '120' },
} as const;

type Given = ReturnType<typeof given>['values'];

function given(command: CommandOptions) {
  return parseArgs({ args: [...command.args], allowPositionals: true, options });
}

type Common = Omit<UpgradeOrder, 'from' | 'to' | 'knownRed'>;

export async function upgradeCommand(command: CommandOptions): Promise<number> {
  return inUpgradeWords(command, async () => {
    const { values, positionals } = given(command);
    const [archive, ...more] = positionals;
    if ((archive === undefined) !== values.resume || more.length > 0) return usage(command);
    return underLock(command, values, async (common) => {
      const wasLeft = await settleLeft(command, common);
      if (archive === undefined) {
        if (wasLeft) await common.service.start();
        return exitCodes.done;
      }
      return upgradeTo(command, { values, common, archive: resolve(archive) });
    });
  });
}

function usage(command: CommandOptions): number {
  command.print(wordsOfUpgrade(command.locale)('usage'));
  return exitCodes.usage;
}

/** One upgrade at a time; the server does not start beside it. */
async function underLock(
  command: CommandOptions,
  values: Given,
  work: (common: Common) => Promise<number>,
): Promise<number> {
  const say = wordsOfUpgrade(command.locale);
  const config = configOf(command);
  const { dataFolder } = config;
  await makeUpgradeFolder(dataFolder);
  const lock = await lockFolder(upgradeFolder(dataFolder)).catch((error: unknown) => {
    if (!(error instanceof SetupError) || error.code !== 'data.locked') throw error;
    throw new UpgradeError('upgrade.busy', { pid: error.data['pid'] ?? 0 }, error);
  });
  try {
    return await work({
      config,
      environment: inLanguage(command),
      current: resolve(values.current),
      service: openService({
        name: values.service,
        stopCommand: values['stop-command'] ?? null,
        startCommand: values['start-command'] ?? null,
        config,
      }),
      clock: systemClock(config.zone),
      runAs: ownerOfData(dataFolder),
      tell: (key, data) => command.print(say(key, data)),
      reasonOf: (error) => reasonInWords(error, command.locale),
      readyWithinMs: Number(values['ready-seconds']) * 1000,
    });
  } finally {
    await lock.release();
  }
}

/** Programs that are called speak the language of this command. */
function inLanguage({ environment, locale }: CommandOptions): Environment {
  return { ...environment, LC_ALL: locale === 'en' ? 'en_US.UTF-8' : 'zh_CN.UTF-8' };
}

/** What broke off before is brought to its end first. */
async function settleLeft(command: CommandOptions, { config, tell }: Common): Promise<boolean> {
  const state = readState(config.dataFolder);
  if (state === null) return false;
  const data = { from: state.from.version, to: state.to.version };
  tell('step.resume', { ...data, step: state.step });
  const ended = await settle(config);
  const say = wordsOfUpgrade(command.locale);
  const outcome = say(ended?.outcome === 'done' ? 'outcome.done' : 'outcome.returned', data);
  tell('done.resumed', { outcome });
  return true;
}

interface Wanted {
  readonly values: Given;
  readonly common: Common;
  readonly archive: string;
}

async function upgradeTo(command: CommandOptions, wanted: Wanted): Promise<number> {
  const { common, values } = wanted;
  const running = runningRelease(common.current);
  const from = releaseInfoOf(running.folder);
  const target = await openTarget({
    path: wanted.archive,
    releases: running.releases,
    trust: trusted(values.key ?? null, command.root),
    unsigned: values.unsigned,
  });
  let isUsed = false;
  try {
    const found = await look(command, { common, target, from: { ...from, folder: running.folder } });
    const say = wordsOfUpgrade(command.locale);
    if (found.looks.some((one) => one.light === 'red')) throw new UpgradeError('upgrade.refused');
    if (values.check) {
      command.print(say('check.done'));
      return exitCodes.done;
    }
    for (const line of planOf(command, common, found)) command.print(line);
    if (!values.yes && !(await isWanted(command, 'ask', say('yes')))) return exitCodes.refused;
    isUsed = true;
    const result = await runUpgrade({
      ...common,
      from: { version: from.version, folder: running.folder },
      to: { version: target.info.version, folder: target.folder },
      knownRed: await redNow(command),
    });
    isUsed = result.failure === null;
    return await report(command, common, result);
  } finally {
    if (!isUsed) await dropTarget(target);
  }
}

/** Of the key that is named, or of the one that signed what runs. */
function trusted(keyFile: string | null, root: string) {
  if (keyFile === null) {
    const installed = installedRelease(root);
    return installed === null ? [] : [installed.key];
  }
  const key = releaseKey(readFileSync(keyFile, 'utf8'));
  if (key === null) throw new SetupError('release.key_wrong', { path: keyFile });
  return [key];
}

interface Looking {
  readonly common: Common;
  readonly target: TargetRelease;
  readonly from: { readonly version: string; readonly folder: string; readonly postgresql: string };
}

async function look(command: CommandOptions, { common, target, from }: Looking): Promise<Preflight> {
  const { config, environment, runAs } = common;
  const say = wordsOfUpgrade(command.locale);
  const found = await preflight({
    config,
    configFile: configPath(environment, command.root),
    from,
    target,
    ask: () =>
      runMigrate(target.folder, { check: true, environment, runAs, args: [] }).catch((error: unknown) =>
        reasonInWords(error, command.locale),
      ),
  });
  command.print(say('look.title', { from: from.version, to: target.info.version }));
  for (const one of found.looks)
    command.print(`  ${marks[one.light]} ${say(`look.light.${one.light}`)}  ${say(one.code, one.data)}`);
  return found;
}

const marks = { green: '✓', amber: '!', red: '✗' } as const;

function planOf(
  { locale }: CommandOptions,
  { config }: Common,
  { databaseBytes, downtimeMinutes }: Preflight,
): readonly string[] {
  const say = wordsOfUpgrade(locale);
  return [
    say('plan.title'),
    say(config.databaseUrl === null ? 'plan.embedded' : 'plan.given', { database: sizeText(databaseBytes) }),
    say('plan.downtime', { minutes: downtimeMinutes }),
  ];
}

async function isWanted(command: CommandOptions, question: 'ask' | 'back.ask', yes: string) {
  const say = wordsOfUpgrade(command.locale);
  const answers = openAnswers();
  if (!answers.isTerminal) {
    command.print(say('no.terminal'));
    return false;
  }
  const answer = (await answers.ask(say(question))).trim().toLowerCase();
  if (answer === yes || answer === 'yes') return true;
  command.print(say('no.stopped'));
  return false;
}

/** Checks that are red already: the new version is not to blame for them. */
async function redNow(command: CommandOptions): Promise<readonly string[]> {
  const clock = systemClock('UTC');
  const { environment, root } = command;
  const course = { environment, root, runtime: process.execPath, now: () => clock.now(), full: false };
  const { findings } = await examine({ ...course, areas: ['settings', 'database', 'records', 'work'] }, 'en');
  return [...new Set(findings.filter((one) => one.light === 'red').map((one) => one.check))];
}

async function report(
  command: CommandOptions,
  { config }: Common,
  { ended, failure, downtimeMs, isStarted }: UpgradeResult,
): Promise<number> {
  const say = wordsOfUpgrade(command.locale);
  const seconds = Math.ceil(downtimeMs / 1000);
  if (failure !== null) {
    command.print(say('done.returned', { version: ended.from.version, seconds }));
    if (!isStarted) command.print(say('done.start_yourself'));
    return exitCodes.refused;
  }
  const { from, to, applied, entries } = ended;
  const data = { from: from.version, to: to.version, count: applied.length, entries: entries ?? 0, seconds };
  command.print(say('done.upgraded', data));
  if (!isStarted) command.print(say('done.start_yourself'));
  if (ended.database === 'embedded') {
    const { before } = databasePlaces(config.dataFolder);
    command.print(say('done.kept', { path: before, size: sizeText(await folderBytes(before)) }));
  }
  return exitCodes.done;
}

export async function rollbackCommand(command: CommandOptions): Promise<number> {
  return inUpgradeWords(command, async () => {
    const { values, positionals } = given(command);
    if (positionals.length > 0) return usage(command);
    return underLock(command, values, async (common) => {
      await settleLeft(command, common);
      const plan = await planRollback(common, values['restore-backup']);
      const say = wordsOfUpgrade(command.locale);
      for (const line of backLines(command, common, plan)) command.print(line);
      if (!values.yes && !(await isWanted(command, 'back.ask', say('back.yes')))) return exitCodes.refused;
      const downtimeMs = await runRollback(common, plan);
      command.print(
        say('back.done', { from: plan.last.from.version, seconds: Math.ceil(downtimeMs / 1000) }),
      );
      return exitCodes.done;
    });
  });
}

function backLines(
  { locale }: CommandOptions,
  { config }: Common,
  { how, last, loss }: RollbackPlan,
): readonly string[] {
  const say = wordsOfUpgrade(locale);
  const title = say('back.title', { from: last.from.version, to: last.to.version, at: last.endedAt });
  if (how === 'program') return [title, say('back.no_schema')];
  if (how === 'database') return [title, say('back.nothing_new')];
  const words = eventWords(locale);
  const instants = loss.types.flatMap((one) => [one.first, one.last]).toSorted();
  const data = { entries: loss.entries, first: instants[0] ?? '', last: instants.at(-1) ?? '' };
  return [
    title,
    say('back.lost', data),
    ...loss.types.map(({ type, count }) => say('back.lost_type', { type: words[type] ?? type, count })),
    ...(last.database === 'embedded'
      ? [say('back.kept', { path: databasePlaces(config.dataFolder).given })]
      : []),
    say('back.confirm_after'),
  ];
}
