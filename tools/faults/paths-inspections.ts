/** From the claim to the result: what inspectors and their phones write. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { orderForm, plantFindings } from '../../apps/server/src/followups/followup-testing.ts';
import { statesOf, testPhone } from '../../apps/server/src/inspections/visits/visit-testing.ts';
import type { TestApp } from '../../apps/server/src/platform/testing-app.ts';
import { passResult } from '../../apps/server/src/publications/publication-testing.ts';
import { plantInspections } from '../../apps/server/src/tasks/task-testing.ts';
import type { WritePath } from './paths.ts';

const chunk = 64 * 1024;

export const inspectionPaths: readonly WritePath[] = [
  {
    name: 'claim',
    prepare: async ({ inside }) => {
      const { inspectionIds } = await plantInspections(inside, { stage: 'assigned', count: 2 });
      return async (app) => {
        const wen = await app.signIn('boWen');
        for (const id of inspectionIds) {
          const body = { actionId: app.actionId(), inspectionIds: [id] };
          const reply = await wen.post('/api/my-inspections/claim', body);
          assert.deepEqual([reply.status, reply.body.claimed], [200, [id]], JSON.stringify(reply.body));
        }
      };
    },
  },
  {
    name: 'sync record',
    prepare: async ({ inside, no }) => {
      const { inspectionIds } = await plantInspections(inside);
      return async (app) => {
        const phone = await testPhone(app, 'boWen');
        for (let n = 0; n < 4; n += 1) {
          const records = [
            phone.writes(inspectionIds[0] ?? '', { place: `第${no}处之${n}` }),
            phone.writes(inspectionIds[0] ?? '', { situation: `正在生产 ${n}` }),
          ];
          for (const state of statesOf(await phone.sync(records))) assert.match(state, /^(taken|again)$/);
        }
      };
    },
  },
  {
    name: 'photo',
    prepare: async ({ inside, no }) => {
      const { inspectionIds } = await plantInspections(inside);
      return (app) => sendPhotos(app, inspectionIds[0] ?? '', no);
    },
  },
  {
    name: 'result',
    prepare: async ({ inside }) => {
      const { inspectionIds } = await plantInspections(inside, { stage: 'recorded', count: 2 });
      return async (app) => {
        for (const id of inspectionIds) await passResult(app, { id });
      };
    },
  },
  {
    name: 'follow-up',
    prepare: async ({ inside }) => {
      const { findingIds } = await plantFindings(inside, ['rectify', 'rectify']);
      return async (app) => {
        const wen = await app.signIn('boWen');
        for (const findingId of findingIds) {
          const body = {
            actionId: app.actionId(),
            items: [{ findingId, version: 0 }],
            form: orderForm,
          };
          const reply = await wen.post('/api/followup-moves', body);
          assert.equal(reply.status, 200, JSON.stringify(reply.body));
        }
      };
    },
  },
];

/** Two photos in pieces. What the server says of how far it is decides what is sent next, as with a phone. */
async function sendPhotos(app: TestApp, inspectionId: string, no: number): Promise<void> {
  const phone = await testPhone(app, 'boWen');
  for (let n = 0; n < 2; n += 1) {
    const bytes = photo(`${no} ${n}`);
    const id = app.platform.ids.next();
    const evidence = {
      id,
      kind: 'photo' as const,
      findingId: null,
      line: null,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      bytes: bytes.length,
      contentType: 'image/jpeg',
      capturedAt: '2026-11-23T00:30:00.000Z',
      position: null,
      note: '',
      marks: [],
      watermark: '',
      chainPrev: null,
    };
    statesOf(await phone.sync([phone.record(inspectionId, { kind: 'evidence', evidence })]));
    let state = await phone.client.get(`/api/field/uploads/${id}`);
    for (let turns = 0; turns < 30 && state.body?.complete !== true; turns += 1) {
      const { received } = state.body as { received: number };
      state = await phone.client.inject({
        method: 'PUT',
        url: `/api/field/uploads/${id}?offset=${received}`,
        headers: { 'content-type': 'application/octet-stream' },
        payload: bytes.subarray(received, received + chunk),
      });
      assert.equal(state.status, 200, JSON.stringify(state.body));
    }
    assert.equal(state.body.complete, true);
  }
}

/** A quarter of a megabyte that follows from its name. */
function photo(name: string): Buffer {
  const parts = [Buffer.from('ffd8ffe100184578', 'hex')];
  for (let n = 0; n < 8192; n += 1) parts.push(createHash('sha256').update(`${name} ${n}`).digest());
  return Buffer.concat(parts);
}
