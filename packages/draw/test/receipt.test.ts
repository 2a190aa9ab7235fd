/** Receipts: what an enterprise can check alone. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { receiptFor, verifyReceipt } from '../src/receipt.ts';
import { sealDraw } from '../src/seal.ts';
import type { Receipt } from '../src/types.ts';
import { demoInput, finishDemo, productionPlan } from './demo.ts';

for (const suite of ['SHA256', 'SM3'] as const) {
  const plan = productionPlan(suite);
  const input = demoInput(plan);
  const sealed = sealDraw(input);
  const { body, drawn } = finishDemo(plan);
  const receipts = sealed.objects.map(({ c, salt }, i): Receipt => {
    const record = input.objects[i]?.record ?? { id: '' };
    return receiptFor({
      params: sealed.params,
      frame: sealed.frame,
      seed: drawn.seed,
      opening: { c, record, salt },
    });
  });

  test(`every object of the frame gets a receipt that verifies under ${suite}, drawn ones and others`, () => {
    const chosen = new Set(drawn.selected.map(({ c }) => c));
    receipts.forEach((receipt, i) => {
      assert.deepEqual(verifyReceipt(receipt, body), { ok: true, fault: null });
      assert.equal(receipt.drawn, chosen.has(sealed.objects[i]?.c ?? ''));
      const row = drawn.selected.find(({ c }) => c === sealed.objects[i]?.c);
      if (row !== undefined) assert.deepEqual([receipt.rank, receipt.ticket], [row.rank, row.ticket]);
    });
  });

  test(`a receipt with anything changed is refused under ${suite}, with the part that does not hold`, () => {
    const receipt = receipts.find(({ drawn: yes, threshold }) => yes && threshold !== null);
    assert.ok(receipt !== undefined);
    const fault = (change: Partial<Receipt>): string | null =>
      verifyReceipt({ ...receipt, ...change }, body).fault;
    assert.equal(fault({ record: { ...receipt.record, name: '另一企业' } }), 'receipt.path');
    assert.equal(fault({ salt: '00'.repeat(32) }), 'receipt.path');
    assert.equal(fault({ index: receipt.index + 1 }), 'receipt.path');
    assert.equal(fault({ stratum: 1 }), 'receipt.path');
    assert.equal(fault({ weight: 2 }), 'receipt.path');
    assert.equal(fault({ path: receipt.path.slice(1) }), 'receipt.path');
    assert.equal(fault({ size: 84 }), 'receipt.size');
    assert.equal(fault({ ticket: '00'.repeat(32) }), 'receipt.ticket');
    assert.equal(fault({ threshold: 'ff'.repeat(32) }), 'receipt.threshold');
    assert.equal(fault({ drawn: false }), 'receipt.drawn');
    assert.equal(fault({ freezeId: '00'.repeat(32) }), 'receipt.freeze');
  });
}

test('an object that is not in the frame gets no receipt', () => {
  const sealed = sealDraw(demoInput(productionPlan('SHA256')));
  const opening = { c: '00'.repeat(32), record: { id: 'x' }, salt: '00'.repeat(32) };
  assert.throws(
    () => receiptFor({ params: sealed.params, frame: sealed.frame, seed: '00'.repeat(32), opening }),
    {
      code: 'receipt.not_in_frame',
    },
  );
});
