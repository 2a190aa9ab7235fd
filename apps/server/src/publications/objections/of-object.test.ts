/** What the page of an object tells of it: problems and objections that are still open, of this object alone. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plantFindings } from '../../followups/followup-testing.ts';
import { type TestApp, withTestApp } from '../../platform/testing-app.ts';
import { enterPaper, move, plantPublished } from './objection-testing.ts';

async function objectOf({ database }: TestApp, inspectionId: string): Promise<string> {
  const { object_id } = await database.db
    .selectFrom('inspections')
    .select('object_id')
    .where('id', '=', inspectionId)
    .executeTakeFirstOrThrow();
  return object_id;
}

test('R030 the page of an object tells its open problems and objections, not those of others, and no objection that is settled', () =>
  withTestApp(async (app) => {
    const { inspectionId, publication } = await plantPublished(app);
    const other = await plantFindings(app, ['rectify']);
    const [first, second] = [await objectOf(app, inspectionId), await objectOf(app, other.inspectionId)];
    const lan = await app.signIn('anLan');
    const problems = async (objectId: string) =>
      (await lan.get(`/api/followups?objectId=${objectId}`)).body.rows.map(
        (row: { text: string }) => row.text,
      );
    const objections = async (objectId: string, who = lan) =>
      (await who.get(`/api/objections?objectId=${objectId}`)).body.rows.map((row: { id: string }) => row.id);
    assert.deepEqual((await problems(first)).toSorted(), ['通道堆放杂物', '配电箱未上锁'].toSorted());
    assert.deepEqual(await objections(first), []);

    assert.equal((await problems(second)).length, 1);
    const { id } = (await enterPaper(app, { publicationId: publication.id })).body;
    assert.deepEqual(await objections(first), [id]);
    assert.deepEqual(await objections(second), []);
    await move(app, id, 'sectionOfficer', { move: 'reject', note: '与该项检查无关。' });
    assert.deepEqual(await objections(first), []);

    const neighbour = await app.signIn('otherAgency');
    assert.deepEqual(await objections(first, neighbour), [], 'of the own directory alone');
    assert.deepEqual(await problems(app.actionId()), [], 'no such object');
  }));
