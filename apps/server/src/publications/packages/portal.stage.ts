/**
 * The whole application of a portal of its own: public addresses and nothing else. They answer from public records and carried
 * documents; what citizens send is sealed to the office. The start ends here when a route would need anybody signed in.
 */
import type { RouteSpec } from '@mingcha/core/common/api.ts';
import { lookUpContact, sendContact } from '@mingcha/core/publications/contacts/contact-api.ts';
import * as objectionApi from '@mingcha/core/publications/objections/public-objection-api.ts';
import { carriedRoutes } from '@mingcha/core/publications/packages/carried.ts';
import * as portalApi from '@mingcha/core/publications/portal/portal-api.ts';
import * as formsApi from '@mingcha/core/publications/portal/portal-forms-api.ts';
import { z } from 'zod';
import type { Binder } from '../../platform/http/binder.ts';
import { routesOf, type Stage } from '../../platform/http/stage.ts';
import type { Platform } from '../../platform/platform.ts';
import { bindPortalRoutes } from '../portal/portal.routes.ts';
import { bindCarriedRoutes, carriedFacts } from './documents.routes.ts';
import { portalIntake } from './portal-intake.service.ts';

const intakeRoutes: readonly RouteSpec[] = [
  sendContact,
  lookUpContact,
  objectionApi.objectionTargets,
  objectionApi.fileObjection,
  objectionApi.lookUpObjection,
];

const routes = [
  ...carriedRoutes.map(({ spec }) => spec),
  ...routesOf(portalApi),
  ...routesOf(formsApi),
  ...intakeRoutes,
].map(apart);

/**
 * A route as it stands here. A portal of its own keeps no ledger, since nobody answers for anything on it: what is sent is
 * recorded by the office when it arrives, and its number and seal are its record until then.
 */
function apart(spec: RouteSpec): RouteSpec {
  if (spec.policy.kind !== 'public')
    throw new Error(`route ${spec.id} is not public and has no place on a portal`);
  if (spec.audit === null) return spec;
  return { ...spec, audit: null, body: z.pipe(spec.body, z.any()) };
}

export const portalStage: Stage = {
  routes,
  bind(binder, platform) {
    const here: Binder = {
      ...binder,
      bindAnyone: (spec, handler, options) =>
        binder.bindAnyone(apart(spec as unknown as RouteSpec), handler as never, options),
    };
    const intake = portalIntake(platform);
    bindCarriedRoutes(here, platform);
    bindPortalRoutes(here, platform, { ask: carriedFacts(platform), intake });
    bindIntake(here, platform, intake);
  },
  constraints: { uq_portal_intake_action: 'action.id_reused' },
};

function bindIntake(binder: Binder, _platform: Platform, intake: ReturnType<typeof portalIntake>): void {
  binder.bindAnyone(sendContact, ({ body, ip }) => intake.sendContact({ ...body, ip }));
  binder.bindAnyone(lookUpContact, ({ params }) => intake.lookUpContact(params));
  binder.bindAnyone(objectionApi.objectionTargets, ({ query }) =>
    intake.objectionTargets({ text: query.text, id: query.id }),
  );
  binder.bindAnyone(objectionApi.fileObjection, ({ body, ip }) => intake.fileObjection({ ...body, ip }));
  binder.bindAnyone(objectionApi.lookUpObjection, ({ params }) => intake.lookUpObjection(params));
}
