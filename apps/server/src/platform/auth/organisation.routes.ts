/** Handlers of agencies and sections: parse (done by the binder), call one service. */
import { organisationRoutes } from '@mingcha/core/common/organisation-api.ts';
import type { Binder } from '../http/binder.ts';
import type { Platform } from '../platform.ts';
import { changeAgency, createAgency, createSection, renameSection } from './organisation.service.ts';

export function bindOrganisationRoutes(binder: Binder, platform: Platform): void {
  binder.bind(organisationRoutes.createAgency, ({ actor, body }) => createAgency(platform, actor, body));
  binder.bind(organisationRoutes.changeAgency, ({ actor, params, body }) =>
    changeAgency(platform, actor, { ...body, ...params }),
  );
  binder.bind(organisationRoutes.createSection, ({ actor, params, body }) =>
    createSection(platform, actor, { actionId: body.actionId, name: body.name, agencyId: params.id }),
  );
  binder.bind(organisationRoutes.renameSection, ({ actor, params, body }) =>
    renameSection(platform, actor, { ...body, ...params }),
  );
}
