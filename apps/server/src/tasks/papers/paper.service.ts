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
import { type PaperSetting, paperWording } from '@mingcha/core/tasks/papers/paper-wording.ts';
import { hex, type Json, jcs, plainSha256Provider } from '@mingcha/draw';
import type { Tx } from '../../platform/db/database.ts';
import { record } from '../../platform/ledger/ledger.ts';
import type { Platform } from '../../platform/platform.ts';
import { settleNumber } from './number.queries.ts';
import { type TakenNumber, takeNumber } from './number.service.ts';
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
  await savePaper(tx, platform, {
    issue,
    paperId,
    content: { data: parsed.data, sha256 },
    number: number.value,
    setting: setting.value,
  });
  const text = number.value?.text ?? null;
  await record(tx, platform, {
    type: 'paper.issued',
    actor: by,
    subject: { kind: 'paper', id: paperId },
    data: {
      paperKind: kind,
      number: text ?? '',
      sha256,
      ...(issue.inspectionId === null ? {} : { inspection: issue.inspectionId }),
    },
  });
  return ok({ paperId, number: text });
}

async function savePaper(
  tx: Tx,
  platform: Platform,
  of: {
    readonly issue: PaperIssue;
    readonly paperId: string;
    readonly content: { readonly data: PaperData; readonly sha256: string };
    readonly number: TakenNumber | null;
    readonly setting: Setting;
  },
): Promise<void> {
  const { issue, number, setting } = of;
  const at = platform.clock.now();
  const needsSeal = paperDuties[issue.kind].sealed && !setting.unsealed.includes(issue.kind);
  await insertPaper(tx, {
    jurisdiction_id: issue.jurisdictionId,
    id: of.paperId,
    task_id: issue.taskId ?? null,
    inspection_id: issue.inspectionId,
    followup_id: issue.followupId ?? null,
    agency_id: issue.agencyId,
    agency_jurisdiction_id: setting.jurisdictionId,
    kind: issue.kind,
    ...(number === null ? {} : { year: number.year, no: number.no, number: number.text }),
    data: JSON.stringify(of.content.data),
    sha256: of.content.sha256,
    wording_sha256: await saveWording(tx, { issue, setting, at }),
    state: 'issued',
    seal_state: needsSeal ? 'waiting' : 'notNeeded',
    created_by: issue.by.accountId,
    created_name: issue.by.personName,
    created_at: at,
  });
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
