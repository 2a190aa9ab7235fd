/** Publications as one part of the application. */
import * as containmentApi from '@mingcha/core/publications/containment.ts';
import * as overdueApi from '@mingcha/core/publications/overdue-api.ts';
import * as publicationApi from '@mingcha/core/publications/publication-api.ts';
import { routesOf, type Stage } from '../platform/http/stage.ts';
import { bindPublicationRoutes } from './publication.routes.ts';

export const publicationsStage: Stage = {
  routes: [containmentApi, overdueApi, publicationApi].flatMap(routesOf),
  bind(binder, platform) {
    bindPublicationRoutes(binder, platform);
  },
  constraints: {
    uq_publication_requests_asked: 'publication.request_waits',
  },
};
