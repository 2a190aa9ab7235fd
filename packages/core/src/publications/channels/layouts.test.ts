/** Each layout with real values, and what its validator refuses. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { publicPayload } from '../public-record.ts';
import { kindsTaken, type LaidPayload, layOut, type OutsideChannel, outsideChannels } from './channel.ts';
import { channelLayouts } from './channel-layouts-form.ts';
import { sampleContext, samplePayloads } from './layout-samples-form.ts';

type Of<K extends LaidPayload['kind']> = Extract<LaidPayload, { readonly kind: K }>;
function payloadOf<K extends LaidPayload['kind']>(kind: K): Of<K> {
  const found = samplePayloads.find((each) => each.kind === kind);
  assert.ok(found !== undefined);
  return found as Of<K>;
}
const result = payloadOf('result');
const penalty = payloadOf('penalty');
const laid = (channel: OutsideChannel, payload: LaidPayload, more: object = {}) =>
  layOut(channelLayouts[channel], payload, { ...sampleContext, ...more });
function rowsOf(channel: OutsideChannel, payload: LaidPayload, more: object = {}) {
  const out = laid(channel, payload, more);
  assert.ok(out.kind === 'ready', JSON.stringify(out));
  return out.blocks;
}
function reasonsOf(channel: OutsideChannel, payload: LaidPayload, more: object = {}) {
  const out = laid(channel, payload, more);
  assert.ok(out.kind === 'wrong', JSON.stringify(out));
  return out.reasons.map((each) => `${each.field} ${each.code}`);
}

test('R201 every channel lays out every kind that it takes, each row has the fields of its block and no other', () => {
  for (const payload of samplePayloads) assert.ok(publicPayload.safeParse(payload).success, payload.kind);
  for (const channel of outsideChannels)
    for (const payload of samplePayloads) {
      const part = channelLayouts[channel][payload.kind];
      if (part === undefined) {
        assert.deepEqual(laid(channel, payload), { kind: 'notApplicable', absence: 'kindNotTaken' });
        continue;
      }
      const blocks = rowsOf(channel, payload);
      for (const block of part.blocks)
        for (const row of blocks[block.key] ?? [])
          assert.deepEqual(
            Object.keys(row).toSorted(),
            block.fields
              .map((each) => each.key)
              .filter((key) => key in row || channel !== 'creditPlatform')
              .toSorted(),
            `${channel} ${block.key}`,
          );
    }
  assert.equal(kindsTaken(channelLayouts.governmentSite).length, 9);
  assert.deepEqual(kindsTaken(channelLayouts.creditPlatform), ['result', 'penalty']);
});

test('R201 the national blocks carry the fields and wordings of the national system', () => {
  const blocks = rowsOf('enterpriseCredit', result);
  assert.deepEqual(blocks['inspectionResult']?.[0]?.['insRes_CN'], '发现问题已责令改正');
  assert.deepEqual(
    [blocks['randomInspection']?.[0]?.['raninsTypeName'], blocks['details']?.length],
    ['定向', 1],
  );
  assert.deepEqual(
    reasonsOf('enterpriseCredit', {
      ...result,
      overall: { code: 'own', wording: '基本合格', isProblem: false },
    }),
    ['insRes_CN wordingUnknown'],
  );
  assert.deepEqual(
    reasonsOf('enterpriseCredit', { ...result, object: { ...result.object, code: '91130181MA000020X1' } }),
    ['uniscid codeWrong'],
  );
  assert.deepEqual(reasonsOf('enterpriseCredit', { ...result, task: { number: '', name: '' } }), [
    'raninsTaskId missing',
    'raninsTaskName missing',
  ]);
  const foundation = { ...result.object, code: '53100000500000007G' };
  assert.equal(laid('enterpriseCredit', { ...result, object: foundation }).kind, 'wrong');
});

test('R201 an object without a code, or whose name or code is withheld, does not apply and says why', () => {
  const absenceOf = (payload: LaidPayload, channel: OutsideChannel = 'creditPlatform') => {
    const out = laid(channel, payload);
    return out.kind === 'notApplicable' ? out.absence : out.kind;
  };
  const bare = { ...result.object, code: null };
  assert.equal(absenceOf({ ...result, object: bare }), 'noCode');
  assert.equal(absenceOf({ ...result, object: bare, withheld: ['objectCode'] }), 'codeWithheld');
  assert.equal(absenceOf({ ...result, withheld: ['objectName'] }), 'nameWithheld');
  assert.equal(absenceOf({ ...penalty, object: { ...penalty.object, code: null } }), 'noCode');
  assert.equal(absenceOf({ ...result, origin: 'special' }, 'provincial'), 'kindNotTaken');
  assert.equal(absenceOf({ ...result, object: bare }, 'governmentSite'), 'ready');
});

test('R247 双公示 wants the amount of a fine, the licence that was taken, the code of the agency and texts within their lengths', () => {
  const [row] = rowsOf('creditPlatform', penalty)['penalty'] ?? [];
  assert.deepEqual(
    [row?.['CF_NR_FK'], row?.['CF_XDR_LB'], row?.['CF_XDR_ZZJG'], row?.['CF_GSJZQ'], row?.['BZ']],
    ['1', '法人及非法人组织', 'MA000020X', '2027-11-08', ''],
  );
  assert.equal(rowsOf('creditPlatform', penalty, { isObjected: true })['penalty']?.[0]?.['BZ'], '异议处理中');
  assert.deepEqual(reasonsOf('creditPlatform', { ...penalty, fineFen: 0 }), ['CF_NR_FK missing']);
  assert.deepEqual(reasonsOf('creditPlatform', { ...penalty, kinds: ['licenceRevoked'] }), [
    'CF_NR_ZKDX missing',
  ]);
  assert.deepEqual(reasonsOf('creditPlatform', { ...penalty, agencyCode: '' }, { agencyCode: '' }), [
    'CF_CFJGDM missing',
    'CF_SJLYDM missing',
  ]);
  assert.deepEqual(reasonsOf('creditPlatform', { ...penalty, facts: '实'.repeat(5001) }), ['CF_SY tooLong']);
});

test('R224 the layouts with a field for it say 异议处理中', () => {
  const marked = { isObjected: true };
  assert.equal(rowsOf('creditPlatform', result, marked)['inspection']?.[0]?.['JC_ZT'], '2');
  assert.equal(rowsOf('governmentSite', result, marked)['results']?.[0]?.['status'], '异议处理中');
});
