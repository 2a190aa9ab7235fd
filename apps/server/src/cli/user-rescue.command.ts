/**
 * `mingcha user-rescue`: two people at the server's console give an administrator who cannot sign in a one-time password.
 * At a terminal it asks with passwords unseen; in a pipe each answer is one line. Exit code 0 done, 1 refused, 2 wrong use.
 */
import { parseArgs } from 'node:util';
import type { AppError, Result } from '@mingcha/core/common/result.ts';
import { line } from '@mingcha/core/common/schemas.ts';
import { signInText } from '@mingcha/core/common/sign-in-text.ts';
import { format } from '@mingcha/core/common/text.ts';
import type { Access } from '../platform/auth/sign-in.service.ts';
import { parseConfig } from '../platform/config.ts';
import { openDatabase } from '../platform/db/database.ts';
import { openInstallation } from '../platform/db/installation.ts';
import { openFileStore } from '../platform/files/file-store.ts';
import { defaultAccess } from '../platform/http/settings.ts';
import { silentLog } from '../platform/log.ts';
import * as rescue from '../platform/operations/rescue.service.ts';
import { openInstallationKeys, requireOwnKeys } from '../platform/secrets.ts';
import { systemClock, systemRandom, uuidSource } from '../platform/system.ts';
import { openAnswers } from './answers.ts';
import { type CommandOptions, type Say, sayIn } from './command.ts';
import { operationsText } from './operations-text.ts';

export async function userRescueCommand(options: CommandOptions): Promise<number> {
  const say = sayIn(options.locale);
  const { values } = parseArgs({
    args: [...options.args],
    options: { name: { type: 'string' }, 'by-hand': { type: 'boolean', default: false } },
  });
  if (values.name === undefined) {
    options.print(say('rescue.usage'));
    return 2;
  }
  const opened = await openAccess(options);
  try {
    const done = await converse(opened.access, { name: values.name, byHand: values['by-hand'], say });
    if (!done.ok) {
      options.print(sentenceOf(done.error, options));
      return 1;
    }
    if (done.value === null) {
      options.print(say('rescue.stopped'));
      return 1;
    }
    const { person, oneTimePassword, expiresAt, told } = done.value;
    options.print(say('rescue.done', { person, until: localTime(expiresAt, opened.access) }));
    options.print(`\n    ${oneTimePassword}\n`);
    options.print(say('rescue.told', { count: told }));
    return 0;
  } finally {
    await opened.close();
  }
}

async function openAccess(
  options: CommandOptions,
): Promise<{ readonly access: Access; close(): Promise<void> }> {
  const config = parseConfig(options.environment, [], options.root);
  requireOwnKeys(config);
  const installation = await openInstallation(config, silentLog, 'existing');
  const db = openDatabase({ url: installation.appUrl, poolSize: 2 });
  const clock = systemClock(config.zone);
  const keys = await openInstallationKeys(config.secretsFolder, config.crypto, clock.now());
  const files = await openFileStore(config.filesFolder);
  const platform = {
    db,
    clock,
    ids: uuidSource(clock, systemRandom),
    random: systemRandom,
    config,
    log: silentLog,
    files,
    ...keys,
  };
  return {
    access: { platform, settings: { ...defaultAccess, passwordProfile: config.passwordProfile } },
    close: async () => {
      await db.destroy();
      await installation.stop();
    },
  };
}

interface Asked {
  readonly name: string;
  readonly byHand: boolean;
  readonly say: Say;
}

type Ended = (rescue.Rescued & { readonly person: string }) | null;

/** Null when somebody thought better of it. */
async function converse(access: Access, { name, byHand, say }: Asked): Promise<Result<Ended>> {
  const answers = openAnswers();
  const found = await rescue.findPatient(access, name);
  if (!found.ok) return found;
  const patient = found.value;
  const reason = line(200).safeParse(await answers.ask(say('rescue.reason')));
  if (!reason.success || reason.data === '') return { ok: true, value: null };
  const witnesses = byHand
    ? await writtenNames(access, patient, { say, answers })
    : await provedPeople(access, patient, { say, answers });
  if (!witnesses.ok) return witnesses;
  const facts = { person: patient.personName, name: patient.signInName, roles: patient.roles.join(', ') };
  if ((await answers.ask(say('rescue.confirm', facts))).trim() !== say('rescue.yes'))
    return { ok: true, value: null };
  const done = await rescue.rescueAccount(access, patient, {
    reason: reason.data,
    witnesses: witnesses.value,
  });
  return done.ok ? { ok: true, value: { ...done.value, person: patient.personName } } : done;
}

interface Talk {
  readonly say: Say;
  readonly answers: ReturnType<typeof openAnswers>;
}
type Witnesses = Result<readonly [rescue.Witness, rescue.Witness]>;

async function provedPeople(
  access: Access,
  patient: rescue.Patient,
  { say, answers }: Talk,
): Promise<Witnesses> {
  const people: rescue.Witness[] = [];
  for (const question of ['rescue.first', 'rescue.second'] as const) {
    const signInName = (await answers.ask(say(question))).trim();
    const password = await answers.askHidden(say('rescue.password', { name: signInName }));
    const proved = await rescue.proveWitness(access, patient, { signInName, password });
    if (!proved.ok) return proved;
    people.push(proved.value);
  }
  return pairOf(people);
}

async function writtenNames(
  access: Access,
  patient: rescue.Patient,
  { say, answers }: Talk,
): Promise<Witnesses> {
  const may = await rescue.mayGoByHand(access, patient);
  if (!may.ok) return may;
  const people: rescue.Witness[] = [];
  for (const question of ['rescue.firstName', 'rescue.secondName'] as const) {
    const name = line(60).safeParse(await answers.ask(say(question)));
    if (!name.success || name.data.length < 4) return { ok: false, error: { code: 'rescue.short' } };
    people.push({ accountId: null, name: name.data });
  }
  return pairOf(people);
}

function pairOf([first, second]: readonly rescue.Witness[]): Witnesses {
  if (first === undefined || second === undefined) throw new Error('two people were asked');
  return { ok: true, value: [first, second] };
}

function sentenceOf(error: AppError, { locale }: CommandOptions): string {
  const all: Readonly<Record<string, string>> = { ...signInText[locale], ...operationsText[locale] };
  return format(all[error.code] ?? error.code, error.data);
}

/** An instant in the business zone, to the minute. */
function localTime(instant: string, { platform }: Access): string {
  const form = new Intl.DateTimeFormat('sv-SE', {
    timeZone: platform.config.zone,
    dateStyle: 'short',
    timeStyle: 'short',
  });
  return form.format(Date.parse(instant));
}
