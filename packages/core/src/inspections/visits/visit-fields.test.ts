import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
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

interface Phone {
  readonly deviceId: string;
  /** What the server last told of the field. */
  base: string | null;
  /** Writes that its person has seen or made. */
  readonly seen: Set<string>;
  readonly unsent: StoredWrite[];
}

/** Two phones write, read and send one field in the given order; gives what the server took, and what each writer had seen. */
function playTwo(steps: readonly { readonly who: 0 | 1; readonly does: 'write' | 'read' | 'send' }[]) {
  const phones: readonly Phone[] = [0, 1].map((n) => ({
    deviceId: uuid(9000 + n),
    base: null,
    seen: new Set<string>(),
    unsent: [],
  }));
  const taken: StoredWrite[] = [];
  const sawWhenWriting = new Map<string, ReadonlySet<string>>();
  const send = (phone: Phone) => {
    for (const each of phone.unsent.splice(0)) taken.push({ ...each, seq: taken.length + 1 });
  };
  for (const { who, does } of steps) {
    const phone = phones[who];
    if (phone === undefined) continue;
    if (does === 'send') send(phone);
    if (does === 'read') {
      const state = mergedFields(taken).get('situation');
      phone.base = state?.writeId ?? null;
      for (const { writeId } of state === undefined ? [] : [state, ...state.beside]) phone.seen.add(writeId);
    }
    if (does === 'write') {
      const made = { ...write('situation', `value ${seq + 1}`, phone.base), deviceId: phone.deviceId };
      sawWhenWriting.set(made.id, new Set(phone.seen));
      phone.unsent.push(made);
      phone.seen.add(made.id);
    }
  }
  phones.forEach(send);
  return { taken, sawWhenWriting };
}

test('S-07 in fifty orders of two phones a value goes only where somebody who had seen it wrote another', () => {
  const who = fc.constantFrom(0 as const, 1 as const);
  const does = fc.constantFrom('write' as const, 'write' as const, 'read' as const, 'send' as const);
  let contested = 0;
  fc.assert(
    fc.property(fc.array(fc.record({ who, does }), { minLength: 6, maxLength: 24 }), (steps) => {
      const { taken, sawWhenWriting } = playTwo(steps);
      const state = mergedFields(taken).get('situation');
      const shown = new Set([state?.writeId, ...(state?.beside.map((each) => each.writeId) ?? [])]);
      contested += state === undefined ? 0 : state.beside.length;
      for (const { id, value } of taken)
        assert.ok(
          shown.has(id) || taken.some((later) => sawWhenWriting.get(later.id)?.has(id)),
          `${String(value)} went unseen`,
        );
    }),
    { numRuns: 50, seed: 7 },
  );
  assert.ok(contested > 10, 'the phones did contradict each other');
});

test('S-07 what a phone writes twice in a row does not push aside what another wrote between', () => {
  const [one, two] = [uuid(9001), uuid(9002)];
  const start = write('situation', 'start');
  const other = { ...write('situation', 'of the other', start.id), deviceId: two };
  const first = { ...write('situation', 'typed', start.id), deviceId: one };
  const second = { ...write('situation', 'typed on', start.id), deviceId: one };
  const state = mergedFields([start, other, first, second]).get('situation');
  assert.deepEqual([state?.value, state?.beside.map((each) => each.value)], ['typed on', ['of the other']]);
  const chosen = { ...write('situation', 'of the other', second.id), deviceId: one };
  assert.deepEqual(
    mergedFields([start, other, first, second, chosen]).get('situation')?.beside,
    [],
    'who was told of both decides for both',
  );
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
