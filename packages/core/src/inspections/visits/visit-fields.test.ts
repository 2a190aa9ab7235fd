import assert from 'node:assert/strict';
import { test } from 'node:test';
import { visitContent } from './visit-content.ts';
import { checkedField, mergedFields, type StoredWrite } from './visit-fields.ts';

const uuid = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
let seq = 0;
const write = (path: string, value: unknown, base: string | null = null): StoredWrite => {
  seq += 1;
  return { id: uuid(seq), seq, path, value, base, at: '2026-06-01T02:00:00.000Z', by: '甲', deviceId: null };
};

test('a write that saw what held replaces it; one that did not keeps it beside', () => {
  const first = write('place', '东区');
  const seen = write('place', '东区巷道', first.id);
  const unseen = write('place', '西区', first.id);
  const state = mergedFields([first, seen, unseen]).get('place');
  assert.equal(state?.value, '西区');
  assert.deepEqual(
    state?.beside.map((each) => each.value),
    ['东区巷道'],
  );
  const both = write('place', '东区巷道、西区', unseen.id);
  assert.deepEqual(mergedFields([first, seen, unseen, both]).get('place')?.beside, []);
});

test('two phones that write the same are one', () => {
  const a = write('place', '东区');
  const b = write('place', '东区');
  assert.deepEqual(mergedFields([a, b]).get('place')?.beside, []);
});

test('that two people arrived at different minutes is no contradiction, that they came to different places is one', () => {
  const arrival = (at: string, place: string) => ({ at, position: null, place });
  const first = write('arrival', arrival('2026-06-01T02:00:00.000Z', ''));
  const second = write('arrival', { place: '', position: null, at: '2026-06-01T02:04:00.000Z' });
  assert.deepEqual(mergedFields([first, second]).get('arrival')?.beside, []);
  const elsewhere = write('arrival', arrival('2026-06-01T02:05:00.000Z', '北门'));
  assert.equal(mergedFields([first, second, elsewhere]).get('arrival')?.beside.length, 1);
  const ends = [write('ended', '2026-06-01T03:00:00.000Z'), write('ended', '2026-06-01T03:01:00.000Z')];
  assert.deepEqual(mergedFields(ends).get('ended')?.beside, []);
});

test('S-07 whatever the order of two phones, no value disappears unseen', () => {
  for (let round = 0; round < 50; round += 1) {
    const base = write('situation', 'start');
    const ones = [0, 1, 2].map((n) => write('situation', `one ${n}`, base.id));
    const twos = [0, 1, 2].map((n) => write('situation', `two ${n}`, base.id));
    const order = [...ones, ...twos].toSorted(
      (a, b) => ((a.seq * (round + 3)) % 7) - ((b.seq * (round + 3)) % 7),
    );
    const taken = [base, ...order].map((each, index) => ({ ...each, seq: index + 1 }));
    const state = mergedFields(taken).get('situation');
    const shown = new Set([state?.value, ...(state?.beside.map((each) => each.value) ?? [])]);
    for (const each of order) assert.ok(shown.has(each.value), `${String(each.value)} in round ${round}`);
  }
});

test('a field is known by its path and checked by its schema', () => {
  assert.deepEqual(checkedField('place', ' 东区 '), { value: '东区' });
  assert.deepEqual(checkedField('price', 1), { code: 'visit.field_unknown' });
  assert.deepEqual(checkedField('started', 'gestern'), { code: 'visit.field_invalid' });
});

test('removed findings are left out of the content, doubled fields are named', () => {
  const finding = `findings/${uuid(900)}`;
  const content = visitContent(
    mergedFields([
      write(finding, { agencyId: uuid(1), itemKey: null, sheetVersionId: null, lineKey: null }),
      write(`${finding}/text`, '灭火器过期'),
      write(`${finding}/text`, '灭火器压力不足'),
      write(`findings/${uuid(901)}`, {
        agencyId: uuid(1),
        itemKey: null,
        sheetVersionId: null,
        lineKey: null,
      }),
      write(`findings/${uuid(901)}/removed`, true),
    ]),
  );
  assert.deepEqual(
    content.findings.map((each) => each.text),
    ['灭火器压力不足'],
  );
  assert.deepEqual(content.doubled, [`${finding}/text`]);
});
