/** Uploads: streamed to a temporary file with a cap, harmless names, nothing left behind (I in short, F-05). */
import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { anyone, route } from '@mingcha/core/common/api.ts';
import { fail, ok } from '@mingcha/core/common/result.ts';
import { nothing } from '@mingcha/core/common/schemas.ts';
import { z } from 'zod';
import { withTestApp } from '../testing-app.ts';
import type { Stage } from './stage.ts';

const send = route({
  id: 'cups.send',
  method: 'POST',
  path: '/api/cups/send',
  params: nothing,
  query: nothing,
  audit: null,
  body: z.object({ label: z.string(), count: z.number() }).strict(),
  transfer: 'upload',
  response: z.object({
    name: z.string(),
    size: z.number(),
    sha256: z.string(),
    count: z.number(),
    label: z.string(),
  }),
  policy: anyone,
  rate: 'upload',
});

function receiving(): Stage {
  return {
    routes: [send],
    bind: (binder) =>
      binder.bindAnyone(
        send,
        async ({ upload, body }) => {
          if (upload === null) return fail('request.not_upload');
          return ok({
            name: upload.fileName,
            size: upload.size,
            sha256: upload.sha256,
            count: body.count,
            label: body.label,
          });
        },
        { maxUploadBytes: 100_000 },
      ),
  };
}

test('an upload streams to a temporary file under a harmless name and leaves nothing behind', async () => {
  await withTestApp(
    async ({ anonymous, platform }) => {
      const temporary = join(platform.config.filesFolder, 'tmp');
      const fields = { label: '12', count: 3 };
      const bytes = new Uint8Array(100_000).fill(65);
      const good = await anonymous.upload('/api/cups/send', { name: '../../etc/名单.csv', bytes }, fields);
      assert.equal(good.status, 200);
      assert.equal(good.body.name, '名单.csv');
      assert.equal(good.body.size, 100_000);
      assert.equal(good.body.count, 3);
      assert.equal(good.body.label, '12', 'a text of digits stays a text beside a number');
      const large = await anonymous.upload(
        '/api/cups/send',
        { name: 'a', bytes: new Uint8Array(100_001) },
        fields,
      );
      assert.deepEqual([large.status, large.body.error.code], [413, 'request.too_large']);
      const wrong = await anonymous.upload(
        '/api/cups/send',
        { name: 'a', bytes },
        { ...fields, count: 'many' },
      );
      assert.deepEqual([wrong.status, wrong.body.error.field], [400, 'count']);
      const notMultipart = await anonymous.post('/api/cups/send', fields);
      assert.deepEqual([notMultipart.status, notMultipart.body.error.code], [415, 'request.not_upload']);
      const torn = await anonymous.inject({
        method: 'POST',
        url: '/api/cups/send',
        headers: { 'content-type': 'multipart/form-data; boundary=x' },
        payload: '--x\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\nhalf',
      });
      assert.deepEqual([torn.status, torn.body.error.code], [400, 'request.malformed']);
      assert.deepEqual(await readdir(temporary), []);
    },
    { stages: [receiving()] },
  );
});
