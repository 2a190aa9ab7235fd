/** The test application itself: pages of health, the cast's sessions, headers. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withTestApp } from './testing-app.ts';

test('the application answers its health and its OpenAPI document', async () => {
  await withTestApp(async ({ anonymous }) => {
    assert.equal((await anonymous.get('/healthz')).status, 200);
    assert.equal((await anonymous.get('/readyz')).status, 200);
    assert.equal((await anonymous.get('/api/openapi.json')).body.openapi, '3.1.0');
  });
});
