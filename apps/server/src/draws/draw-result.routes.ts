/** Binds the office routes of what follows a draw. */
import { ok, type Result } from '@mingcha/core/common/result.ts';
import * as api from '@mingcha/core/draws/draw-result-api.ts';
import type { DrawView } from '@mingcha/core/draws/draw-views.ts';
import { type Binder, type FileReply, fileReply } from '../platform/http/binder.ts';
import type { AccessSettings } from '../platform/http/settings.ts';
import type { Platform } from '../platform/platform.ts';
import type { AfterDraw } from './after-draw.ts';
import * as amendments from './amendment.service.ts';
import * as closing from './closing.service.ts';
import { makeWriter } from './draw.routes.ts';
import * as files from './file.service.ts';
import { makeReceipt, officeBundle, readTickets } from './receipt.service.ts';
import { readRecord } from './record-view.ts';
import { readDraw } from './view.ts';

export function bindDrawResultRoutes(binder: Binder, platform: Platform, of: Following): void {
  bindReads(binder, platform);
  bindUploads(binder, platform);
  bindClosing(binder, platform, of);
  bindAmendments(binder, platform, of);
}

interface Following {
  readonly settings: AccessSettings;
  readonly after: AfterDraw;
}

/** Streams a stored bundle; the name says which draw it is. */
export async function bundleReply(
  platform: Platform,
  bundle: { readonly sha256: string },
  id: string,
): Promise<FileReply> {
  const body = await platform.files.get(bundle.sha256);
  return fileReply({
    contentType: 'application/json; charset=utf-8',
    fileName: `draw-${id}.bundle.json`,
    disposition: 'attachment',
    body,
  });
}

function bindReads(binder: Binder, platform: Platform): void {
  binder.bind(api.getDrawRecord, ({ actor, params }) => readRecord(platform, actor, params.id));
  binder.bind(api.getTicketStrip, ({ actor, params }) => readTickets(platform, actor, params.id));
  binder.bind(api.getReceipt, ({ actor, params }) => makeReceipt(platform, actor, params));
  binder.bind(api.downloadBundle, async ({ actor, params }): Promise<Result<FileReply>> => {
    const bundle = await officeBundle(platform, actor, params.id);
    return bundle.ok ? ok(await bundleReply(platform, bundle.value, params.id)) : bundle;
  });
  binder.bind(api.downloadSignedRecord, async ({ actor, params }): Promise<Result<FileReply>> => {
    const found = await files.findSignedRecord(platform, actor, params.id);
    if (!found.ok) return found;
    const { sha256, contentType, fileName } = found.value;
    return ok(
      fileReply({ contentType, fileName, disposition: 'attachment', body: await platform.files.get(sha256) }),
    );
  });
}

function bindUploads(binder: Binder, platform: Platform): void {
  const maxUploadBytes = platform.config.limits.uploadBytes;
  binder.bind(
    api.uploadEvidence,
    ({ actor, params, query, upload }) =>
      files.storeEvidence(platform, {
        actor,
        actionId: query.actionId,
        routeId: api.uploadEvidence.id,
        id: params.id,
        upload,
      }),
    { maxUploadBytes },
  );
  binder.bind(
    api.uploadSignedRecord,
    async ({ actor, params, query, upload }): Promise<Result<DrawView>> => {
      const write = {
        actor,
        actionId: query.actionId,
        routeId: api.uploadSignedRecord.id,
        id: params.id,
        upload,
      };
      const stored = await files.storeSignedRecord(platform, write);
      return stored.ok ? readDraw(platform, actor, params.id) : stored;
    },
    { maxUploadBytes },
  );
}

function bindClosing(binder: Binder, platform: Platform, { settings, after }: Following): void {
  const write = makeWriter(platform, settings);
  binder.bind(api.releaseDraw, (call) =>
    write(call, api.releaseDraw.id, (input) => closing.releaseDraw(platform, input)),
  );
  binder.bind(api.closeDraw, (call) =>
    write(call, api.closeDraw.id, (input) => closing.closeDraw(platform, input)),
  );
  binder.bind(api.proposeVoid, (call) => {
    const { reason, text, evidenceSha256 } = call.body;
    return write(call, api.proposeVoid.id, (input) =>
      closing.proposeVoid(platform, input, { reason, text, evidenceSha256 }),
    );
  });
  binder.bind(api.refuseVoid, (call) =>
    write(call, api.refuseVoid.id, (input) => closing.refuseVoid(platform, input)),
  );
  binder.bind(api.approveVoid, (call) =>
    write(call, api.approveVoid.id, (input) => closing.approveVoid(platform, input, after)),
  );
  binder.bind(api.redraw, async ({ actor, params, body }): Promise<Result<DrawView>> => {
    const made = await closing.redraw(
      platform,
      { actor, actionId: body.actionId, routeId: api.redraw.id, id: params.id },
      body.settings,
    );
    return made.ok ? readDraw(platform, actor, made.value.id) : made;
  });
}

function bindAmendments(binder: Binder, platform: Platform, { settings, after }: Following): void {
  const write = makeWriter(platform, settings);
  binder.bind(api.proposeReplacement, (call) => {
    const { c, reason, text, evidenceSha256: evidence } = call.body;
    const audit = 'draw.replacement_proposed';
    return write(call, api.proposeReplacement.id, (input) =>
      amendments.proposeAmendment(
        platform,
        { ...input, audit },
        { kind: 'replaced', c, reason, text, evidence },
      ),
    );
  });
  binder.bind(api.proposeRecusal, (call) => {
    const { c, group, k, reason, text, evidenceSha256: evidence } = call.body;
    const audit = 'draw.recusal_proposed';
    return write(call, api.proposeRecusal.id, (input) =>
      amendments.proposeAmendment(
        platform,
        { ...input, audit },
        { kind: 'recused', c, group, k, reason, text, evidence },
      ),
    );
  });
  binder.bind(api.approveAmendment, (call) =>
    write(call, api.approveAmendment.id, (input) =>
      amendments.approveAmendment(platform, { ...input, amendmentId: call.params.amendmentId }, after),
    ),
  );
  binder.bind(api.refuseAmendment, (call) =>
    write(call, api.refuseAmendment.id, (input) =>
      amendments.refuseAmendment(platform, { ...input, amendmentId: call.params.amendmentId }),
    ),
  );
}
