/**
 * Rules of the archive (一案一卷): how long a dossier is kept, its 档号, when it may be filed, and how an evaluator samples
 * dossiers so that anybody can repeat the draw. Pure.
 */
import {
  concat,
  encodeUtf8,
  hex,
  type Json,
  jcs,
  keysOf,
  LEAF_LENGTH,
  objectLeaf,
  plainSha256Provider,
  rankStratum,
  sortEntries,
} from '@mingcha/draw';
import { fail, ok, type Result } from '../../common/result.ts';
import type { FindingAction } from '../../inspections/visits/visit-fields.ts';
import { type RetentionClass, retentionClasses } from '../../tasks/papers/archive-data.ts';

/**
 * Suspected crime or falsification is kept for ever, any problem 30 years, nothing found 10 years
 * (《机关文件材料归档范围和文书档案保管期限规定》, 国家档案局令第8号). A person may lengthen, never shorten.
 */
export function retentionOf(facts: {
  readonly actions: readonly FindingAction[];
  readonly concealment: boolean;
}): RetentionClass {
  if (facts.concealment || facts.actions.includes('transferPolice')) return 'permanent';
  return facts.actions.length > 0 ? 'years30' : 'years10';
}

const letters: Readonly<Record<RetentionClass, string>> = { years10: 'D10', years30: 'D30', permanent: 'Y' };

/** 全宗—类别·年度—保管期限—件号, e.g. J012-JC·2026-D30-0007 (DA/T 13). */
export function archiveNumber(of: {
  readonly fonds: string;
  readonly year: number;
  readonly retention: RetentionClass;
  readonly no: number;
}): string {
  return `${of.fonds}-JC·${of.year}-${letters[of.retention]}-${String(of.no).padStart(4, '0')}`;
}

/** The number under which what was carried over is filed later: linked by its first part. */
export const linkedNumber = (number: string): string => `${number}-X1`;

export interface FilingFacts {
  readonly inspectionState: string;
  /** Problems that are not closed. */
  readonly open: number;
  /** Year of the inspection's end. */
  readonly visitYear: number;
  readonly today: string;
  /** A part that was filed before, whose open problems were carried over. */
  readonly carriedBefore: boolean;
  readonly isFiled: boolean;
}

/**
 * May it be filed? Open problems keep it out (I3), except at year-end, when they are carried over under a linked number
 * with a reason. Errors: `dossier.not_closed`, `dossier.filed_already`, `dossier.problems_open` {count},
 * `dossier.not_year_end` {count}, `dossier.nothing_to_carry`.
 */
export function mayFile(facts: FilingFacts, carry: boolean): Result<null> {
  if (facts.isFiled && !facts.carriedBefore) return fail('dossier.filed_already');
  if (facts.inspectionState === 'open') return fail('dossier.not_closed');
  const count = facts.open;
  if (carry && count === 0) return fail('dossier.nothing_to_carry');
  if (count === 0) return ok(null);
  if (!carry || facts.carriedBefore) return fail('dossier.problems_open', { count });
  const isYearEnd = facts.today.slice(5, 7) === '12' || Number(facts.today.slice(0, 4)) > facts.visitYear;
  return isYearEnd ? ok(null) : fail('dossier.not_year_end', { count });
}

/** A longer class than the rule's, or the rule's. */
export function keptAtLeast(rule: RetentionClass, wished: RetentionClass | null): RetentionClass {
  if (wished === null) return rule;
  return retentionClasses.indexOf(wished) > retentionClasses.indexOf(rule) ? wished : rule;
}

/** A dossier that may be sampled: its number and the digest of its package. */
export interface SampledDossier {
  readonly archiveNumber: string;
  readonly sha256: string;
}

export interface DossierSample {
  /** SHA-256 of the pool in canonical JSON, sorted by number. */
  readonly poolSha256: string;
  readonly pool: readonly SampledDossier[];
  /** Numbers drawn, in the order of their tickets. */
  readonly drawn: readonly string[];
}

/**
 * Draws `wanted` dossiers with the evaluator's seed: keys of the draw library from H(seed text ‖ pool digest), one ticket for
 * each dossier, the smallest are drawn. Whoever has seed and pool draws the same list.
 */
export function sampleDossiers(of: {
  readonly pool: readonly SampledDossier[];
  readonly seed: string;
  readonly wanted: number;
}): DossierSample {
  const hash = plainSha256Provider;
  const pool = of.pool.toSorted((a, b) => (a.archiveNumber < b.archiveNumber ? -1 : 1));
  const digest = hash.hash(jcs(pool as unknown as Json));
  const commitments = pool.map((each) => hash.hash(jcs(each as unknown as Json)));
  const leaves = sortEntries(concat(...commitments.map((c) => objectLeaf(0, 1, c))), LEAF_LENGTH);
  const seed = hash.hash(concat(encodeUtf8(`mingcha dossier sample 1\n${of.seed}\n`), digest));
  const quota = Math.min(of.wanted, pool.length);
  const rows = rankStratum({ h: 0, method: 'equal', leaves, quota, keep: quota }, hash, keysOf(hash, seed));
  const numbers = new Map(commitments.map((c, index) => [hex(c), pool[index]?.archiveNumber ?? '']));
  return { poolSha256: hex(digest), pool, drawn: rows.map((row) => numbers.get(hex(row.c)) ?? '') };
}
