/** Tests of the stage board: where a course stands and why a stage is not done. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { boardReasons, boardStages, type CourseFacts, columnOf, isPressing, standingOf } from './board.ts';
import { boardText } from './board-text.ts';
import { listOfKind, nextActionOf, todoKindNames, todoKindsOf } from './workbench.ts';
import { workbenchText } from './workbench-text.ts';

const planned: CourseFacts = {
  planPublished: true,
  drawState: 'none',
  isRecorded: false,
  taskState: null,
  teams: 0,
  unclaimed: 0,
  approvalsWaiting: 0,
  openVisits: 0,
  hasBegun: false,
  unentered: 0,
  returned: 0,
  unreviewed: 0,
  publications: 0,
  owed: 0,
  suspended: 0,
  followups: 0,
  openFollowups: 0,
  inspections: 0,
  unfiled: 0,
};
const sent: CourseFacts = {
  ...planned,
  drawState: 'closed',
  isRecorded: true,
  taskState: 'dispatched',
  teams: 5,
  inspections: 5,
  unfiled: 5,
};
const now = (facts: CourseFacts) => standingOf(facts).find(({ state }) => state === 'now');

test('R320 a course stands at the stage that it reached, and from the visits on at the first one with open work', () => {
  const columns: readonly (readonly [Partial<CourseFacts>, string])[] = [
    [{}, 'planned'],
    [{ drawState: 'sealing' }, 'planned'],
    [{ drawState: 'sealed' }, 'sealed'],
    [{ drawState: 'infeasible' }, 'sealed'],
    [{ drawState: 'drawn' }, 'drawn'],
    [{ drawState: 'recorded', isRecorded: true, taskState: 'prepared' }, 'drawn'],
    [{ ...sent, openVisits: 5, unclaimed: 5 }, 'dispatched'],
    [{ ...sent, openVisits: 2, hasBegun: true }, 'checking'],
    [{ ...sent, hasBegun: true, returned: 1 }, 'entry'],
    [{ ...sent, hasBegun: true, publications: 5, owed: 2 }, 'publication'],
    [{ ...sent, hasBegun: true, publications: 5, followups: 3, openFollowups: 1 }, 'aftermath'],
    [{ ...sent, hasBegun: true, taskState: 'done' }, 'archive'],
    [{ ...sent, hasBegun: true, unfiled: 0, taskState: 'archived' }, 'archive'],
  ];
  for (const [facts, column] of columns) assert.equal(columnOf({ ...planned, ...facts }), column);
});

test('R320 every stage is done, or says why it is not; what stands before an open stage is done', () => {
  const stages = standingOf({ ...sent, openVisits: 2, hasBegun: true, followups: 3, openFollowups: 3 });
  assert.deepEqual(
    stages.map(({ state }) => state),
    ['done', 'done', 'done', 'done', 'now', 'later', 'later', 'later', 'later'],
  );
  assert.deepEqual(stages[4]?.because, [{ code: 'visitsOpen', n: 2, of: 5 }]);
  assert.equal(stages[5]?.because[0]?.code, 'before');
  assert.deepEqual(stages[7]?.because, [{ code: 'followupsOpen', n: 3, of: 3 }]);
  assert.equal(now({ ...planned, drawState: 'sealing' })?.because[0]?.code, 'secondSeal');
  assert.equal(now({ ...planned, drawState: 'drawn' })?.because[0]?.code, 'recordUnsigned');
  assert.equal(now({ ...planned, planPublished: false })?.because[0]?.code, 'planUnpublished');
});

test('R320 a task without plan or draw passes those stages over', () => {
  const special = standingOf({ ...sent, planPublished: null, drawState: null, openVisits: 1 });
  assert.deepEqual(
    special.slice(0, 4).map(({ state }) => state),
    ['skipped', 'skipped', 'skipped', 'done'],
  );
});

test('R321 what is due within three days or past is pressing, what has no day never', () => {
  const on = (due: string | null) => isPressing(due, '2026-11-23', '2026-11-26');
  assert.deepEqual([null, '2026-11-22', '2026-11-26', '2026-11-27'].map(on), [false, true, true, false]);
});

test('R321 every stage, reason and kind has words; each kind opens a page; each role has one next action', () => {
  for (const stage of boardStages) assert.ok(boardText.zh[`stage.${stage}`] && boardText.en[`step.${stage}`]);
  for (const reason of boardReasons) assert.ok(boardText.zh[`because.${reason}`]);
  for (const kind of todoKindNames) {
    assert.ok(workbenchText.zh[`kind.${kind}`], kind);
    assert.match(listOfKind(kind), /^\/[a-z]/);
  }
  assert.equal(nextActionOf(['legalOfficer'])?.to, '/draws/new');
  assert.equal(nextActionOf(['agencyHead', 'inspector'])?.key, 'approve');
  assert.ok(!todoKindsOf(['inspector']).includes('publicationLate'));
});
