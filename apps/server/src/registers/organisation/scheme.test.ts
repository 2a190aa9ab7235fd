/** The yearly scheme: from the usual chapters to the notice that its addressees confirm; its number is typed, never made. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type TestApp, type TestClient, withTestApp } from '../../platform/testing-app.ts';

interface Shown {
  version: number;
  title: string;
  year: number;
  // Tests look into replies of every shape.
  // oxlint-disable-next-line typescript/no-explicit-any
  [member: string]: any;
}

async function drafted(app: TestApp, year = 2026) {
  const legal = await app.signIn('anLan');
  const { id } = (await legal.post('/api/schemes', { year, actionId: app.actionId() })).body;
  const at = `/api/schemes/${id as string}`;
  const show = async (who: TestClient = legal): Promise<Shown> => (await who.get(at)).body;
  const save = async (change: (shown: Shown) => object, version?: number) => {
    const shown = await show();
    const { content, title } = shown;
    return legal.put(at, {
      year: shown.year,
      title,
      content,
      version: version ?? shown.version,
      actionId: app.actionId(),
      ...change(shown),
    });
  };
  const step = async (who: TestClient, name: string) =>
    who.post(`${at}/steps`, { step: name, version: (await show()).version, actionId: app.actionId() });
  return { legal, id: id as string, at, show, save, step };
}

/** The content with a basis, leads for all tasks, and addressees. */
function complete(app: TestApp, shown: Shown, addressees: object[] = []) {
  const section = { id: app.cast.anLan.sectionId };
  return {
    ...shown['content'],
    bases: [{ policyId: null, citation: '《关于严格规范涉企行政检查的意见》（国办发〔2024〕54号）' }],
    chapters: shown['content'].chapters.map((chapter: { kind: string; points: object[] }) =>
      chapter.kind === 'tasks'
        ? {
            ...chapter,
            points: chapter.points.map((point) => ({ ...point, lead: section, sections: [section] })),
          }
        : chapter,
    ),
    addressees,
  };
}

test('a draft begins with the usual chapters under a title made of agency and year', async () => {
  await withTestApp(async (app) => {
    const { show } = await drafted(app);
    const shown = await show();
    assert.equal(shown.title, '茶亭区应急管理局2026年“双随机、一公开”监管工作实施方案');
    assert.deepEqual(
      shown['content'].chapters.map((one: { kind: string; points: unknown[] }) => [
        one.kind,
        one.points.length,
      ]),
      [
        ['points', 4],
        ['tasks', 4],
        ['points', 4],
      ],
    );
    assert.equal(shown['content'].unitWord, '股室');
  });
});

test('a scheme is not submitted without a basis, or while a task has no lead section', async () => {
  await withTestApp(async (app) => {
    const { legal, save, step, show } = await drafted(app);
    assert.equal((await step(legal, 'submit')).body.error.code, 'scheme.basis_missing');
    await save((shown) => ({
      content: { ...shown['content'], bases: [{ policyId: null, citation: '《某某通知》' }] },
    }));
    const unled = await step(legal, 'submit');
    assert.equal(unled.body.error.code, 'scheme.task_lead_missing');
    assert.match(unled.body.error.data.title, /一单两库一细则/);
    await save((shown) => ({ content: complete(app, shown) }));
    assert.equal((await step(legal, 'submit')).status, 200);
    const [task] = (await show())['content'].chapters[1].points;
    // Names are those of the sections, whatever was sent.
    assert.deepEqual([task.lead.name, task.sections[0].name], ['安全生产科', '安全生产科']);
    const late = await save((shown) => ({ content: complete(app, shown) }));
    assert.equal(late.body.error.code, 'document.not_draft');
  });
});

test('sections of another agency and addressees of another place are refused', async () => {
  await withTestApp(async (app) => {
    const { save } = await drafted(app);
    const section = await save((shown) => {
      const content = structuredClone(shown['content']);
      content.chapters[1].points[0].lead = { id: app.cast.chenXi.sectionId };
      return { content };
    });
    assert.deepEqual([section.status, section.body.error.code], [422, 'scheme.section_invalid']);
    const addressee = await save((shown) => ({
      content: complete(app, shown, [{ kind: 'agency', id: app.cast.chenXi.agencyId }]),
    }));
    assert.equal(addressee.body.error.code, 'scheme.addressee_invalid');
    const stale = await save((shown) => ({ content: complete(app, shown) }), 7);
    assert.equal(stale.body.error.code, 'scheme.changed_meanwhile');
  });
});

async function published(app: TestApp, year = 2026, documentNumber = '茶应急〔2026〕3号') {
  const scheme = await drafted(app, year);
  const addressees = [
    { kind: 'section', id: app.cast.anLan.sectionId },
    { kind: 'agency', id: app.cast.otherAgency.agencyId },
  ];
  await scheme.save((shown) => ({ content: complete(app, shown, addressees) }));
  // The legal officer who drafts does not review; another one would. Here the section drafts.
  const officer = await app.signIn('sectionOfficer');
  const head = await app.signIn('agencyHead');
  assert.equal((await scheme.step(officer, 'submit')).status, 200);
  assert.equal((await scheme.step(scheme.legal, 'review')).status, 200);
  assert.equal((await scheme.step(head, 'approve')).status, 200);
  const early = await scheme.step(scheme.legal, 'publish');
  assert.equal(early.body.error.code, 'scheme.number_missing');
  const number = async (value: string) =>
    scheme.legal.put(`${scheme.at}/number`, {
      documentNumber: value,
      signedOn: '2026-01-15',
      version: (await scheme.show()).version,
      actionId: app.actionId(),
    });
  const numbered = await number(documentNumber);
  return { ...scheme, number, numbered };
}

test('the number is typed from the own register, unique in the agency, and closed once published', async () => {
  await withTestApp(async (app) => {
    const first = await published(app);
    assert.equal(first.numbered.status, 200);
    assert.equal((await first.step(first.legal, 'publish')).status, 200);
    assert.equal((await first.number('茶应急〔2026〕4号')).body.error.code, 'scheme.number_closed');
    const second = await published(app);
    assert.deepEqual([second.numbered.status, second.numbered.body.error.code], [409, 'scheme.number_taken']);
    await second.number('茶应急〔2026〕5号');
    assert.equal((await second.step(second.legal, 'publish')).status, 200);
    assert.equal((await first.show())['state'], 'superseded');
  });
});

test('each addressee confirms receipt once, and nobody else can', async () => {
  await withTestApp(async (app) => {
    const scheme = await published(app);
    const confirm = async (who: TestClient) =>
      who.post(`${scheme.at}/receipts`, { actionId: app.actionId() });
    const other = await app.signIn('otherAgency');
    assert.equal((await confirm(other)).status, 404, 'not seen before it is published');
    assert.equal((await confirm(scheme.legal)).body.error.code, 'scheme.not_published');
    await scheme.step(scheme.legal, 'publish');
    const [row] = (await other.get('/api/schemes')).body.rows;
    assert.deepEqual([row.own, row.awaitsMe, row.confirmed, row.addressed], [false, true, 0, 2]);
    assert.equal((await confirm(other)).body.addressee, '茶亭区消防救援大队');
    assert.equal((await confirm(other)).body.error.code, 'scheme.already_confirmed');
    assert.equal((await confirm(scheme.legal)).status, 200);
    const shown = await scheme.show();
    assert.deepEqual(
      shown['receipts'].map((one: { personName: string }) => one.personName),
      ['安岚', '邻安'],
    );
    const stranger = await app.signIn('chenXi');
    assert.equal((await confirm(stranger)).status, 404);
    assert.equal((await stranger.get(scheme.at)).status, 404);
  });
});

test('the paper is a PDF and a DOCX, and a lapsed basis is said', async () => {
  await withTestApp(async (app) => {
    const { legal, at, save, show } = await drafted(app);
    const policy = await legal.post('/api/policy-documents', {
      title: '旧通知',
      number: '1号',
      issuer: '',
      issuedOn: null,
      validUntil: '2020-01-01',
      link: '',
      note: '',
      actionId: app.actionId(),
    });
    await save((shown) => ({
      content: {
        ...complete(app, shown),
        bases: [{ policyId: policy.body.id, citation: '《旧通知》（1号）' }],
      },
    }));
    assert.deepEqual((await show())['lapsedBases'], ['《旧通知》（1号）']);
    const pdf = await legal.get(`${at}/paper?format=pdf`);
    assert.equal(pdf.raw.subarray(0, 5).toString(), '%PDF-');
    const docx = await legal.get(`${at}/paper?format=docx`);
    assert.equal(docx.raw.subarray(0, 2).toString(), 'PK');
    const inspector = await app.signIn('boWen');
    assert.equal(
      (await inspector.post('/api/schemes', { year: 2026, actionId: app.actionId() })).status,
      403,
    );
  });
});

test('next year begins with a copy of this year’s under its own title', async () => {
  await withTestApp(async (app) => {
    const { legal, id, save } = await drafted(app);
    await save((shown) => ({ content: complete(app, shown) }));
    const body = { year: 2027, copyOf: id, actionId: app.actionId() };
    const made = await legal.post('/api/schemes', body);
    assert.deepEqual((await legal.post('/api/schemes', body)).body, made.body);
    const copy = (await legal.get(`/api/schemes/${made.body.id as string}`)).body;
    assert.match(copy.title, /2027年/);
    assert.equal(copy.content.bases.length, 1);
    const other = await app.signIn('otherAgency');
    const stolen = await other.post('/api/schemes', { year: 2027, copyOf: id, actionId: app.actionId() });
    assert.equal(stolen.status, 404);
  });
});
