/** 双公示: a penalty that was published outside becomes a public record, once, without its person. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FollowupForm } from '@mingcha/core/followups/followup-forms.ts';
import { withTestApp } from '../platform/testing-app.ts';
import { keepPublications } from './daily.ts';
import { penaltyCase, penaltyRecords } from './penalty-testing.ts';

test('R201 R204 a penalty that was published is one public record with the fields of 双公示 and no person, however many problems it ends', () =>
  withTestApp(async (app) => {
    const published = await penaltyCase(app, { problems: 2 });
    const records = await penaltyRecords(app);
    assert.equal(records.length, 1);
    const [record] = records;
    assert.equal(record?.payload.kind, 'penalty');
    assert.ok(record?.payload.kind === 'penalty');
    assert.deepEqual(
      [record.payload.number, record.payload.kinds, record.payload.fineFen, record.endsOn],
      [published.decision.number, ['warning', 'fine'], 1_000_000, published.decision.publicUntil],
    );
    assert.ok(!JSON.stringify(record).includes(published.legalRep), 'the representative stays inside');
    const page = await app.anonymous.get(`/p/records/${record.id}`);
    assert.equal(page.status, 200);
    assert.ok(page.raw.toString().includes(published.decision.number));
    app.platform.clock.advance(400 * 86_400_000);
    await keepPublications(app.platform);
    assert.equal((await penaltyRecords(app))[0]?.state, 'ended');
  }));

test('R204 a penalty of a natural person and one whose text holds an identity number have no public record; of the second its office hears', () =>
  withTestApp(async (app) => {
    await penaltyCase(app, { change: { partyKind: 'person' } });
    await penaltyCase(app, {
      change: { number: '茶应急罚〔2026〕8号', facts: '当事人身份证110101199003071234' },
    });
    assert.deepEqual(await penaltyRecords(app), []);
    const notices = (await (await app.signIn('anLan')).get('/api/notices')).body;
    assert.equal(
      notices.rows.filter((row: { kind: string }) => row.kind === 'publication.penaltyKept').length,
      1,
    );
  }));

test('a decision that was not published outside is no public record', () =>
  withTestApp(async (app) => {
    await penaltyCase(app, { until: 'decideCase' satisfies FollowupForm['move'] });
    assert.deepEqual(await penaltyRecords(app), []);
  }));
