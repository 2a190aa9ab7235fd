/** The rules that ask of a statement whether it keeps to one jurisdiction, shown on statements that do and do not. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { look, shortened } from './heard.ts';

const join = 'SELECT 1 FROM inspections i JOIN inspection_tasks t ON';
const cases: readonly (readonly [string, string])[] = [
  ['one', 'SELECT * FROM objects WHERE jurisdiction_id = $1'],
  ['each', 'SELECT * FROM objects WHERE id = $1'],
  ['one', `${join} t.jurisdiction_id = i.jurisdiction_id AND t.id = i.task_id WHERE i.jurisdiction_id = $1`],
  ['each', `${join} t.jurisdiction_id = i.jurisdiction_id AND t.id = i.task_id`],
  ['apart', `${join} t.id = i.task_id WHERE i.jurisdiction_id = $1`],
  ['apart', `${join} t.jurisdiction_id = i.jurisdiction_id OR t.id = i.task_id`],
  ['one', `${join} (t.jurisdiction_id, t.id) = (i.jurisdiction_id, i.task_id) WHERE t.jurisdiction_id = $1`],
  ['each', 'SELECT 1 FROM inspections LEFT JOIN inspection_tasks USING (jurisdiction_id)'],
  [
    'one',
    'SELECT (SELECT count(*) FROM papers p WHERE p.jurisdiction_id = i.jurisdiction_id) FROM inspections i WHERE i.jurisdiction_id = $1',
  ],
  [
    'apart',
    'SELECT (SELECT count(*) FROM papers p WHERE p.inspection_id = i.id) FROM inspections i WHERE i.jurisdiction_id = $1',
  ],
  [
    'one',
    'WITH a AS (SELECT jurisdiction_id AS j, id FROM objects WHERE jurisdiction_id = $1) SELECT 1 FROM a JOIN papers p ON p.jurisdiction_id = a.j',
  ],
  [
    'each',
    'SELECT 1 FROM objects WHERE (jurisdiction_id, id) IN (SELECT jurisdiction_id, object_id FROM object_tags)',
  ],
  ['apart', 'SELECT 1 FROM objects WHERE id IN (SELECT object_id FROM object_tags)'],
  ['each', 'SELECT 1 FROM accounts a JOIN agencies g ON g.id = a.agency_id'],
  ['none', 'SELECT 1 FROM agencies g JOIN jurisdictions j ON j.id = g.jurisdiction_id'],
  ['one', 'UPDATE objects SET name = $1 WHERE jurisdiction_id = $2 AND id = $3'],
  [
    'one',
    'DELETE FROM object_tags t USING objects o WHERE o.jurisdiction_id = t.jurisdiction_id AND t.jurisdiction_id = $1',
  ],
  [
    'each',
    'INSERT INTO object_tags (jurisdiction_id, object_id, tag) SELECT jurisdiction_id, id, $1 FROM objects',
  ],
  [
    'one',
    'INSERT INTO object_tags (jurisdiction_id, object_id, tag) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
  ],
];

test('a statement keeps to one jurisdiction when all its tables equal one given value, by whatever way', async () => {
  const { all, unread } = await look(
    cases.map(([, statement]) => statement),
    true,
  );
  assert.deepEqual(unread, []);
  assert.deepEqual(
    all.map(({ standing, statement }) => [standing.reach, statement]),
    cases,
  );
});

test('a lock on rows of many jurisdictions and a row that moves are refused; lists of any length are one statement', async () => {
  const refused = [
    'SELECT id FROM notices WHERE planned_at IS NULL LIMIT 5 FOR UPDATE SKIP LOCKED',
    'SELECT 1 FROM sessions s JOIN accounts a ON a.jurisdiction_id = s.jurisdiction_id WHERE a.jurisdiction_id = $1 FOR UPDATE OF s',
    'UPDATE objects SET jurisdiction_id = $1 WHERE jurisdiction_id = $2',
  ];
  const sound = [
    'SELECT id FROM notices WHERE jurisdiction_id = $1 AND planned_at IS NULL LIMIT 5 FOR UPDATE SKIP LOCKED',
    'SELECT 1 FROM sign_in_attempts FOR UPDATE',
    'UPDATE objects SET name = $1 WHERE jurisdiction_id = $2',
  ];
  const found = await look([...refused, ...sound], false);
  assert.deepEqual(
    found.refused.map((line) => line.slice(line.indexOf(': ') + 2)),
    refused,
  );
  assert.equal(
    shortened('insert into t (a, b) values ($1, $2), ($3, $4) returning a in ($5, $6), $7'),
    'insert into t (a, b) values ($1, $2) returning a in ($3), $4',
  );
});
