/**
 * Sign-ups of enterprises. Who signs up is shown by the inspection code of a notice, the code of an activation letter, or the
 * session of the enterprise's centre. Seats are given one after another under the lecture's row; nothing of another
 * enterprise is ever answered, not even how many are signed up.
 */
import type { Enterprise } from '@mingcha/core/common/enterprise.ts';
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import { lettersTyped } from '@mingcha/core/common/typed-letters.ts';
import { admits, maySignOff, openness, type SignupWay } from '@mingcha/core/publications/lectures/lecture.ts';
import type {
  OwnLecture,
  SignupFields,
  signupByCode as signupByCodeSchema,
} from '@mingcha/core/publications/lectures/public-lecture-api.ts';
import { inspectedObject } from '@mingcha/core/tasks/inspection.ts';
import { visitCodePattern } from '@mingcha/core/tasks/preparation/visit-code.ts';
import type { z } from 'zod';
import { runAction } from '../../platform/action.ts';
import { countTry } from '../../platform/auth/enterprise/enterprise.queries.ts';
import { actingFor } from '../../platform/auth/enterprise/enterprise-people.service.ts';
import { codeHash, usableCode } from '../../platform/auth/enterprise/one-time-code.ts';
import { countAttempt } from '../../platform/auth/sign-in.service.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import type { Platform } from '../../platform/platform.ts';
import { openVisit } from '../../tasks/preparation/visit-code.service.ts';
import { lookUpCode, openJson, sealJson } from '../objections/receipt.ts';
import { announcedLecture, announcedLectures, holdLecture, type StoredLecture } from './lecture.queries.ts';
import { contentOf, lectureStateOf, noteLecture } from './lecture.service.ts';
import {
  endSignup,
  insertSignup,
  type StoredSignup,
  signupByCode,
  signupsOfParty,
} from './signup.queries.ts';

/** Who is signed up, as it was shown. */
interface Party {
  readonly key: string;
  readonly name: string;
  readonly way: SignupWay;
}
interface Contact {
  readonly name: string;
  readonly phone: string;
}

export const contactOf = (platform: Platform, row: StoredSignup): Contact => openJson(platform, row.contact);

/**
 * Whose code was typed. The inspection code opens once the object knows of its visit; the code of a letter needs the credit
 * code and is not used up. Errors: `lecture.code_refused`, `auth.too_many_attempts` {seconds}.
 */
async function partyOfCode(
  platform: Platform,
  typed: { readonly code: string; readonly creditCode: string; readonly ip: string },
): Promise<Result<Party>> {
  const code = lettersTyped(typed.code);
  if (visitCodePattern.test(code)) {
    const opened = await inTransaction(platform.db, (tx) => openVisit(tx, { code, key: undefined }));
    if (opened === null) return fail('lecture.code_refused', {}, 'code');
    const { name, uscc } = inspectedObject.parse(opened.found.inspection.object);
    const key = uscc === null ? `visit:${opened.found.inspection.id}` : `uscc:${uscc}`;
    return ok({ key, name, way: 'visitCode' });
  }
  const creditCode = lettersTyped(typed.creditCode);
  if (creditCode === '') return fail('lecture.code_refused', {}, 'code');
  const attempt = { signInName: `enterprise code ${creditCode}`.slice(0, 60), source: typed.ip };
  const counted = await inTransaction(platform.db, (tx) => countAttempt(tx, platform, attempt));
  if (!counted.ok) return counted;
  const letter = await inTransaction(platform.db, async (tx) => {
    const found = await usableCode(tx, platform, { creditCode, code });
    if (found === undefined) await countTry(tx, creditCode);
    return found;
  });
  if (letter === undefined) return fail('lecture.code_refused', {}, 'code');
  return ok({ key: `uscc:${letter.credit_code}`, name: letter.enterprise_name, way: 'letter' });
}

interface Joining {
  readonly lectureId: string;
  readonly party: Party;
  readonly fields: SignupFields;
}

/** Errors: `lecture.not_found`, `.closed`, `.full` {left}, `.signed_already`. */
async function join(
  tx: Tx,
  platform: Platform,
  { lectureId, party, fields }: Joining,
): Promise<Result<{ id: string; code: string }>> {
  if (!(await holdLecture(tx, lectureId))) return fail('lecture.not_found');
  const row = await announcedLecture(tx, lectureId);
  if (row === undefined) return fail('lecture.not_found');
  const { people, name, phone } = fields;
  const free = admits(
    { ...contentOf(row), state: lectureStateOf(row), taken: row.taken, people },
    platform.clock.now(),
  );
  if (!free.ok) return free;
  const code = lookUpCode(platform);
  const id = platform.ids.next();
  const isNew = await insertSignup(tx, {
    jurisdiction_id: row.jurisdiction_id,
    id,
    lecture_id: row.id,
    party_key: party.key,
    party_name: party.name,
    people,
    contact: sealJson(platform, { name, phone }),
    way: party.way,
    code_hash: codeHash(code),
    state: 'signed',
    signed_at: platform.clock.now(),
  });
  if (!isNew) return fail('lecture.signed_already');
  await noteLecture(tx, platform, {
    type: 'lecture.signed_up',
    actor: { jurisdictionId: row.jurisdiction_id, accountId: null },
    id: row.id,
    data: { signupWay: party.way },
  });
  return ok({ id, code });
}

/** By a code, on the portal. Errors: those of `partyOfCode` and `join`. */
export async function signUpByCode(
  platform: Platform,
  input: z.output<typeof signupByCodeSchema> & { readonly lectureId: string; readonly ip: string },
): Promise<Result<{ code: string }>> {
  const { lectureId, actionId, ...fields } = input;
  const lecture = await inTransaction(platform.db, (tx) => announcedLecture(tx, lectureId));
  if (lecture === undefined) return fail('lecture.not_found');
  const party = await partyOfCode(platform, input);
  if (!party.ok) return party;
  const actor = { jurisdictionId: lecture.jurisdiction_id, accountId: null };
  return runAction(platform, { actor, actionId, routeId: 'portal.sendLectureSignup' }, async (tx) => {
    const joined = await join(tx, platform, { lectureId, party: party.value, fields });
    return joined.ok ? ok({ code: joined.value.code }) : joined;
  });
}

/** From the enterprise's centre. Errors: those of `join`. */
export async function signUpAsEnterprise(
  platform: Platform,
  enterprise: Enterprise,
  input: SignupFields & { readonly actionId: string; readonly id: string },
): Promise<Result<{ id: string }>> {
  const { actionId, id: lectureId } = input;
  const action = { actor: actingFor(enterprise), actionId, routeId: 'enterpriseLectures.signUp' };
  return runAction(platform, action, async (tx) => {
    const party = {
      key: `uscc:${enterprise.creditCode}`,
      name: enterprise.enterpriseName,
      way: 'centre',
    } as const;
    const joined = await join(tx, platform, { lectureId, party, fields: input });
    return joined.ok ? ok({ id: joined.value.id }) : joined;
  });
}

async function leave(
  tx: Tx,
  platform: Platform,
  signup: StoredSignup | undefined,
): Promise<Result<{ id: string }>> {
  if (signup === undefined || signup.state !== 'signed') return fail('lecture.signup_not_found');
  const row = await announcedLecture(tx, signup.lecture_id);
  if (row === undefined) return fail('lecture.signup_not_found');
  const may = maySignOff({ startsAt: row.starts_at }, platform.clock.now());
  if (!may.ok) return may;
  await endSignup(tx, signup, platform.clock.now());
  await noteLecture(tx, platform, {
    type: 'lecture.signed_off',
    actor: { jurisdictionId: row.jurisdiction_id, accountId: null },
    id: row.id,
    data: { signupWay: signup.way },
  });
  return ok({ id: signup.id });
}

/** Errors: `lecture.signup_not_found`, `lecture.begun`. */
export async function signOffAsEnterprise(
  platform: Platform,
  enterprise: Enterprise,
  input: { readonly actionId: string; readonly id: string },
): Promise<Result<{ id: string }>> {
  const action = {
    actor: actingFor(enterprise),
    actionId: input.actionId,
    routeId: 'enterpriseLectures.signOff',
  };
  return runAction(platform, action, async (tx) => {
    await holdLecture(tx, input.id);
    const own = await signupsOfParty(tx, `uscc:${enterprise.creditCode}`);
    return leave(
      tx,
      platform,
      own.find((row) => row.lecture_id === input.id),
    );
  });
}

const typedHash = (code: string): Buffer => codeHash(code.trim().toLowerCase());

/** Errors: `lecture.signup_not_found`, `lecture.begun`. */
export async function signOffByCode(
  platform: Platform,
  input: { readonly actionId: string; readonly code: string },
): Promise<Result<{ id: string }>> {
  const hash = typedHash(input.code);
  const found = await inTransaction(platform.db, (tx) => signupByCode(tx, { codeHash: hash, lock: false }));
  if (found === undefined) return fail('lecture.signup_not_found', {}, 'code');
  const actor = { jurisdictionId: found.jurisdiction_id, accountId: null };
  const action = { actor, actionId: input.actionId, routeId: 'portal.withdrawSignup' };
  return runAction(platform, action, async (tx) => {
    await holdLecture(tx, found.lecture_id);
    return leave(tx, platform, await signupByCode(tx, { codeHash: hash, lock: true }));
  });
}

/** What whoever holds the code of a sign-up may know of it. */
export interface SignupByCode {
  readonly lecture: StoredLecture;
  readonly partyName: string;
  readonly people: number;
  readonly mayWithdraw: boolean;
}

/** Errors: `lecture.signup_not_found`. */
export async function lookUpSignup(platform: Platform, code: string): Promise<Result<SignupByCode>> {
  return inTransaction(platform.db, async (tx): Promise<Result<SignupByCode>> => {
    const signup = await signupByCode(tx, { codeHash: typedHash(code), lock: false });
    const lecture = signup?.state === 'signed' ? await announcedLecture(tx, signup.lecture_id) : undefined;
    if (signup === undefined || lecture === undefined) return fail('lecture.signup_not_found', {}, 'code');
    return ok({
      lecture,
      partyName: signup.party_name,
      people: signup.people,
      mayWithdraw: maySignOff({ startsAt: lecture.starts_at }, platform.clock.now()).ok,
    });
  });
}

/** What may be signed up for, and the enterprise's own sign-ups. */
export async function listOwnLectures(
  platform: Platform,
  enterprise: Enterprise,
): Promise<Result<{ rows: OwnLecture[] }>> {
  return inTransaction(platform.db, async (tx) => {
    const now = platform.clock.now();
    const own = await signupsOfParty(tx, `uscc:${enterprise.creditCode}`);
    const open = await announcedLectures(tx, now);
    const past: StoredLecture[] = [];
    for (const signup of own) {
      if (open.some((row) => row.id === signup.lecture_id)) continue;
      const row = await announcedLecture(tx, signup.lecture_id);
      if (row !== undefined) past.push(row);
    }
    const rows = [...open, ...past.slice(0, 100)].map((row) =>
      ownView(platform, {
        row,
        signup: own.find((each) => each.lecture_id === row.id),
        now,
      }),
    );
    return ok({ rows });
  });
}

function ownView(
  platform: Platform,
  of: { readonly row: StoredLecture; readonly signup: StoredSignup | undefined; readonly now: string },
): OwnLecture {
  const { row, signup, now } = of;
  const { body: _body, capacity: _capacity, ...content } = contentOf(row);
  return {
    id: row.id,
    ...content,
    // The address of a meeting is for those who are signed up.
    link: signup === undefined ? '' : row.link,
    agencyName: row.agency_name,
    standing: openness({ ...contentOf(row), taken: row.taken }, now),
    signup:
      signup === undefined
        ? null
        : {
            id: signup.id,
            people: signup.people,
            contactName: contactOf(platform, signup).name,
            attended: signup.attended,
            mayWithdraw: maySignOff({ startsAt: row.starts_at }, now).ok,
          },
  };
}
