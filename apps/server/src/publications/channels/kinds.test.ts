/** Whatever is public travels where its kind is taken: penalties, lists and draws, marks, and what is recalled. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inTransaction } from '../../platform/db/transaction.ts';
import { type TestApp, withTestApp } from '../../platform/testing-app.ts';
import { publishOnce } from '../documents.ts';
import { removePublished } from '../engine.ts';
import { penaltyCase, penaltyRecords } from '../penalty-testing.ts';
import { publicationById } from '../publication.queries.ts';
import { setObjectionMark } from '../publication.service.ts';
import { plantPublished, withChannelDesk } from './channel-testing.ts';

type Rows = Readonly<Record<string, readonly Readonly<Record<string, string>>[]>>;

const blocksOf = (call: { readonly body: Readonly<Record<string, unknown>> } | undefined): Rows =>
  (call?.body['blocks'] ?? {}) as Rows;

/** A list and a voided draw of the bureau, public. */
async function plantDocuments(app: TestApp): Promise<readonly string[]> {
  const { platform, cast } = app;
  const { jurisdictionId, agencyId } = cast.anLan;
  const agency = { id: agencyId, name: '茶亭区应急管理局' };
  const common = { jurisdictionId, agency };
  const today = platform.clock.today();
  const ids = await inTransaction(platform.db, async (tx) => [
    await publishOnce(tx, platform, {
      ...common,
      kind: 'plan',
      subjectId: platform.ids.next(),
      title: '2026年度抽查计划',
      number: '',
      payload: {
        kind: 'document',
        documentKind: 'plan',
        agency,
        title: '2026年度抽查计划',
        version: 2,
        publishedOn: today,
        path: 'plans/1',
      },
    }),
    await publishOnce(tx, platform, {
      ...common,
      kind: 'drawVoid',
      subjectId: platform.ids.next(),
      title: '危险化学品抽查',
      number: 'A-2026-0001',
      payload: {
        kind: 'draw',
        agency,
        number: 'A-2026-0001',
        title: '危险化学品抽查',
        drawnOn: today,
        voided: { reason: 'other', on: today },
        path: 'draws/1',
      },
    }),
  ]);
  await app.settle();
  return ids;
}

test('R201 lists, plans and draws go to the government site alone; the others say that they do not take the kind', () =>
  withTestApp((app) =>
    withChannelDesk(app, async ({ save, send, states, side }) => {
      await save('governmentSite', { settings: { portalAddress: 'https://portal.example' } });
      await save('enterpriseCredit');
      const [plan = '', draw = ''] = await plantDocuments(app);
      assert.equal(await send(), 2);
      assert.deepEqual(await states(plan, 'governmentSite'), ['accepted 1 put']);
      assert.deepEqual(await states(plan), []);
      const blocks = side.calls.map(blocksOf);
      assert.equal(blocks.find((each) => each['documents'])?.['documents']?.[0]?.['edition'], '2');
      assert.equal(
        blocks.find((each) => each['documents'])?.['documents']?.[0]?.['url'],
        `https://portal.example/p/records/${plan}`,
      );
      assert.equal(blocks.find((each) => each['draws'])?.['draws']?.[0]?.['status'], '作废');
      const stands = (await (await app.signIn('anLan')).get(`/api/publications/${draw}/channels`)).body;
      assert.deepEqual(
        stands.rows.map((row: { kind: string; absence: string | null }) => [row.kind, row.absence]),
        [
          ['governmentSite', null],
          ['enterpriseCredit', 'kindNotTaken'],
          ['creditPlatform', 'kindNotTaken'],
          ['supervision', 'kindNotTaken'],
          ['provincial', 'kindNotTaken'],
        ],
      );
    }),
  ));

test('R201 R247 a published penalty reaches the credit platform in the layout of 双公示, once; without a credit code it does not apply', () =>
  withTestApp((app) =>
    withChannelDesk(app, async ({ save, send, states, lines, side }) => {
      await save('creditPlatform', { settings: { agencyCode: '11130181000000000X' } });
      const { decision, name } = await penaltyCase(app, { problems: 2 });
      const [record] = await penaltyRecords(app);
      const id = record?.id ?? '';
      assert.deepEqual(await states(id, 'creditPlatform'), ['waiting 1 put']);
      assert.equal(await send(), 1);
      const [call] = side.calls;
      assert.equal(call?.body['layout'], 'credit-penalty-2018');
      const [row] = blocksOf(call)['penalty'] ?? [];
      assert.deepEqual(
        [row?.['CF_XDR_MC'], row?.['CF_WSH'], row?.['CF_NR_FK'], row?.['CF_CFLB'], row?.['CF_FRDB']],
        [name, decision.number, '1', '警告；罚款', '石磊磊'],
      );
      assert.deepEqual(await states(id, 'creditPlatform'), ['accepted 1 put']);
      await penaltyCase(app, { change: { number: '茶应急罚〔2026〕9号' }, code: null });
      const other = (await penaltyRecords(app)).find((each) => each.id !== id)?.id ?? '';
      assert.deepEqual(await states(other, 'creditPlatform'), ['notApplicable 1 put']);
      assert.equal((await lines(other))[0]?.problem, 'noCode');
      assert.equal(await send(), 0);
    }),
  ));

test('R224 异议处理中 travels where the layout has a field for it, and its end too', () =>
  withTestApp((app) =>
    withChannelDesk(app, async ({ platform, save, send, states, side }) => {
      await save('governmentSite');
      await save('enterpriseCredit');
      const [id = ''] = await plantPublished(app);
      const mark = async (isPending: boolean) => {
        await inTransaction(platform.db, (tx) =>
          setObjectionMark(tx, platform, { publicationId: id, isPending, actor: null }),
        );
        await app.settle();
      };
      await mark(true);
      assert.deepEqual(
        await states(id, 'governmentSite'),
        ['waiting 1 put'],
        'not gone yet: laid out with it',
      );
      await send();
      const shown = () => blocksOf(side.calls.at(-1))['results']?.[0]?.['status'];
      await mark(false);
      assert.deepEqual(await states(id, 'governmentSite'), ['waiting 1 put', 'accepted 1 put']);
      assert.deepEqual(await states(id), ['accepted 1 put'], 'the national blocks have no field');
      await send();
      assert.equal(shown(), '有效');
      await mark(true);
      await send();
      assert.deepEqual([shown(), side.calls.at(-1)?.body['operation']], ['异议处理中', 'modify']);
    }),
  ));

test('P-03 what is contained is recalled at once, whatever the hour of the batch, and removed at the other side', () =>
  withTestApp((app) =>
    withChannelDesk(app, async ({ platform, save, send, states, side }) => {
      await save('governmentSite');
      const [id = ''] = await plantPublished(app);
      await send();
      await save('governmentSite', { version: 1, settings: { batchHour: 3 } });
      await inTransaction(platform.db, async (tx) => {
        const row = await publicationById(tx, id, 'lock');
        assert.ok(row !== undefined);
        const gone = await removePublished(tx, platform, {
          row,
          move: 'contain',
          reason: 'lawful',
          note: '',
          doer: app.cast.anLan,
        });
        assert.ok(gone.ok);
      });
      await app.settle();
      assert.equal(await send(), 1);
      assert.deepEqual(await states(id, 'governmentSite'), ['accepted 1 remove', 'accepted 1 put']);
      assert.equal(side.kept.get(id)?.isRemoved, true);
      const removal = side.calls.at(-1)?.body;
      assert.deepEqual([removal?.['operation'], removal?.['blocks']], ['remove', {}]);
    }),
  ));
