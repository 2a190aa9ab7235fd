/** Numbers of papers: given, reserved for a team that leaves, used by it, and voided visibly when it did not use them. */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import { type PaperKind, paperDuties } from '@mingcha/core/tasks/papers/paper-kinds.ts';
import { type PaperSetting, paperNumber } from '@mingcha/core/tasks/papers/paper-wording.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { Platform } from '../../platform/platform.ts';
import { nextPaperNumber } from '../inspection.queries.ts';
import {
  insertNumbers,
  lockNumber,
  type NumberKey,
  reservedNumbers,
  settleNumber,
} from './number.queries.ts';
import { paperSetting } from './paper-setting.ts';

type Setting = PaperSetting & { readonly jurisdictionId: string };

interface NumberedIssue {
  readonly inspectionId: string | null;
  readonly agencyId: string;
  readonly kind: PaperKind;
  readonly number?: { readonly year: number; readonly no: number } | null;
  readonly by: Pick<Actor, 'personName'>;
}

export interface TakenNumber {
  readonly year: number;
  readonly no: number;
  readonly text: string;
}

/** The number of an issued paper; null for kinds without one. Errors: `paper.number_not_reserved` {number}. */
export async function takeNumber(
  tx: Tx,
  platform: Platform,
  of: { readonly issue: NumberedIssue; readonly paperId: string; readonly setting: Setting },
): Promise<Result<TakenNumber | null>> {
  const { issue, paperId, setting } = of;
  if (!paperDuties[issue.kind].numbered) return ok(null);
  if (issue.number !== undefined && issue.number !== null)
    return takeReserved(tx, platform, { ...of, number: issue.number });
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

async function takeReserved(
  tx: Tx,
  platform: Platform,
  of: {
    readonly issue: NumberedIssue;
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
