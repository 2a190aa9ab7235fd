/** What the desks write: publication, objection, import, training, backup, and one command of each further kind. */
import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import type { TestApp, TestClient, TestReply } from '../../apps/server/src/platform/testing-app.ts';
import {
  paperFields,
  plantPublished,
} from '../../apps/server/src/publications/objections/objection-testing.ts';
import { plantPassed, publicationFor } from '../../apps/server/src/publications/publication-testing.ts';
import { addInspector } from '../../apps/server/src/registers/inspectors/inspectors-testing.ts';
import { csv, plainObject } from '../../apps/server/src/registers/objects/testing-objects.ts';
import type { WritePath } from './paths.ts';

export const officePaths: readonly WritePath[] = [
  {
    name: 'publication',
    prepare: async ({ inside }) => {
      const { inspectionIds } = await plantPassed(inside);
      const row = await publicationFor(inside, inspectionIds[0] ?? '');
      return async (app) => {
        const lan = await app.signIn('anLan');
        must(
          await lan.post(`/api/publications/${row.id}/reviews`, {
            actionId: app.actionId(),
            version: row.row_version,
            decision: 'pass',
            note: '',
            confirmed: [],
          }),
        );
        must(
          await lan.post('/api/publication-releases', {
            actionId: app.actionId(),
            items: [{ id: row.id, version: row.row_version + 1 }],
          }),
        );
      };
    },
  },
  {
    name: 'objection',
    prepare: async ({ inside }) => {
      const { publication } = await plantPublished(inside);
      return async (app) => {
        const lan = await app.signIn('anLan');
        const entered = must(
          await lan.post('/api/objections', {
            ...paperFields,
            actionId: app.actionId(),
            publicationId: publication.id,
            receivedOn: app.platform.clock.today(),
            isIdentitySeen: true,
          }),
        );
        const handlerId = app.cast.sectionOfficer.accountId;
        const forms = [
          { move: 'accept', note: '' },
          { move: 'assign', handlerId, note: '' },
        ];
        for (const [n, form] of forms.entries())
          must(
            await lan.post(`/api/objections/${entered.body.id}/moves`, {
              actionId: app.actionId(),
              version: n + 1,
              form,
            }),
          );
      };
    },
  },
  {
    name: 'import',
    // Two at once would find the register changed by each other, which is a refusal of its own.
    isSingle: true,
    worksOn: true,
    prepare: ({ no }) => {
      const bytes = rosterOf(no, 200);
      return Promise.resolve((app) => importRoster(app, bytes));
    },
  },
  {
    name: 'training',
    prepare: async ({ inside, no }) => {
      const lan = await inside.signIn('anLan');
      const people = [await addInspector(lan, `K${no}A`), await addInspector(lan, `K${no}B`)];
      return async (app) => {
        const officer = await app.signIn('anLan');
        for (const course of ['有限空间执法', '粉尘防爆'])
          must(
            await officer.post('/api/training-records', {
              course: `${course}第${no}期`,
              organiser: '省厅',
              fromDay: '2026-02-01',
              toDay: '2026-02-02',
              hoursTenths: 120,
              result: 'passed',
              note: '',
              inspectorIds: people,
              actionId: app.actionId(),
            }),
          );
      };
    },
  },
  {
    name: 'backup',
    isSingle: true,
    worksOn: true,
    prepare: () => {
      // Of the first walk: where that one came to its end the second finds the backup standing.
      let before: ReadonlySet<string> | null = null;
      return Promise.resolve(async (app: TestApp) => {
        const administrator = await app.signIn('administrator');
        before ??= new Set(await finished(administrator));
        await backUp(app, administrator, before);
      });
    },
  },
  {
    name: 'registers and matters',
    prepare: ({ no }) =>
      Promise.resolve(async (app) => {
        const lan = await app.signIn('anLan');
        const { id } = must(
          await lan.post('/api/objects', {
            ...plainObject,
            name: `第${no}号化工有限公司`,
            uscc: null,
            localCode: `H-${no}`,
            actionId: app.actionId(),
          }),
        ).body;
        assert.ok(id);
        must(
          await lan.post('/api/contacts', {
            ...call,
            actionId: app.actionId(),
            outsideNumber: `12345-${no}`,
            receivedOn: app.platform.clock.today(),
          }),
        );
        must(
          await (await app.signIn('administrator')).post('/api/accounts', {
            actionId: app.actionId(),
            signInName: `du.ling${no}`,
            personName: '杜玲',
            agencyId: app.cast.anLan.agencyId,
            sectionId: app.cast.anLan.sectionId,
            roles: ['inspector'],
          }),
        );
        must(
          await lan.post('/api/accountability', {
            actionId: app.actionId(),
            agencyId: app.cast.boWen.agencyId,
            kind: 'falseRecord',
            subject: `第${no}号检查记录`,
            account: '记录所载时间早于到场时间。',
            happenedOn: app.platform.clock.today(),
            path: '',
            personId: app.cast.sectionOfficer.accountId,
            ledgerSeqs: [],
          }),
        );
      }),
  },
];

const call = {
  kind: 'complaint',
  channel: 'hotline',
  subject: '夜间违规作业',
  content: '反映人称该厂夜间动火作业没有监护。',
  objectName: '',
  name: '丁一',
  phone: '13900002222',
  address: '',
  objectId: null,
  dueOn: null,
} as const;

/** So many enterprises that no other turn has. */
export function rosterOf(no: number, rows: number): Uint8Array {
  const lines = Array.from({ length: rows }, (_, i) => `第${no}批第${i}企业,${no}-${i},东街${i}号`);
  return csv('企业名称,本地编号,地址', ...lines);
}

/** Of another agency than those who write to its register meanwhile, which would refuse the import. */
export const importer = 'otherAgency';

/** As a person imports: where the reading was interrupted the page says so, and it is asked for again. */
export async function importRoster(app: TestApp, bytes: Uint8Array): Promise<void> {
  const officer = await app.signIn(importer);
  const up = must(
    await officer.upload(`/api/imports?actionId=${app.actionId()}&kind=objects`, { name: 'a.csv', bytes }),
  );
  const path = `/api/imports/${up.body.id}`;
  const mapping = up.body.table.proposal;
  const [preview, apply] = [app.actionId(), app.actionId()];
  const read = () => officer.post(`${path}/preview`, { actionId: app.actionId(), mapping });
  const untilRead = async () => {
    for (let tries = 0; tries < 600; tries += 1) {
      const { state } = must(await officer.get(path)).body as { state: string };
      if (state === 'previewed' || state === 'applied') return;
      if (state === 'uploaded') must(await read());
      await pause(50);
    }
  };
  must(await officer.post(`${path}/preview`, { actionId: preview, mapping }));
  await untilRead();
  const applied = await officer.post(`${path}/apply`, { actionId: apply });
  if (applied.body.error?.code !== 'import.preview_lost') {
    assert.equal(must(applied).body.state, 'applied');
    return;
  }
  // What a preview showed does not outlive the database's own fall, and the page says: preview again.
  must(await read());
  await untilRead();
  const again = await officer.post(`${path}/apply`, { actionId: app.actionId() });
  assert.equal(must(again).body.state, 'applied');
}

/** Asks for a backup as the page does, and waits until it stands. */
async function backUp(app: TestApp, administrator: TestClient, before: ReadonlySet<string>): Promise<void> {
  must(await administrator.post('/api/backups', { actionId: app.actionId() }));
  for (let waited = 0; waited < 600; waited += 1) {
    if ((await finished(administrator)).some((id) => !before.has(id))) return;
    await pause(100);
  }
  throw new Error('the backup that was asked for never stood');
}

async function finished(client: TestClient): Promise<string[]> {
  const { backups } = must(await client.get('/api/backups')).body as {
    backups: { id: string; state: string }[];
  };
  return backups.filter((one) => one.state === 'done').map((one) => one.id);
}

function must(reply: TestReply): TestReply {
  assert.equal(reply.status, 200, JSON.stringify(reply.body));
  return reply;
}
