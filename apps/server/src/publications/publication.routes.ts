/** Handlers of publications: parse (done by the binder), call one service. */
import * as containmentApi from '@mingcha/core/publications/containment.ts';
import * as overdueApi from '@mingcha/core/publications/overdue-api.ts';
import * as api from '@mingcha/core/publications/publication-api.ts';
import type { Binder } from '../platform/http/binder.ts';
import type { Platform } from '../platform/platform.ts';
import { decideCorrection, proposeCorrection, withdrawOwn } from './change.service.ts';
import {
  confirmRemoval,
  containPublication,
  listContainments,
  reportContainment,
} from './containment.service.ts';
import {
  getPublication,
  listPublicationRequests,
  listPublications,
  ownOverdue,
  publicationFigures,
  publicOverdue,
} from './read.service.ts';
import { releasePublications } from './release.service.ts';
import { askRequest, decideRequest, resumePublication } from './request.service.ts';
import { editPublication, reviewPublication } from './review.service.ts';

export function bindPublicationRoutes(binder: Binder, platform: Platform): void {
  binder.bind(api.listPublications, ({ actor, query }) => {
    const { after, limit, ...filter } = query;
    return listPublications(platform, actor, { filter, page: { after, limit } });
  });
  binder.bind(api.publicationFigures, ({ actor }) => publicationFigures(platform, actor));
  binder.bind(api.getPublication, ({ actor, params }) => getPublication(platform, actor, params.id));
  binder.bind(api.listPublicationRequests, ({ actor, query }) =>
    listPublicationRequests(platform, actor, { ...query, after: query.after }),
  );
  binder.bind(overdueApi.ownOverdue, ({ actor }) => ownOverdue(platform, actor));
  binder.bindAnyone(overdueApi.publicOverdue, ({ query }) => publicOverdue(platform, query.agencyId));
  bindWrites(binder, platform);
  bindContainments(binder, platform);
}

function bindContainments(binder: Binder, platform: Platform): void {
  binder.bind(containmentApi.listContainments, ({ actor, query }) =>
    listContainments(platform, actor, { after: query.after, limit: query.limit }),
  );
  binder.bind(containmentApi.containPublication, ({ actor, params, body }) =>
    containPublication(platform, actor, { ...body, id: params.id }),
  );
  binder.bind(containmentApi.reportContainment, ({ actor, params, body }) =>
    reportContainment(platform, actor, { ...body, id: params.id }),
  );
  binder.bind(containmentApi.confirmRemoval, ({ actor, params, body }) =>
    confirmRemoval(platform, actor, { ...body, id: params.id }),
  );
}

function bindWrites(binder: Binder, platform: Platform): void {
  binder.bind(api.reviewPublication, ({ actor, params, body }) =>
    reviewPublication(platform, actor, { ...body, id: params.id }),
  );
  binder.bind(api.editPublication, ({ actor, params, body }) =>
    editPublication(platform, actor, { ...body, id: params.id }),
  );
  binder.bind(api.releasePublications, ({ actor, body }) => releasePublications(platform, actor, body));
  binder.bind(api.askPublicationRequest, ({ actor, params, body }) =>
    askRequest(platform, actor, {
      ...body,
      id: params.id,
      fields: body.kind === 'exemption' ? body.fields : null,
      untilDay: body.kind === 'suspension' ? body.untilDay : null,
    }),
  );
  binder.bind(api.decidePublicationRequest, ({ actor, params, body }) =>
    decideRequest(platform, actor, { ...body, id: params.id }),
  );
  binder.bind(api.resumePublication, ({ actor, params, body }) =>
    resumePublication(platform, actor, { ...body, id: params.id }),
  );
  binder.bind(api.correctPublication, ({ actor, params, body }) =>
    proposeCorrection(platform, actor, { ...body, id: params.id }),
  );
  binder.bind(api.decidePublicationCorrection, ({ actor, params, body }) =>
    decideCorrection(platform, actor, { ...body, id: params.id }),
  );
  binder.bind(api.withdrawPublication, ({ actor, params, body }) =>
    withdrawOwn(platform, actor, { ...body, id: params.id }),
  );
}
