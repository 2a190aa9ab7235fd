/**
 * Papers issued, voided, sealed; numbers reserved, used and voided. Every function runs inside the caller's transaction and
 * action. The data of an issued paper never changes: what was wrong is voided and issued again under a new number.
 */

import type { Paper } from '@mingcha/core/common/paper.ts';
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import { type PaperData, paperData, paperDigest } from '@mingcha/core/tasks/papers/paper-data.ts';
import { buildPaper } from '@mingcha/core/tasks/papers/paper-forms.ts';
import { type PaperKind, paperDuties } from '@mingcha/core/tasks/papers/paper-kinds.ts';
import { type PaperSetting, paperNumber, paperWording } from '@mingcha/core/tasks/papers/paper-wording.ts';
import { hex, type Json, jcs, plainSha256Provider } from '@mingcha/draw';
import type { Tx } from '../../platform/db/database.ts';
import { record } from '../../platform/ledger/ledger.ts';
import type { Platform } from '../../platform/platform.ts';
import { nextPaperNumber } from '../inspection.queries.ts';
import {
  insertNumbers,
  lockNumber,
  type NumberKey,
  reservedNumbers,
  settleNumber,
} from './number.queries.ts';
import {
  changePaper,
  insertPaper,
  keepWording,
  type PaperRow,
  papersOfInspection,
  type StoredPaper,
  storedPaper,
} from './paper.queries.ts';
import { paperSetting } from './paper-setting.ts';

type Setting = PaperSetting & { readonly jurisdictionId: string };

export interface PaperIssue {
  /** Of the initiator (ruling 28). */
  readonly jurisdictionId: string;
  readonly inspectionId: string | null;
  readonly taskId?: string | null;
  readonly followupId?: string | null;
  /** Whose paper it is. */
  readonly agencyId: string;
  readonly kind: PaperKind;
  /** Checked here by the kind's schema. */
  readonly data: unknown;
  /** A number reserved for this inspection and agency; else the next one is taken. */
  readonly number?: { readonly year: number; readonly no: number } | null;
  /** Made by the phone; the same id with the same content again is the same paper. */
  readonly paperId?: string;
  readonly by: Actor;
}

export interface IssuedPaper {
  readonly paperId: string;
  readonly number: string | null;
}

/**
 * Issues a paper: checks and freezes its data, gives or uses its number, keeps wording and digest, records `paper.issued`.
 * Errors: `paper.data_invalid` {kind, place}, `paper.already_issued`, `paper.number_not_reserved` {number},
 * `paper.agency_not_found`, `paper.template_invalid`.
 */
export async function issuePaper(
  tx: Tx,
  platform: Platform,
  issue: PaperIssue,
): Promise<Result<IssuedPaper>> {
  const { kind, by } = issue;
  const parsed = paperData[kind].safeParse(issue.data);
  if (!parsed.success) {
    const place = parsed.error.issues[0]?.path.join('.') ?? '';
    return fail('paper.data_invalid', { kind, place });
  }
  const sha256 = paperDigest(parsed.data);
  const paperId = issue.paperId ?? platform.ids.next();
  const before = await storedPaper(tx, paperId);
  if (before !== undefined) return again(before, { ...issue, sha256 });
  const setting = await paperSetting(tx, platform, issue.agencyId);
  if (!setting.ok) return setting;
  const number = await takeNumber(tx, platform, { issue, paperId, setting: setting.value });
  if (!number.ok) return number;
  const at = platform.clock.now();
  const wordingSha256 = await saveWording(tx, { issue, setting: setting.value, at });
  const needsSeal = paperDuties[kind].sealed && !setting.value.unsealed.includes(kind);
  await insertPaper(tx, {
    jurisdiction_id: issue.jurisdictionId,
    id: paperId,
    task_id: issue.taskId ?? null,
    inspection_id: issue.inspectionId,
    followup_id: issue.followupId ?? null,
    agency_id: issue.agencyId,
    agency_jurisdiction_id: setting.value.jurisdictionId,
    kind,
    year: number.value?.year ?? null,
    no: number.value?.no ?? null,
    number: number.value?.text ?? '',
    data: JSON.stringify(parsed.data),
    sha256,
    wording_sha256: wordingSha256,
    state: 'issued',
    seal_state: needsSeal ? 'waiting' : 'notNeeded',
    created_by: by.accountId,
    created_name: by.personName,
    created_at: at,
  });
  await record(tx, platform, {
    type: 'paper.issued',
    actor: by,
    subject: { kind: 'paper', id: paperId },
    data: {
      paperKind: kind,
      number: number.value?.text ?? '',
      sha256,
      ...(issue.inspectionId === null ? {} : { inspection: issue.inspectionId }),
    },
  });
  return ok({ paperId, number: number.value?.text ?? null });
}

function again(
  before: StoredPaper,
  issue: { readonly kind: PaperKind; readonly inspectionId: string | null; readonly sha256: string },
): Result<IssuedPaper> {
  const isSame =
    before.kind === issue.kind &&
    before.inspection_id === issue.inspectionId &&
    before.sha256 === issue.sha256;
  if (!isSame) return fail('paper.already_issued');
  return ok({ paperId: before.id, number: before.number === '' ? null : before.number });
}

async function saveWording(
  tx: Tx,
  of: { readonly issue: PaperIssue; readonly setting: Setting; readonly at: string },
): Promise<string> {
  const { wording } = of.setting;
  const sha256 = hex(plainSha256Provider.hash(jcs(wording as unknown as Json)));
  const { jurisdictionId } = of.issue;
  await keepWording(tx, { jurisdictionId, sha256, version: wording.version, wording, at: of.at });
  return sha256;
}

interface TakenNumber {
  readonly year: number;
  readonly no: number;
  readonly text: string;
}

/** Null for kinds without a number. */
async function takeNumber(
  tx: Tx,
  platform: Platform,
  of: { readonly issue: PaperIssue; readonly paperId: string; readonly setting: Setting },
): Promise<Result<TakenNumber | null>> {
  const { issue, paperId, setting } = of;
  if (!paperDuties[issue.kind].numbered) return ok(null);
  if (issue.number !== undefined && issue.number !== null)
    return useReserved(tx, platform, { ...of, number: issue.number });
  const [first] = await giveNumbers(tx, platform, {
    setting,
    agencyId: issue.agencyId,
    kinds: [issue.kind],
    inspectionId: issue.inspectionId,
    paperId,
    by: issue.by,
  });
  return ok(first ?? null);
}

async function useReserved(
  tx: Tx,
  platform: Platform,
  of: {
    readonly issue: PaperIssue;
    readonly paperId: string;
    readonly setting: Setting;
    readonly number: { readonly year: number; readonly no: number };
  },
): Promise<Result<TakenNumber>> {
  const { issue, setting, number } = of;
  const { agencyId, kind } = issue;
  const key: NumberKey = { jurisdictionId: setting.jurisdictionId, agencyId, kind, ...number };
  const held = await lockNumber(tx, key);
  const isOwn = held?.state === 'reserved' && held.inspection_id === issue.inspectionId;
  if (held === undefined || !isOwn)
    return fail('paper.number_not_reserved', { number: numberText(setting, kind, number) });
  const at = platform.clock.now();
  await settleNumber(tx, key, { state: 'used', paperId: of.paperId, reason: '', at });
  return ok({ ...number, text: held.number });
}

const numberText = (setting: Setting, kind: PaperKind, number: { year: number; no: number }): string =>
  paperNumber({
    shortName: setting.agency.shortName,
    word: setting.wording.numberWords[kind] ?? '',
    ...number,
  });

/** One new number for each kind named, in the order of the register; used at once when `paperId` is given. */
async function giveNumbers(
  tx: Tx,
  platform: Platform,
  of: {
    readonly setting: Setting;
    readonly agencyId: string;
    readonly kinds: readonly PaperKind[];
    readonly inspectionId: string | null;
    readonly paperId: string | null;
    readonly by: Pick<Actor, 'personName'>;
  },
): Promise<readonly (TakenNumber & { readonly kind: PaperKind })[]> {
  const { setting, agencyId } = of;
  const at = platform.clock.now();
  const year = Number(platform.clock.today().slice(0, 4));
  const given: (TakenNumber & { readonly kind: PaperKind })[] = [];
  // In one order for everybody, so that two teams never wait for each other.
  for (const kind of of.kinds.toSorted()) {
    const no = await nextPaperNumber(tx, { jurisdictionId: setting.jurisdictionId, agencyId, kind, year });
    given.push({ kind, year, no, text: numberText(setting, kind, { year, no }) });
  }
  await insertNumbers(
    tx,
    given.map(({ kind, no, text }) => ({
      jurisdiction_id: setting.jurisdictionId,
      agency_id: agencyId,
      kind,
      year,
      no,
      number: text,
      state: of.paperId === null ? 'reserved' : 'used',
      inspection_id: of.inspectionId,
      paper_id: of.paperId,
      taken_at: at,
      taken_name: of.by.personName,
      settled_at: of.paperId === null ? null : at,
    })),
  );
  return given;
}

export interface NumberOwner {
  readonly inspectionId: string;
  readonly agencyId: string;
}

/**
 * Reserves one number of each kind for a team, so that it can issue papers without a network. Numbers that the team
 * holds already are given again; a kind named twice means two. Errors: `paper.agency_not_found`, `paper.template_invalid`.
 */
export async function reserveNumbers(
  tx: Tx,
  platform: Platform,
  of: NumberOwner & { readonly kinds: readonly PaperKind[]; readonly by: Pick<Actor, 'personName'> },
): Promise<Result<readonly { kind: PaperKind; year: number; no: number; text: string }[]>> {
  const setting = await paperSetting(tx, platform, of.agencyId);
  if (!setting.ok) return setting;
  const held = (await reservedNumbers(tx, of)).map((row) => ({
    kind: row.kind as PaperKind,
    year: row.year,
    no: row.no,
    text: row.number,
  }));
  const left = [...held];
  const missing = of.kinds.filter((kind) => {
    const index = left.findIndex((row) => row.kind === kind);
    if (index >= 0) left.splice(index, 1);
    return index < 0 && paperDuties[kind].numbered;
  });
  const { inspectionId, agencyId, by } = of;
  const given = await giveNumbers(tx, platform, {
    setting: setting.value,
    agencyId,
    kinds: missing,
    inspectionId,
    paperId: null,
    by,
  });
  return ok(
    [...held, ...given]
      .filter((row) => of.kinds.includes(row.kind))
      .toSorted((a, b) => of.kinds.indexOf(a.kind) - of.kinds.indexOf(b.kind) || a.no - b.no),
  );
}

/** Voids the numbers that a team holds and did not use; each stays in the register with its reason. Returns how many. */
export async function releaseUnused(
  tx: Tx,
  platform: Platform,
  of: NumberOwner & { readonly reason: string },
): Promise<number> {
  const held = await reservedNumbers(tx, of);
  const at = platform.clock.now();
  for (const row of held) {
    const key = { jurisdictionId: row.jurisdiction_id, agencyId: row.agency_id, kind: row.kind as PaperKind };
    const { year, no } = row;
    await settleNumber(tx, { ...key, year, no }, { state: 'voided', paperId: null, reason: of.reason, at });
  }
  return held.length;
}

export async function paperOf(tx: Tx, id: string): Promise<StoredPaper | undefined> {
  return storedPaper(tx, id);
}

export async function papersOf(
  tx: Tx,
  of: { readonly jurisdictionId: string; readonly inspectionId: string },
): Promise<readonly PaperRow[]> {
  return papersOfInspection(tx, of);
}

/** What stands on a stored paper, in the wording it was issued in; the same for ever. */
export function renderPaper(stored: StoredPaper, checkUrl = ''): Paper {
  const url = checkUrl.replace('{id}', stored.id).replace('{hash}', stored.sha256.slice(0, 16));
  return buildPaper(stored.kind, stored.data as PaperData, {
    number: stored.number,
    wording: paperWording.parse(stored.wording),
    check: { id: stored.id, sha256: stored.sha256, url },
    ...(stored.state === 'void' ? { mark: 'void' as const } : {}),
  });
}

/** A paper that needs a seal may not be handed over before it has one. Errors: `paper.not_sealed` {number}, `paper.void`. */
export function deliverable(paper: PaperRow): Result<null> {
  if (paper.state === 'void') return fail('paper.void', { number: paper.number });
  return paper.seal_state === 'waiting' ? fail('paper.not_sealed', { number: paper.number }) : ok(null);
}

/** Notes when it was handed over. Errors: those of `deliverable`, `paper.not_found`. */
export async function markDelivered(
  tx: Tx,
  of: { readonly paperId: string; readonly at: string },
): Promise<Result<null>> {
  const paper = await storedPaper(tx, of.paperId, 'lock');
  if (paper === undefined) return fail('paper.not_found');
  const may = deliverable(paper);
  if (may.ok) await changePaper(tx, paper, { delivered_at: of.at });
  return may;
}

/** Voids an issued paper with its number, visibly. Errors: `paper.not_found`, `paper.void`. */
export async function voidPaper(
  tx: Tx,
  platform: Platform,
  of: { readonly paperId: string; readonly reason: string; readonly by: Pick<Actor, 'personName'> },
): Promise<Result<StoredPaper>> {
  const paper = await storedPaper(tx, of.paperId, 'lock');
  if (paper === undefined) return fail('paper.not_found');
  if (paper.state === 'void') return fail('paper.void', { number: paper.number });
  const at = platform.clock.now();
  const { reason, by } = of;
  await changePaper(tx, paper, {
    state: 'void',
    void_reason: reason,
    voided_at: at,
    voided_name: by.personName,
  });
  if (paper.year !== null && paper.no !== null) {
    const { kind, year, no } = paper;
    const key = { jurisdictionId: paper.agency_jurisdiction_id, agencyId: paper.agency_id, kind, year, no };
    await settleNumber(tx, key, { state: 'voided', paperId: paper.id, reason, at });
  }
  return ok(paper);
}

/** 用印: the agency's seal was put on the paper. Errors: `paper.not_found`, `paper.void`, `paper.seal_not_needed`, `paper.sealed_already`. */
export async function sealPaper(
  tx: Tx,
  of: {
    readonly paperId: string;
    readonly sealedOn: string;
    readonly registerNo: string;
    readonly by: Pick<Actor, 'accountId' | 'personName'>;
  },
): Promise<Result<StoredPaper>> {
  const paper = await storedPaper(tx, of.paperId, 'lock');
  if (paper === undefined) return fail('paper.not_found');
  if (paper.state === 'void') return fail('paper.void', { number: paper.number });
  if (paper.seal_state === 'notNeeded') return fail('paper.seal_not_needed');
  if (paper.seal_state === 'sealed') return fail('paper.sealed_already');
  await changePaper(tx, paper, {
    seal_state: 'sealed',
    sealed_on: of.sealedOn,
    seal_register_no: of.registerNo,
    sealed_by: of.by.accountId,
    sealed_name: of.by.personName,
  });
  return ok(paper);
}
