/** Rescue of an administrator at the console: by two people, recorded, told, and never by one. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { setStatus } from '../auth/account.service.ts';
import type { Access } from '../auth/sign-in.service.ts';
import { castPassword, type TestApp, testAccess, withTestApp } from '../testing-app.ts';
import { signInNameOf } from '../testing-cast.ts';
import {
  findPatient,
  mayGoByHand,
  type Patient,
  proveWitness,
  rescueAccount,
  type Witness,
} from './rescue.service.ts';

type Person = Parameters<typeof signInNameOf>[0];

async function patientOf(access: Access): Promise<Patient> {
  const found = await findPatient(access, ' Administrator ');
  assert.ok(found.ok);
  return found.value;
}

async function witness(access: Access, patient: Patient, name: Person): Promise<Witness> {
  const proved = await proveWitness(access, patient, {
    signInName: signInNameOf(name),
    password: castPassword,
  });
  assert.ok(proved.ok, name);
  return proved.value;
}

const codeOf = (result: { readonly ok: boolean; readonly error?: { readonly code: string } }) =>
  result.ok ? 'ok' : result.error?.code;

async function told(app: TestApp): Promise<readonly string[]> {
  const found = await sql<{
    id: string;
  }>`SELECT account_id AS id FROM notices WHERE kind LIKE 'account.rescued%'`.execute(app.database.owner);
  const names = Object.entries(app.cast).map(([name, actor]) => [actor.accountId, name] as const);
  return found.rows.map((row) => new Map(names).get(row.id) ?? '').sort();
}

const passwordOf = (app: TestApp) =>
  app.anonymous.post('/api/session', { signInName: 'administrator', password: castPassword });

test('two people who prove themselves rescue an administrator: old password and sessions end, the ledger and the auditor have it', async () => {
  await withTestApp(async (app) => {
    const access: Access = { platform: app.platform, settings: testAccess };
    const session = await app.signIn('administrator');
    const patient = await patientOf(access);
    const both = [
      await witness(access, patient, 'securityAdministrator'),
      await witness(access, patient, 'auditor'),
    ] as const;
    const done = await rescueAccount(access, patient, { reason: 'lost', witnesses: both });
    assert.ok(done.ok);
    assert.equal((await session.get('/api/accounts')).status, 401);
    assert.equal((await passwordOf(app)).status, 401);
    const fresh = await app.anonymous.post('/api/session', {
      signInName: 'administrator',
      password: done.value.oneTimePassword,
    });
    assert.deepEqual([fresh.status, fresh.body.mustChangePassword], [200, true]);
    const { rows } = await sql<{
      entry: string;
    }>`SELECT entry FROM ledger_events WHERE type = 'account.rescued'`.execute(app.database.db);
    const entry = JSON.parse(rows[0]?.entry ?? '{}');
    assert.deepEqual(
      [rows.length, entry.actor, entry.data],
      [1, both[0].accountId, { reason: 'lost', proved: true, secondPerson: both[1].accountId }],
    );
    assert.deepEqual(await told(app), [
      'administrator',
      'auditAdministrator',
      'auditor',
      'securityAdministrator',
    ]);
    assert.equal(done.value.told, 4);
    assert.ok(!JSON.stringify([rows, app.logged]).includes(done.value.oneTimePassword));
  });
});

test('one person twice, the holder, a wrong password, an inspector, another jurisdiction, a disabled or ordinary account are refused and change nothing', async () => {
  await withTestApp(async (app) => {
    const access: Access = { platform: app.platform, settings: testAccess };
    const patient = await patientOf(access);
    const auditor = await witness(access, patient, 'auditor');
    const own = { accountId: patient.accountId, name: patient.personName };
    for (const witnesses of [
      [auditor, auditor],
      [auditor, own],
    ] as const)
      assert.equal(
        codeOf(await rescueAccount(access, patient, { reason: 'x', witnesses })),
        'rescue.same_person',
      );
    const prove = async (name: Person, password: string) =>
      codeOf(await proveWitness(access, patient, { signInName: signInNameOf(name), password }));
    assert.equal(await prove('securityAdministrator', 'wrong'), 'rescue.refused');
    assert.equal(await prove('boWen', castPassword), 'rescue.refused');
    assert.equal(await prove('chenXi', castPassword), 'rescue.refused');
    assert.equal(codeOf(await findPatient(access, 'anlan')), 'rescue.unknown');
    assert.equal(codeOf(await findPatient(access, 'nobody')), 'rescue.unknown');
    const disabled = {
      actionId: app.actionId(),
      id: app.cast.auditAdministrator.accountId,
      status: 'disabled',
      reason: '',
    } as const;
    assert.ok((await setStatus(access, app.cast.administrator, disabled)).ok);
    assert.equal(codeOf(await findPatient(access, 'auditadministrator')), 'rescue.disabled');
    assert.equal((await passwordOf(app)).status, 200);
    assert.deepEqual(await told(app), []);
  });
});

test('names alone do only where fewer than two could sign in of late, and are told as not proved', async () => {
  await withTestApp(async (app) => {
    const access: Access = { platform: app.platform, settings: testAccess };
    const patient = await patientOf(access);
    for (const name of ['auditor', 'securityAdministrator'] as const)
      await app.anonymous.post('/api/session', { signInName: signInNameOf(name), password: castPassword });
    assert.equal(codeOf(await mayGoByHand(access, patient)), 'rescue.able');
    app.platform.clock.advance(31 * 86_400_000);
    assert.equal(codeOf(await mayGoByHand(access, patient)), 'ok');
    const written = [
      { accountId: null, name: '张三 办公室主任' },
      { accountId: null, name: '李四 机房管理员' },
    ] as const;
    const done = await rescueAccount(access, patient, { reason: 'all locked out', witnesses: written });
    assert.ok(done.ok);
    const { rows } = await sql<{ kind: string; entry: string }>`
      SELECT DISTINCT n.kind, e.entry FROM notices n, ledger_events e WHERE e.type = 'account.rescued' AND n.kind LIKE 'account.rescued%'`.execute(
      app.database.owner,
    );
    assert.equal(rows[0]?.kind, 'account.rescued_by_hand');
    assert.doesNotMatch(rows[0]?.entry ?? '', /张三|李四/, 'persons stand in the ledger by account only');
  });
});
