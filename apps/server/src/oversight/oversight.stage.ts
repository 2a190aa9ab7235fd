/** Oversight as one part of the application. */

import * as accountabilityApi from '@mingcha/core/oversight/accountability/accountability-api.ts';
import * as knownListApi from '@mingcha/core/oversight/accountability/known-list-api.ts';
import * as auditApi from '@mingcha/core/oversight/audit/audit-api.ts';
import * as sampleApi from '@mingcha/core/oversight/audit/sample-api.ts';
import * as boardApi from '@mingcha/core/oversight/board/board-api.ts';
import * as workbenchApi from '@mingcha/core/oversight/board/workbench-api.ts';
import * as deadlineApi from '@mingcha/core/oversight/deadlines/deadline-api.ts';
import * as evaluationApi from '@mingcha/core/oversight/evaluation/evaluation-api.ts';
import * as fairnessApi from '@mingcha/core/oversight/fairness/fairness-api.ts';
import * as figuresApi from '@mingcha/core/oversight/figures/figures-api.ts';
import * as filingApi from '@mingcha/core/oversight/filing/filing-api.ts';
import * as handoverApi from '@mingcha/core/oversight/handover/handover-api.ts';
import * as customaryLedgerApi from '@mingcha/core/oversight/ledgers/ledger-api.ts';
import * as supervisionApi from '@mingcha/core/oversight/papers/supervision-api.ts';
import * as boundaryApi from '@mingcha/core/oversight/pictures/boundary-api.ts';
import * as briefApi from '@mingcha/core/oversight/pictures/brief-api.ts';
import * as picturesApi from '@mingcha/core/oversight/pictures/pictures-api.ts';
import * as ratingApi from '@mingcha/core/oversight/ratings/rating-api.ts';
import * as reportApi from '@mingcha/core/oversight/reports/report-api.ts';
import * as responsibilityApi from '@mingcha/core/oversight/responsibility-api.ts';
import * as searchApi from '@mingcha/core/oversight/search/search-api.ts';
import * as superiorApi from '@mingcha/core/oversight/superior/superior-api.ts';
import { routesOf, type Stage } from '../platform/http/stage.ts';
import { bindAccountabilityRoutes, bindKnownListRoutes } from './accountability/accountability.routes.ts';
import { bindAuditRoutes } from './audit/audit.routes.ts';
import { bindBoardRoutes } from './board/board.routes.ts';
import { bindDeadlineRoutes } from './deadlines/deadline.routes.ts';
import { bindEvaluationRoutes } from './evaluation/evaluation.routes.ts';
import { bindFairnessRoutes } from './fairness/fairness.routes.ts';
import { bindFigureRoutes } from './figures/figures.routes.ts';
import { bindFilingRoutes } from './filing/filing.routes.ts';
import { bindHandoverRoutes } from './handover/handover.routes.ts';
import { bindCustomaryLedgerRoutes } from './ledgers/ledger.routes.ts';
import { bindOversightRoutes } from './oversight.routes.ts';
import { bindSupervisionRoutes } from './papers/supervision.routes.ts';
import { bindPictureRoutes } from './pictures/pictures.routes.ts';
import { bindRatingRoutes } from './ratings/rating.routes.ts';
import { bindReportRoutes } from './reports/report.routes.ts';
import { bindSearchRoutes } from './search/search.routes.ts';
import { bindSuperiorRoutes } from './superior/superior.routes.ts';

export const oversightStage: Stage = {
  constraints: { fk_accountability_events_agency: 'accountability.agency_invalid' },
  routes: [
    boundaryApi,
    auditApi,
    sampleApi,
    evaluationApi,
    briefApi,
    picturesApi,
    figuresApi,
    accountabilityApi,
    knownListApi,
    handoverApi,
    deadlineApi,
    fairnessApi,
    responsibilityApi,
    supervisionApi,
    customaryLedgerApi,
    reportApi,
    ratingApi,
    workbenchApi,
    boardApi,
    searchApi,
    superiorApi,
    filingApi,
  ].flatMap(routesOf),
  bind(binder, platform, access) {
    bindAuditRoutes(binder, platform);
    bindEvaluationRoutes(binder, { platform, settings: access });
    bindDeadlineRoutes(binder, platform);
    bindOversightRoutes(binder, platform);
    bindBoardRoutes(binder, platform);
    bindSearchRoutes(binder, platform);
    bindPictureRoutes(binder, platform);
    bindFigureRoutes(binder, platform);
    bindSupervisionRoutes(binder, platform);
    bindCustomaryLedgerRoutes(binder, platform);
    bindReportRoutes(binder, platform);
    bindRatingRoutes(binder, platform);
    bindFairnessRoutes(binder, platform);
    bindAccountabilityRoutes(binder, platform);
    bindKnownListRoutes(binder, platform);
    bindHandoverRoutes(binder, platform);
    bindSuperiorRoutes(binder, platform);
    bindFilingRoutes(binder, platform);
  },
};
