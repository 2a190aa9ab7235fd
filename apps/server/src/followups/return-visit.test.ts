import assert from 'node:assert/strict';
import { test } from 'node:test';
import { returnQuestions } from '@mingcha/core/followups/return-visit.ts';
import { withTestApp } from '../platform/testing-app.ts';
import { plantInspections } from '../tasks/task-testing.ts';
import { drawnSample } from './return-visit.service.ts';

test('the same list and seed give the same sample; another seed another one', () => {
  const ids = Array.from({ length: 50 }, (_, n) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`);
  const first = drawnSample(ids, { seed: '大乐透 2026050 03 07 11', wanted: 8 });
  assert.equal(new Set(first).size, 8);
  assert.deepEqual(drawnSample(ids, { seed: '大乐透 2026050 03 07 11', wanted: 8 }), first);
  assert.notDeepEqual(drawnSample(ids, { seed: '大乐透 2026050 03 07 12', wanted: 8 }), first);
  const hits = new Map<string, number>();
  for (let n = 0; n < 500; n += 1)
    for (const id of drawnSample(ids, { seed: `seed ${n}`, wanted: 8 }))
      hits.set(id, (hits.get(id) ?? 0) + 1);
  assert.equal(hits.size, 50, 'nobody is out of reach');
});

test('the discipline post draws return visits from passed inspections and records each once', () =>
  withTestApp(async (app) => {
    const { inspectionIds } = await plantInspections(app, { count: 5, stage: 'passed' });
    const witness = await app.signIn('witness');
    const today = app.platform.clock.today();
    const body = { actionId: app.actionId(), from: today, to: today, seed: '排列5 26301 48213', wanted: 3 };
    assert.equal((await (await app.signIn('anLan')).post('/api/return-visits', body)).status, 403);
    const drawn = await witness.post('/api/return-visits', body);
    assert.deepEqual([drawn.status, drawn.body.drawn], [200, 3], JSON.stringify(drawn.body));
    assert.deepEqual((await witness.post('/api/return-visits', body)).body, drawn.body);
    const none = await witness.post('/api/return-visits', {
      ...body,
      actionId: app.actionId(),
      from: '2020-01-01',
      to: '2020-12-31',
    });
    assert.equal(none.body.error.code, 'returnVisit.none_passed');
    const [sample] = (await witness.get('/api/return-visits')).body.rows;
    const ids = sample.visits.map((each: { inspectionId: string }) => each.inspectionId) as string[];
    assert.deepEqual(ids, drawnSample([...inspectionIds].toSorted(), body), 'anybody can draw it again');
    const answers = {
      way: 'phone',
      person: '石磊',
      answers: Object.fromEntries(returnQuestions.map((each) => [each, 'yes'])),
      opinion: '',
    };
    const answer = (inspectionId: string | undefined) =>
      witness.post(`/api/return-visits/${sample.id}/answers`, {
        actionId: app.actionId(),
        inspectionId,
        answers,
      });
    assert.equal((await answer(ids[0])).status, 200);
    assert.equal((await answer(ids[0])).body.error.code, 'returnVisit.not_found');
    const auditor = await app.signIn('auditor');
    assert.equal((await auditor.get('/api/return-visits')).body.rows[0].visits[0].answers.way, 'phone');
    assert.equal((await (await app.signIn('boWen')).get('/api/return-visits')).status, 403);
  }));
