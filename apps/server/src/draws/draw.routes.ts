/** Binds the office routes of draws. Each handler translates: request in, service, view out. */
import { ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import * as api from '@mingcha/core/draws/draw-api.ts';
import type { DrawView } from '@mingcha/core/draws/draw-views.ts';
import type { Binder } from '../platform/http/binder.ts';
import type { AccessSettings } from '../platform/http/settings.ts';
import type { Platform } from '../platform/platform.ts';
import * as ceremony from './ceremony.service.ts';
import { drawNow } from './draw.service.ts';
import { prefillDraw } from './prefill.service.ts';
import * as preview from './preview.service.ts';
import * as seal from './seal.service.ts';
import { actingPerson, type SecondPerson } from './second-person.ts';
import * as task from './task.service.ts';
import { listDraws, listInvitations, listPartners, readDraw } from './view.ts';

export interface WriteCall {
  readonly actor: Actor;
  readonly params: { readonly id: string };
  readonly body: { readonly actionId: string; readonly second?: SecondPerson | undefined };
  readonly ip: string;
}

/** Runs a write, perhaps as the second person, and answers with the draw as the signed-in person sees it. */
export function makeWriter(platform: Platform, settings: AccessSettings) {
  return async (
    call: WriteCall,
    routeId: string,
    work: (write: task.TaskWrite & { readonly id: string }) => Promise<Result<unknown>>,
  ): Promise<Result<DrawView>> => {
    const actor = await actingPerson(
      { platform, settings },
      { actor: call.actor, ip: call.ip, second: call.body.second },
    );
    if (!actor.ok) return actor;
    const done = await work({
      actor: actor.value,
      actionId: call.body.actionId,
      routeId,
      id: call.params.id,
    });
    return done.ok ? readDraw(platform, call.actor, call.params.id) : done;
  };
}

export function bindDrawRoutes(binder: Binder, platform: Platform, settings: AccessSettings): void {
  bindTaskRoutes(binder, platform, settings);
  bindSealRoutes(binder, platform, settings);
  bindCeremonySteps(binder, platform, settings);
}

function bindTaskRoutes(binder: Binder, platform: Platform, settings: AccessSettings): void {
  const write = makeWriter(platform, settings);
  binder.bind(api.listDraws, ({ actor, query }) => listDraws(platform, actor, query));
  binder.bind(api.getDraw, ({ actor, params }) => readDraw(platform, actor, params.id));
  binder.bind(api.listPartners, ({ actor }) => listPartners(platform, actor));
  binder.bind(api.listInvitations, ({ actor }) => listInvitations(platform, actor));
  binder.bind(api.createDraw, async ({ actor, body }): Promise<Result<DrawView>> => {
    const made = await task.createDraw(
      platform,
      { actor, actionId: body.actionId, routeId: api.createDraw.id },
      body.settings,
    );
    return made.ok ? readDraw(platform, actor, made.value.id) : made;
  });
  binder.bind(api.editDraw, (call) =>
    write(call, api.editDraw.id, (input) => task.editDraw(platform, input, call.body)),
  );
  binder.bind(api.answerInvitation, (call) =>
    write(call, api.answerInvitation.id, (input) => task.answerInvitation(platform, input, call.body)),
  );
  binder.bind(api.previewDraw, ({ actor, params }) => preview.previewDraw(platform, actor, params.id));
  binder.bind(api.previewSettings, ({ actor, body }) => preview.previewSettings(platform, actor, body));
  binder.bind(api.prefillDraw, ({ actor, params }) => prefillDraw(platform, actor, params.entryId));
  binder.bind(api.checkDraw, (call) =>
    write(call, api.checkDraw.id, (input) => task.checkDraw(platform, input)),
  );
  binder.bind(api.getDrawPolicy, ({ actor }) => task.readPolicy(platform, actor));
  binder.bind(api.setDrawPolicy, ({ actor, body }) =>
    task.setPolicy(platform, { actor, actionId: body.actionId, routeId: api.setDrawPolicy.id }, body.policy),
  );
}

function bindSealRoutes(binder: Binder, platform: Platform, settings: AccessSettings): void {
  const write = makeWriter(platform, settings);
  binder.bind(api.proposeSeal, (call) =>
    write(call, api.proposeSeal.id, (input) => seal.proposeSeal(platform, input)),
  );
  binder.bind(api.withdrawSeal, (call) =>
    write(call, api.withdrawSeal.id, (input) => seal.withdrawSeal(platform, input)),
  );
  binder.bind(api.confirmSeal, (call) =>
    write(call, api.confirmSeal.id, (input) => seal.confirmSeal(platform, input)),
  );
  binder.bind(api.listPartyLinks, ({ actor, params }) => ceremony.listPartyLinks(platform, actor, params.id));
}

function bindCeremonySteps(binder: Binder, platform: Platform, settings: AccessSettings): void {
  const write = makeWriter(platform, settings);
  binder.bind(api.attendDraw, (call) =>
    write(call, api.attendDraw.id, (input) => ceremony.attendDraw(platform, input, call.body.attendee)),
  );
  binder.bind(api.typeCommitment, (call) =>
    write(call, api.typeCommitment.id, (input) => ceremony.typeCommitment(platform, input, call.body)),
  );
  binder.bind(api.typeNumber, async (call) => {
    const actor = await actingPerson(
      { platform, settings },
      { actor: call.actor, ip: call.ip, second: call.body.second },
    );
    if (!actor.ok) return actor;
    const input = {
      actor: actor.value,
      actionId: call.body.actionId,
      routeId: api.typeNumber.id,
      id: call.params.id,
    };
    const typed = await ceremony.typeNumber(platform, input, call.body);
    if (!typed.ok) return typed;
    const draw = await readDraw(platform, call.actor, call.params.id);
    return draw.ok ? ok({ outcome: typed.value.outcome, draw: draw.value }) : draw;
  });
  binder.bind(api.typeReveal, (call) =>
    write(call, api.typeReveal.id, (input) => ceremony.typeReveal(platform, input, call.body)),
  );
  binder.bind(api.missReveal, (call) =>
    write(call, api.missReveal.id, (input) => ceremony.missReveal(platform, input, call.body)),
  );
  binder.bind(api.recordBeacon, (call) =>
    write(call, api.recordBeacon.id, (input) => ceremony.recordBeacon(platform, input, call.body.signature)),
  );
  binder.bind(api.drawNow, (call) => write(call, api.drawNow.id, (input) => drawNow(platform, input)));
}
