import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allowedSteps, type DocumentStep, mayChange, nextDocumentState } from './document-flow.ts';

const drafter = { accountId: 'drafter', roles: ['sectionOfficer', 'legalOfficer'] } as const;
const lawyer = { accountId: 'lawyer', roles: ['legalOfficer'] } as const;
const head = { accountId: 'head', roles: ['agencyHead', 'legalOfficer'] } as const;
const taken = (step: DocumentStep, accountId: string) => ({ step, accountId });
const plain = (step: DocumentStep) => ({ step, reason: '' });

function refusal(result: ReturnType<typeof nextDocumentState>): string {
  return result.ok ? 'none' : result.error.code;
}

test('a document goes from draft over legal review and approval to publication', () => {
  const submitted = [taken('submit', 'drafter')];
  const reviewed = [...submitted, taken('review', 'lawyer')];
  assert.deepEqual(nextDocumentState({ state: 'draft', steps: [] }, drafter, plain('submit')), {
    ok: true,
    value: 'legalReview',
  });
  assert.deepEqual(nextDocumentState({ state: 'legalReview', steps: submitted }, lawyer, plain('review')), {
    ok: true,
    value: 'reviewed',
  });
  assert.deepEqual(nextDocumentState({ state: 'reviewed', steps: reviewed }, head, plain('approve')), {
    ok: true,
    value: 'approved',
  });
  assert.deepEqual(allowedSteps({ state: 'approved', steps: reviewed }, lawyer), ['return', 'publish']);
});

test('nobody reviews what the same person submitted, nor approves what the same person reviewed', () => {
  const submitted = [taken('submit', 'drafter')];
  assert.equal(
    refusal(nextDocumentState({ state: 'legalReview', steps: submitted }, drafter, plain('review'))),
    'document.own_act',
  );
  const reviewed = [...submitted, taken('review', 'head')];
  assert.equal(
    refusal(nextDocumentState({ state: 'reviewed', steps: reviewed }, head, plain('approve'))),
    'document.own_act',
  );
});

test('after a return the draft begins anew, and steps before it bind nobody', () => {
  const steps = [taken('submit', 'lawyer'), taken('return', 'head'), taken('submit', 'drafter')];
  assert.equal(refusal(nextDocumentState({ state: 'legalReview', steps }, lawyer, plain('review'))), 'none');
});

test('a return and a revocation say why', () => {
  const steps = [taken('submit', 'drafter')];
  assert.equal(
    refusal(nextDocumentState({ state: 'legalReview', steps }, lawyer, plain('return'))),
    'document.reason_missing',
  );
  assert.equal(
    refusal(nextDocumentState({ state: 'published', steps }, head, plain('revoke'))),
    'document.reason_missing',
  );
});

test('a step out of order and a role without the duty are refused', () => {
  assert.equal(
    refusal(nextDocumentState({ state: 'draft', steps: [] }, head, plain('approve'))),
    'document.wrong_state',
  );
  assert.equal(
    refusal(nextDocumentState({ state: 'reviewed', steps: [] }, lawyer, plain('approve'))),
    'document.forbidden',
  );
});

test('only a draft changes, and only as the person saw it', () => {
  const code = (state: 'draft' | 'published', seen: number | null) => {
    const result = mayChange({ state, version: 3 }, seen);
    return result.ok ? 'ok' : result.error.code;
  };
  assert.equal(code('draft', 3), 'ok');
  assert.equal(code('draft', null), 'ok');
  assert.equal(code('draft', 2), 'document.changed_meanwhile');
  assert.equal(code('published', 3), 'document.not_draft');
});
