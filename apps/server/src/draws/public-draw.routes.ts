/** Binds the parties' phone routes and the public pages of draws. Nobody needs to be signed in here. */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import * as phone from '@mingcha/core/draws/ceremony-api.ts';
import * as api from '@mingcha/core/draws/public-draw-api.ts';
import { type Binder, type FileReply, fileReply } from '../platform/http/binder.ts';
import type { Platform } from '../platform/platform.ts';
import { bundleReply } from './draw-result.routes.ts';
import { commitAsParty, readParty, revealAsParty } from './party.service.ts';
import * as open from './public.service.ts';

export function bindCeremonyRoutes(binder: Binder, platform: Platform): void {
  binder.bindAnyone(phone.getParty, ({ params }) => readParty(platform, params.token));
  // A browser in which somebody of the office is signed in is no device of the party's own: it counts no entropy.
  binder.bindAnyone(phone.commitAsParty, ({ actor, params, body }) =>
    commitAsParty(
      platform,
      {
        token: params.token,
        actionId: body.actionId,
        routeId: phone.commitAsParty.id,
        audit: 'draw.committed',
      },
      { commitment: body.commitment, madeOn: actor === null ? 'device' : 'here' },
    ),
  );
  binder.bindAnyone(phone.revealAsParty, ({ params, body }) =>
    revealAsParty(
      platform,
      {
        token: params.token,
        actionId: body.actionId,
        routeId: phone.revealAsParty.id,
        audit: 'draw.revealed',
      },
      body.nonce,
    ),
  );
}

export function bindPublicDrawRoutes(binder: Binder, platform: Platform): void {
  binder.bindAnyone(api.listPublicDraws, ({ query }) => open.listPublicDraws(platform, query));
  binder.bindAnyone(api.getPublicDraw, ({ params }) => open.readPublicDraw(platform, params.id));
  binder.bindAnyone(api.getPublicTickets, ({ params }) => open.publicTickets(platform, params.id));
  binder.bindAnyone(api.findTicket, ({ params, query }) => open.findTicket(platform, params.id, query.code));
  binder.bindAnyone(api.getDrawLog, ({ params, query }) =>
    open.readDrawLog(platform, params.agencyId, query.from),
  );
  binder.bindAnyone(api.downloadPublicBundle, async ({ params }): Promise<Result<FileReply>> => {
    const bundle = await open.publicBundle(platform, params.id);
    return bundle.ok ? ok(await bundleReply(platform, bundle.value, params.id)) : bundle;
  });
  binder.bindAnyone(api.downloadPublicFrame, async ({ params }): Promise<Result<FileReply>> => {
    const bundle = await open.publicBundle(platform, params.id);
    if (!bundle.ok) return bundle;
    const { frameSha256 } = bundle.value;
    if (frameSha256 === null) return fail('draw.frame_not_found');
    const body = await platform.files.get(frameSha256);
    return ok(
      fileReply({
        contentType: 'application/octet-stream',
        fileName: 'frame.bin',
        disposition: 'attachment',
        body,
      }),
    );
  });
}
