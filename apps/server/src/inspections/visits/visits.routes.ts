/** Binds the routes of the phone: devices, pack, records, uploads. */

import * as brought from '@mingcha/core/inspections/visits/brought-api.ts';
import * as api from '@mingcha/core/inspections/visits/field-api.ts';
import { sealedFileMaxBytes } from '@mingcha/core/inspections/visits/sealed-pack.ts';
import type { VisitPack } from '@mingcha/core/inspections/visits/visit-pack.ts';
import type { Binder } from '../../platform/http/binder.ts';
import type { Platform } from '../../platform/platform.ts';
import { bringFile, listBrought } from './brought.service.ts';
import { listDevices, registerDevice, revokeDevice } from './device.service.ts';
import { makeMediaPack, mediaPackFile } from './media-pack.service.ts';
import { fieldPack } from './pack.service.ts';
import { syncRecords } from './sync.service.ts';
import { evidenceFile, putChunk, uploadState } from './upload.service.ts';

export function bindVisitRoutes(binder: Binder, platform: Platform): void {
  binder.bind(api.registerDevice, ({ actor, body }) => registerDevice(platform, actor, body));
  binder.bind(api.listDevices, ({ actor, query }) => listDevices(platform, actor, query));
  binder.bind(api.revokeDevice, ({ actor, params, body }) =>
    revokeDevice(platform, actor, { ...body, id: params.id }),
  );
  binder.bind(api.fieldPack, ({ actor, query }) => fieldPack(platform, actor, query.deviceId), {
    tagged: (value) => withoutTimes(value as VisitPack),
  });
  binder.bind(api.fieldSync, ({ actor, body }) => syncRecords(platform, actor, body), {
    maxBodyBytes: api.syncMaxBytes,
    takesNul: true,
  });
  binder.bind(
    api.putChunk,
    ({ actor, params, query, chunk }) =>
      putChunk(platform, actor, { id: params.id, offset: query.offset, bytes: chunk ?? new Uint8Array() }),
    { maxBodyBytes: api.uploadChunkMaxBytes },
  );
  binder.bind(api.getUpload, ({ actor, params }) => uploadState(platform, actor, params.id));
  binder.bind(api.evidenceFile, ({ actor, params }) => evidenceFile(platform, actor, params.id));
  binder.bind(
    brought.bringFile,
    ({ actor, body, upload }) => bringFile(platform, actor, { ...body, upload }),
    { maxUploadBytes: sealedFileMaxBytes },
  );
  binder.bind(brought.listBrought, ({ actor, query }) => listBrought(platform, actor, query));
  binder.bind(brought.makeMediaPack, ({ actor, body }) => makeMediaPack(platform, actor, body));
  binder.bind(brought.mediaPackFile, ({ actor, params }) => mediaPackFile(platform, actor, params.id));
}

/** The pack without the times of its making, which change although nothing else did. */
function withoutTimes(pack: VisitPack): unknown {
  const visits = pack.visits.map((visit) => ({ ...visit, code: visit.code?.url ?? null }));
  return { ...pack, serverTime: '', visits };
}
