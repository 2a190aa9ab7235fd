/** What tests of published penalties share: a case of the bureau from its opening to its publication, through the pages' own calls. */
import assert from 'node:assert/strict';
import type { FollowupForm } from '@mingcha/core/followups/followup-forms.ts';
import type { PenaltyDecision } from '@mingcha/core/followups/penalty.ts';
import type { PublicRecord } from '@mingcha/core/publications/public-record.ts';
import type { InspectedObject } from '@mingcha/core/tasks/inspection.ts';
import { makeMove, plantFindings } from '../followups/followup-testing.ts';
import type { TestApp } from '../platform/testing-app.ts';
import { readRecord } from './public-record.queries.ts';

interface CaseOptions {
  readonly problems?: number;
  readonly change?: Partial<PenaltyDecision>;
  readonly until?: 'decideCase' | 'publishPenalty';
  /** Null: the object has no credit code. */
  readonly code?: string | null;
}

/** A case with its penalty; published unless it stops before. */
export async function penaltyCase(app: TestApp, options: CaseOptions = {}) {
  const { problems = 1, change = {}, until = 'publishPenalty' } = options;
  const { findingIds, inspectionId } = await plantFindings(
    app,
    Array.from({ length: problems }, () => 'case' as const),
  );
  const today = app.platform.clock.today();
  const { object } = await app.database.owner
    .selectFrom('inspections')
    .select('object')
    .where('id', '=', inspectionId)
    .executeTakeFirstOrThrow();
  const { code = '91130181MA000020XE' } = options;
  const party = { ...(object as InspectedObject), uscc: code, legalRep: '石磊磊' };
  await app.database.owner
    .updateTable('inspections')
    .set({ object: JSON.stringify(party) })
    .where('id', '=', inspectionId)
    .execute();
  const decision: PenaltyDecision = {
    number: '茶应急罚〔2026〕7号',
    decidedOn: today,
    partyKind: 'organisation',
    violation: '未按规定配备消防器材',
    facts: '灭火器压力不足',
    basis: '《中华人民共和国安全生产法》第九十九条',
    kinds: ['warning', 'fine'],
    content: '警告，罚款一万元',
    fineFen: 1_000_000,
    confiscatedFen: 0,
    licence: '',
    validTo: null,
    publicUntil: '2027-11-23',
    remark: '',
    ...change,
  };
  const forms: readonly FollowupForm[] = [
    { move: 'openCase', number: '茶应急立〔2026〕7号', on: today, entryKey: null },
    { move: 'decideCase', decision },
    { move: 'publishPenalty', on: today, place: '信用中国' },
  ];
  const client = await app.signIn('anLan');
  for (const form of forms) {
    const moved = await makeMove(app, client, { ids: findingIds, form });
    assert.equal(moved.status, 200, JSON.stringify(moved.body));
    if (form.move === until) break;
  }
  await app.settle();
  return { decision, legalRep: party.legalRep, name: party.name, findingIds };
}

/** Public records of penalties, the latest first. */
export async function penaltyRecords(app: TestApp): Promise<readonly PublicRecord[]> {
  const rows = await app.database.owner
    .selectFrom('public_records')
    .selectAll()
    .where('kind', '=', 'penalty')
    .orderBy('published_on', 'desc')
    .execute();
  return rows.map(readRecord);
}
