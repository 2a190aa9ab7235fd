/**
 * From nothing to an installation that three administrators can work with. It is open while no jurisdiction exists, to
 * whoever holds the code printed at the server's start, and closes for ever with its success. All in one transaction; the
 * same request again gives the first outcome.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import { publishedYears } from '@mingcha/core/registers/rules/holidays-form.ts';
import { presetRules } from '@mingcha/core/registers/rules/presets-form.ts';
import { type MadeAccount, type SetupInput, setupRoles } from '@mingcha/core/setup/setup-api.ts';
import { makeOneTime, newOneTimePassword } from '../platform/auth/account.service.ts';
import * as organisation from '../platform/auth/organisation.queries.ts';
import type { Access } from '../platform/auth/sign-in.service.ts';
import type { Tx } from '../platform/db/database.ts';
import { isEmptyInstallation } from '../platform/db/installation.queries.ts';
import { inTransaction } from '../platform/db/transaction.ts';
import { record } from '../platform/ledger/ledger.ts';
import type { Platform } from '../platform/platform.ts';
import { currentRequest } from '../platform/request-context.ts';
import { insertRuleBook } from '../registers/rules/rule-book.queries.ts';
import { closeSetup, lockSetup, saveCode } from './setup.queries.ts';

interface Outcome {
  readonly agencyName: string;
  readonly accounts: MadeAccount[];
}

/** Signs only: hyphens are for the eye. */
function hashOf(code: string): Buffer {
  return createHash('sha256').update(code.replaceAll('-', '')).digest();
}

/** A new code for an empty installation, to be printed once; null when there is nothing to set up. */
export async function openSetup(platform: Platform): Promise<string | null> {
  return inTransaction(platform.db, async (tx) => {
    if (!(await isEmptyInstallation(tx))) return null;
    const code = newOneTimePassword((length) => platform.random.bytes(length)).toLowerCase();
    await saveCode(tx, { hash: hashOf(code), at: platform.clock.now() });
    return code;
  });
}

/** Errors: `setup.closed.forbidden`, `setup.code.forbidden`. */
async function admitted(tx: Tx, code: string): Promise<Result<null>> {
  const row = await lockSetup(tx);
  if (row === undefined || row.closed_at !== null || !(await isEmptyInstallation(tx)))
    return fail('setup.closed.forbidden');
  return timingSafeEqual(hashOf(code), row.code_hash)
    ? ok(null)
    : fail('setup.code.forbidden', undefined, 'code');
}

/** Errors: as `setUp`. */
export async function checkCode(
  platform: Platform,
  code: string,
): Promise<Result<{ calendarYears: number[]; year: number }>> {
  return inTransaction(platform.db, async (tx) => {
    const admission = await admitted(tx, code);
    if (!admission.ok) return admission;
    const year = Number(platform.clock.today().slice(0, 4));
    return ok({ calendarYears: publishedYears.map((one) => one.year).toSorted((a, b) => a - b), year });
  });
}

/**
 * Errors: `setup.closed.forbidden`, `setup.code.forbidden`, `setup.same_person`, `setup.level_code_invalid`.
 */
export async function setUp(access: Access, input: SetupInput): Promise<Result<Outcome>> {
  const { platform } = access;
  const fault = faultOf(input);
  if (fault !== null) return fault;
  const secrets = await Promise.all(
    setupRoles.map(async (role) => ({ role, ...(await makeOneTime(access)) })),
  );
  return inTransaction(platform.db, async (tx): Promise<Result<Outcome>> => {
    const before = await lockSetup(tx);
    if (before?.action_id === input.actionId && before.outcome !== null) {
      const context = currentRequest();
      if (context !== undefined) context.replayed = true;
      const text = new TextDecoder().decode(platform.secrets.open(before.outcome));
      return ok(JSON.parse(text) as Outcome);
    }
    const admission = await admitted(tx, input.code);
    if (!admission.ok) return admission;
    const place = await insertPlace(tx, platform, input);
    const accounts: MadeAccount[] = [];
    for (const secret of secrets) {
      const who = input.administrators[secret.role];
      await insertAdministrator(tx, platform, { ...place, ...who, role: secret.role, stored: secret.stored });
      const { password: oneTimePassword, stored } = secret;
      accounts.push({ role: secret.role, ...who, oneTimePassword, expiresAt: stored.expiresAt });
    }
    const outcome: Outcome = { agencyName: input.place.agencyName, accounts };
    await closeSetup(tx, {
      actionId: input.actionId,
      jurisdictionId: place.jurisdictionId,
      outcome: platform.secrets.seal(new TextEncoder().encode(JSON.stringify(outcome))),
      at: platform.clock.now(),
    });
    return ok(outcome);
  });
}

function faultOf(input: SetupInput): Result<never> | null {
  const people = setupRoles.map((role) => input.administrators[role]);
  const names = new Set(people.map((one) => one.signInName));
  const persons = new Set(people.map((one) => one.personName));
  if (names.size < people.length || persons.size < people.length)
    return fail('setup.same_person', undefined, 'administrators');
  const { level, divisionCode } = input.place;
  const depth = divisionCode.endsWith('0000')
    ? 'province'
    : divisionCode.endsWith('00')
      ? 'prefecture'
      : 'county';
  const fits = level === depth || (level === 'township' && depth === 'county') || level === 'national';
  return fits ? null : fail('setup.level_code_invalid', undefined, 'divisionCode');
}

interface Place {
  readonly jurisdictionId: string;
  readonly agencyId: string;
}

/** Jurisdiction, agency, sections and the draft of the rule book, with their events. */
async function insertPlace(tx: Tx, platform: Platform, input: SetupInput): Promise<Place> {
  const { place } = input;
  const jurisdictionId = platform.ids.next();
  const agencyId = platform.ids.next();
  const { divisionCode, agencyName: name, shortName, level, kind, phone, complaintPhone } = place;
  await organisation.insertJurisdiction(tx, {
    id: jurisdictionId,
    divisionCode,
    name: place.jurisdictionName,
  });
  const fields = { name, shortName, level, kind, divisionCode, phone, complaintPhone };
  const { host } = input;
  await organisation.insertAgency(tx, { ...fields, jurisdictionId, id: agencyId, parentId: null, host });
  for (const section of input.sections)
    await organisation.insertSection(tx, {
      jurisdictionId,
      id: platform.ids.next(),
      agencyId,
      name: section,
    });
  const actor = { jurisdictionId, accountId: null, agencyId };
  await record(tx, platform, {
    type: 'installation.set_up',
    actor,
    subject: { kind: 'jurisdiction', id: jurisdictionId },
    data: { agency: agencyId, ...fields, host, sections: input.sections.length, preset: input.preset },
  });
  await insertDraft(tx, platform, { jurisdictionId, agencyId, preset: input.preset });
  return { jurisdictionId, agencyId };
}

/** What holds without it is the plain preset; the legal section changes, approves and publishes the draft. */
async function insertDraft(
  tx: Tx,
  platform: Platform,
  wanted: Place & { readonly preset: SetupInput['preset'] },
): Promise<void> {
  const rules = presetRules(wanted.preset);
  const id = platform.ids.next();
  await insertRuleBook(tx, wanted, { id, version: 1, rules, reason: '', at: platform.clock.now() });
  await record(tx, platform, {
    type: 'ruleBook.created',
    actor: { jurisdictionId: wanted.jurisdictionId, accountId: null, agencyId: wanted.agencyId },
    subject: { kind: 'ruleBook', id },
    data: { name: rules.name, ruleVersion: 1, rulePreset: wanted.preset },
  });
}

interface Administrator extends Place {
  readonly role: MadeAccount['role'];
  readonly personName: string;
  readonly signInName: string;
  readonly stored: {
    readonly passwordHash: string;
    readonly mustChange: boolean;
    readonly expiresAt: string;
  };
}

async function insertAdministrator(tx: Tx, platform: Platform, one: Administrator): Promise<void> {
  const { jurisdictionId, agencyId, personName, signInName, role, stored } = one;
  const id = platform.ids.next();
  const at = platform.clock.now();
  const account = { jurisdictionId, id, agencyId, sectionId: null, personName, roles: [role], at };
  await organisation.insertAccount(tx, account);
  await organisation.insertCredential(tx, { ...stored, signInName, jurisdictionId, accountId: id, at });
  await record(tx, platform, {
    type: 'account.created',
    actor: { jurisdictionId, accountId: null, agencyId },
    subject: { kind: 'account', id },
    data: { agency: agencyId, section: null, roles: [role] },
  });
}
