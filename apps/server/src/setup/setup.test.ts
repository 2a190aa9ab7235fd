/** The set-up of an empty installation: who may, what it leaves behind, and that it never happens twice. */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { buildApp } from '../app.ts';
import { createTestDatabase } from '../platform/testing.ts';
import {
  clientOf,
  makeTestPlatform,
  type TestClient,
  type TestPlatform,
  type TestReply,
  testAccess,
  withTestApp,
} from '../platform/testing-app.ts';
import { openSetup } from './setup.service.ts';

interface Empty {
  readonly platform: TestPlatform;
  readonly anonymous: TestClient;
  readonly as: (token: string) => TestClient;
}

/** An application without any jurisdiction. */
async function withEmpty(work: (empty: Empty) => Promise<void>): Promise<void> {
  const database = await createTestDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'mingcha-setup-'));
  try {
    const platform = await makeTestPlatform(database, { folder });
    const app = await buildApp({ platform, access: testAccess });
    try {
      await work({ platform, anonymous: clientOf(app, null), as: (token) => clientOf(app, token) });
    } finally {
      await app.close();
    }
  } finally {
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  }
}

function wish(code: string, change: object = {}) {
  return {
    actionId: crypto.randomUUID(),
    code,
    place: {
      jurisdictionName: '晋州市',
      divisionCode: '130183',
      agencyName: '晋州市应急管理局',
      shortName: '晋州市应急局',
      level: 'county',
      kind: 'emergency',
      phone: '',
      complaintPhone: '12345',
    },
    sections: ['政策法规股', '应急管理综合行政执法大队'],
    administrators: {
      administrator: { personName: '郭立明', signInName: 'jz.admin' },
      securityAdministrator: { personName: '乔振华', signInName: 'jz.security' },
      auditAdministrator: { personName: '裴玉洁', signInName: 'jz.audit' },
    },
    host: false,
    preset: 'hebei',
    ...change,
  };
}

function tokenIn(reply: TestReply): string {
  return /^__Host-mingcha=([^;]+)/.exec(String(reply.headers['set-cookie']))?.[1] ?? '';
}

/** Signs in with the one-time password and replaces it. */
async function enter(empty: Empty, made: { signInName: string; oneTimePassword: string }) {
  const { signInName, oneTimePassword } = made;
  const first = await empty.anonymous.post('/api/session', { signInName, password: oneTimePassword });
  assert.equal(first.status, 200, JSON.stringify(first.body));
  const change = { current: oneTimePassword, next: 'Willow-River-58' };
  return empty.as(tokenIn(await empty.as(tokenIn(first)).post('/api/password', change)));
}

test('R364 whoever holds the printed code sets the installation up once; the three administrators then work', async () => {
  await withEmpty(async (empty) => {
    const { platform, anonymous } = empty;
    const code = (await openSetup(platform)) ?? '';
    assert.match(code, /^[a-z0-9]{4}-[a-z0-9]{4}-[a-z0-9]{4}$/);
    assert.equal((await anonymous.get('/api/site')).body.needsSetUp, true);
    const checked = await anonymous.post('/api/setup/code', { code: ` ${code.toUpperCase()} ` });
    assert.ok(checked.body.calendarYears.includes(2026), JSON.stringify(checked.body));
    const body = wish(code);
    const made = await anonymous.post('/api/setup', body);
    assert.equal(made.status, 200, JSON.stringify(made.body));
    const roles = made.body.accounts.map((one: { role: string }) => one.role);
    assert.deepEqual(roles, ['administrator', 'securityAdministrator', 'auditAdministrator']);
    assert.deepEqual((await anonymous.post('/api/setup', body)).body, made.body, 'same id twice');
    assert.equal((await anonymous.get('/api/site')).body.needsSetUp, false);
    const administrator = await enter(empty, made.body.accounts[0]);
    const { rows } = (await administrator.get('/api/agencies')).body;
    assert.deepEqual(
      rows.map((row: { name: string; sections: unknown[] }) => [row.name, row.sections.length]),
      [['晋州市应急管理局', 2]],
    );
    const audit = await enter(empty, made.body.accounts[2]);
    const events = (await audit.get('/api/ledger/events?type=installation.')).body.rows;
    assert.equal(events.length, 1);
    const verdict = await audit.post('/api/ledger/verification', { actionId: crypto.randomUUID() });
    assert.equal(verdict.body.sound, true);
  });
});

test('a wrong code, an old one and no code at all open nothing and leave nothing', async () => {
  await withEmpty(async ({ platform, anonymous }) => {
    const closed = await anonymous.post('/api/setup/code', { code: 'aaaa-bbbb-cccc' });
    assert.equal(closed.body.error.code, 'setup.closed.forbidden', 'no code was ever printed');
    const old = (await openSetup(platform)) ?? '';
    const present = (await openSetup(platform)) ?? '';
    for (const code of [old, 'aaaa-bbbb-cccc', '']) {
      assert.equal(
        (await anonymous.post('/api/setup/code', { code })).body.error.code,
        'setup.code.forbidden',
      );
      const refused = await anonymous.post('/api/setup', wish(code));
      assert.equal(refused.status, 403);
    }
    assert.equal((await anonymous.get('/api/site')).body.agencies.length, 0);
    assert.equal((await anonymous.post('/api/setup/code', { code: present })).status, 200);
  });
});

test('after the set-up every code is refused, also one printed later, and two who hold it get one installation', async () => {
  await withEmpty(async ({ platform, anonymous }) => {
    const code = (await openSetup(platform)) ?? '';
    const replies = await Promise.all([
      anonymous.post('/api/setup', wish(code)),
      anonymous.post('/api/setup', wish(code)),
    ]);
    assert.deepEqual(
      replies.map((reply) => reply.status).toSorted((a, b) => a - b),
      [200, 403],
    );
    const again = await anonymous.post('/api/setup', wish(code));
    assert.equal(again.body.error.code, 'setup.closed.forbidden');
    assert.equal(await openSetup(platform), null);
    assert.equal((await anonymous.get('/api/site')).body.agencies.length, 1);
  });
});

test('an installation with data has no code and cannot be seized', async () => {
  await withTestApp(async ({ platform, anonymous }) => {
    assert.equal(await openSetup(platform), null);
    assert.equal((await anonymous.post('/api/setup', wish('x'))).body.error.code, 'setup.closed.forbidden');
  });
});

test('one person with two duties, an unknown province and a level that does not fit its code are refused', async () => {
  await withEmpty(async ({ platform, anonymous }) => {
    const code = (await openSetup(platform)) ?? '';
    const base = wish(code);
    const attempt = async (change: object) =>
      (await anonymous.post('/api/setup', wish(code, change))).body.error.code as string;
    const { administrator } = base.administrators;
    assert.equal(
      await attempt({ administrators: { ...base.administrators, auditAdministrator: administrator } }),
      'setup.same_person',
    );
    const place = (change: object) => ({ place: { ...base.place, ...change } });
    assert.equal(await attempt(place({ divisionCode: '990183' })), 'access.jurisdiction_code_form');
    assert.equal(await attempt(place({ divisionCode: '130100' })), 'setup.level_code_invalid');
    assert.equal(await attempt({ sections: ['甲', '甲'] }), 'setup.section_twice');
    assert.equal((await anonymous.post('/api/setup', base)).status, 200);
  });
});

test('the one-time passwords of the set-up stand nowhere in clear', async () => {
  await withEmpty(async ({ platform, anonymous }) => {
    const made = await anonymous.post('/api/setup', wish((await openSetup(platform)) ?? ''));
    const secret = made.body.accounts[1].oneTimePassword as string;
    const kept = await platform.db.selectFrom('installation_setup').selectAll().execute();
    const entries = await platform.db.selectFrom('ledger_events').select('entry').execute();
    const text = [kept[0]?.outcome?.toString('latin1'), ...entries.map((one) => one.entry)].join();
    assert.equal(text.includes(secret), false);
  });
});
