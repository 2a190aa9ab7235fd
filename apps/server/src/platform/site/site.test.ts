import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withTestApp } from '../testing-app.ts';

test('anybody reads who runs the installation; without demo data it is not marked as a demo', async () => {
  await withTestApp(async ({ anonymous, cast }) => {
    const { status, body } = await anonymous.get('/api/site');
    assert.equal(status, 200);
    assert.equal(body.demo, false);
    assert.ok(body.agencies.some((agency: { id: string }) => agency.id === cast.anLan.agencyId));
  });
});

test('R363 the suite that a new draw proposes is the one of the settings, and is told only where it is another', async () => {
  await withTestApp(async ({ anonymous, platform }) => {
    assert.equal((await anonymous.get('/api/site')).body.drawSuite, undefined);
    Object.assign(platform.config.crypto, { drawSuite: 'SM3' });
    assert.equal((await anonymous.get('/api/site')).body.drawSuite, 'SM3');
  });
});
