/** Followups as one part of the application. */
import * as archiveApi from '@mingcha/core/followups/archive/archive-api.ts';
import * as coordinationApi from '@mingcha/core/followups/coordination/coordination-api.ts';
import * as followupApi from '@mingcha/core/followups/followup-api.ts';
import * as rectifyApi from '@mingcha/core/followups/rectify-api.ts';
import * as returnApi from '@mingcha/core/followups/return-visit.ts';
import { routesOf, type Stage } from '../platform/http/stage.ts';
import { bindArchiveRoutes } from './archive/archive.routes.ts';
import { bindCoordinationRoutes } from './coordination/coordination.routes.ts';
import { bindFollowupRoutes } from './followup.routes.ts';

export const followupsStage: Stage = {
  routes: [archiveApi, coordinationApi, followupApi, rectifyApi, returnApi].flatMap(routesOf),
  bind(binder, platform) {
    bindArchiveRoutes(binder, platform);
    bindCoordinationRoutes(binder, platform);
    bindFollowupRoutes(binder, platform);
  },
  constraints: {
    uq_archive_fonds_number: 'dossier.fonds_taken',
    pk_coordination_opinions: 'coordination.opinion_given',
    uq_coordination_demands_open: 'coordination.open_already',
    uq_dossiers_inspection: 'dossier.filed_already',
    uq_dossiers_number: 'dossier.filed_already',
    pk_followups: 'followup.changed_meanwhile',
    pk_penalties: 'followup.changed_meanwhile',
    pk_rectification_reports: 'rectify.report_again',
  },
};
