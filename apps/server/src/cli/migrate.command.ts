/**
 * `mingcha migrate`: what an upgrade asks the new program to do with the database it is to take over, while nobody works:
 * bring the schema up to date, then test: ledgers, readiness, answers, the doctor. `--check` only says what is pending.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ledgerText } from '@mingcha/core/common/ledger-text.ts';
import { spokenFinding } from '@mingcha/core/common/operations/doctor-words-text.ts';
import { eventTypes } from '@mingcha/core/event-texts.ts';
import { buildApp } from '../app.ts';
import { trustedSealKeys } from '../platform/crypto/seal-keys.ts';
import { examine } from '../platform/operations/doctor/doctor.ts';
import type { Platform } from '../platform/platform.ts';
import { systemClock } from '../platform/system.ts';
import { lookAtSchema, migrateInstallation, type Problem } from '../platform/upgrade/migrate-installation.ts';
import { portalStage } from '../publications/packages/portal.stage.ts';
import type { CommandOptions } from './command.ts';
import { verifyAll } from './ledger-verify.ts';
import { configOf } from './one-sentence.ts';
import { exitCodes } from './terminal.ts';
import { inUpgradeWords, wordsOfUpgrade } from './upgrade-words.ts';

const options = {
  check: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  from: { type: 'string', default: '' },
  known: { type: 'string', default: '' },
} as const;

export async function migrateCommand(command: CommandOptions): Promise<number> {
  return inUpgradeWords(command, async () => {
    const { values } = parseArgs({ args: [...command.args], options });
    const say = wordsOfUpgrade(command.locale);
    const config = configOf(command);
    const known = values.known.split(',').filter((one) => one !== '');
    const found = values.check
      ? await lookAtSchema(config)
      : await migrateInstallation(config, values.from, async (platform) => [
          ...(await ledgerProblems(platform, command)),
          ...(await answerProblems(platform, command)),
          ...(await doctorProblems(command, known)),
        ]);
    const problems = found.problems.map((one) => say(one.code, one.data));
    const events = values.check ? eventTypes() : [];
    const count = found.migrations.length;
    if (values.json) command.print(JSON.stringify({ ...found, problems, events }));
    else if (problems.length > 0) command.print(say('migrate.failed', { problems: problems.join('; ') }));
    else command.print(say(values.check ? 'migrate.pending' : 'migrate.done', { count }));
    return problems.length === 0 ? exitCodes.done : exitCodes.refused;
  });
}

/** Every ledger from its first entry on. */
async function ledgerProblems(platform: Platform, { locale }: CommandOptions): Promise<readonly Problem[]> {
  const { db, signer, config } = platform;
  const sealKeys = trustedSealKeys(config.secretsFolder);
  const reports = await verifyAll(db, { signer, published: [], sealKeys });
  return reports.flatMap(({ fault, name }) =>
    fault === null
      ? []
      : [
          {
            code: 'problem.ledger',
            data: { name: `${name}: ${ledgerText[locale][fault.code]}`, seq: fault.seq },
          } as const,
        ],
  );
}

/** The whole application is put together and asked, without listening to anybody. */
async function answerProblems(platform: Platform, { root }: CommandOptions): Promise<readonly Problem[]> {
  const webRoot = join(root, 'apps', 'web', 'dist');
  const hasPages = existsSync(webRoot);
  const isPortal = platform.config.exchange.role === 'portal';
  const app = await buildApp({
    platform,
    ...(isPortal ? { stages: [portalStage], pages: 'portal' } : {}),
    ...(hasPages ? { webRoot } : {}),
  });
  try {
    const problems: Problem[] = [];
    for (const path of ['/healthz', '/readyz', ...(hasPages ? ['/'] : [])]) {
      const { statusCode } = await app.inject({ method: 'GET', url: path });
      if (statusCode >= 400) problems.push({ code: 'problem.answer', data: { path, status: statusCode } });
    }
    return problems;
  } finally {
    await app.close();
  }
}

/** What is red now and was not before. */
async function doctorProblems(
  command: CommandOptions,
  known: readonly string[],
): Promise<readonly Problem[]> {
  const clock = systemClock('UTC');
  const report = await examine(
    {
      environment: command.environment,
      root: command.root,
      runtime: process.execPath,
      now: () => clock.now(),
      full: false,
      areas: ['settings', 'database', 'records', 'work'],
    },
    command.locale,
  );
  return report.findings
    .filter((one) => one.light === 'red' && !known.includes(one.check))
    .map((one) => ({ code: 'problem.doctor', data: { text: spokenFinding(one, command.locale).text } }));
}
