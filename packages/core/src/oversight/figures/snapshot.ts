/**
 * Saved figures and what changed since (R322): a case stands in one column; made again with the same cut-off, each
 * difference has a reason. Pure.
 */

/** Column of a case: in numerator and denominator, in one of them, exempt, void. */
export const caseColumns = ['both', 'base', 'hit', 'exempt', 'void'] as const;
export type CaseColumn = (typeof caseColumns)[number];

export function caseColumn(of: {
  readonly hit: boolean;
  readonly base: boolean;
  readonly exempt: boolean;
}): CaseColumn {
  if (of.hit) return of.base ? 'both' : 'hit';
  if (of.base) return 'base';
  return of.exempt ? 'exempt' : 'void';
}

/** Why a case counts otherwise than when the figures were saved. */
export const changeReasons = [
  'late', // 补录: what lies in the period was entered afterwards
  'lateFact', // 补录: it was met by the cut-off, entered afterwards
  'corrected', // 更正: it is not met any more
  'voided', // 作废、撤回、取消
  'exempted', // 转为不计
  'restored', // 恢复计入
  'removed', // 不再属于本表
] as const;
export type ChangeReason = (typeof changeReasons)[number];

export interface CaseChange {
  readonly key: string;
  readonly before: CaseColumn | null;
  readonly now: CaseColumn | null;
  readonly reason: ChangeReason;
}

const isCounted = (column: CaseColumn): boolean => column !== 'exempt' && column !== 'void';

/** The reason of a difference; null when there is none. */
export function changeReason(before: CaseColumn | null, now: CaseColumn | null): ChangeReason | null {
  if (before === now) return null;
  if (before === null) return 'late';
  if (now === null) return 'removed';
  if (now === 'void') return 'voided';
  if (now === 'exempt') return 'exempted';
  if (!isCounted(before)) return 'restored';
  return now === 'both' || now === 'hit' ? 'lateFact' : 'corrected';
}

/** Every case that counts otherwise, by key. */
export function changesBetween(
  before: ReadonlyMap<string, CaseColumn>,
  now: ReadonlyMap<string, CaseColumn>,
): readonly CaseChange[] {
  const keys = [...new Set([...before.keys(), ...now.keys()])].toSorted();
  return keys.flatMap((key): CaseChange[] => {
    const [was, is] = [before.get(key) ?? null, now.get(key) ?? null];
    const reason = changeReason(was, is);
    return reason === null ? [] : [{ key, before: was, now: is, reason }];
  });
}

/** The cases of an indicator as the text that is saved and digested. */
export function casesText(cases: ReadonlyMap<string, CaseColumn>): string {
  return [...cases]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, column]) => `${column} ${key}\n`)
    .join('');
}

/** The cases of a saved text. */
export function casesOfText(text: string): ReadonlyMap<string, CaseColumn> {
  const lines = text.split('\n').filter((line) => line !== '');
  return new Map(
    lines.map((line) => {
      const at = line.indexOf(' ');
      return [line.slice(at + 1), line.slice(0, at) as CaseColumn] as const;
    }),
  );
}
