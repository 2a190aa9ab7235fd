/** Publications as one part of the application. */

import * as articleApi from '@mingcha/core/publications/articles/article-api.ts';
import * as channelApi from '@mingcha/core/publications/channels/channel-api.ts';
import * as channelFileApi from '@mingcha/core/publications/channels/channel-file-api.ts';
import * as contactApi from '@mingcha/core/publications/contacts/contact-api.ts';
import * as containmentApi from '@mingcha/core/publications/containment.ts';
import * as centreApi from '@mingcha/core/publications/enterprise/centre-api.ts';
import * as letterApi from '@mingcha/core/publications/enterprise/letter-api.ts';
import * as lectureApi from '@mingcha/core/publications/lectures/lecture-api.ts';
import * as publicLectureApi from '@mingcha/core/publications/lectures/public-lecture-api.ts';
import * as objectionApi from '@mingcha/core/publications/objections/objection-api.ts';
import * as publicObjectionApi from '@mingcha/core/publications/objections/public-objection-api.ts';
import * as overdueApi from '@mingcha/core/publications/overdue-api.ts';
import * as packageApi from '@mingcha/core/publications/packages/package-api.ts';
import * as portalApi from '@mingcha/core/publications/portal/portal-api.ts';
import * as portalFormsApi from '@mingcha/core/publications/portal/portal-forms-api.ts';
import * as publicationApi from '@mingcha/core/publications/publication-api.ts';
import * as reachApi from '@mingcha/core/publications/reach/reach-api.ts';
import { routesOf, type Stage } from '../platform/http/stage.ts';
import { readingDoor } from '../platform/scale/read-from-replica.ts';
import { bindArticleRoutes } from './articles/article.routes.ts';
import { bindChannelRoutes } from './channels/channel.routes.ts';
import { bindContactRoutes } from './contacts/contact.routes.ts';
import { bindCentreRoutes } from './enterprise/enterprise-centre.routes.ts';
import { bindLectureRoutes } from './lectures/lecture.routes.ts';
import { bindObjectionRoutes } from './objections/objection.routes.ts';
import { bindPackageRoutes } from './packages/package.routes.ts';
import { officeIntake } from './portal/forms.routes.ts';
import { bindPortalRoutes } from './portal/portal.routes.ts';
import { countedFacts } from './portal/public-facts.ts';
import { bindPublicationRoutes } from './publication.routes.ts';
import { bindReachRoutes } from './reach/reach.routes.ts';
import { noteView } from './reach/views.ts';

export const publicationsStage: Stage = {
  routes: [
    containmentApi,
    overdueApi,
    portalApi,
    portalFormsApi,
    publicationApi,
    objectionApi,
    publicObjectionApi,
    contactApi,
    channelApi,
    channelFileApi,
    packageApi,
    articleApi,
    centreApi,
    letterApi,
    lectureApi,
    publicLectureApi,
    reachApi,
  ].flatMap(routesOf),
  bind(binder, platform) {
    bindPublicationRoutes(binder, platform);
    bindChannelRoutes(binder, platform);
    const reading = readingDoor(binder, platform);
    bindPortalRoutes(reading.binder, reading.platform, {
      ask: countedFacts(reading.platform),
      // What writes goes to the database itself.
      intake: officeIntake(platform),
      seen: (view) => noteView(platform, view),
    });
    bindObjectionRoutes(binder, platform);
    bindContactRoutes(binder, platform);
    bindPackageRoutes(binder, platform);
    bindArticleRoutes(binder, platform);
    bindCentreRoutes(binder, platform);
    bindLectureRoutes(binder, platform);
    bindReachRoutes(binder, platform);
  },
  constraints: {
    uq_publication_requests_asked: 'publication.request_waits',
    uq_publication_packages_action: 'package.busy',
  },
};
