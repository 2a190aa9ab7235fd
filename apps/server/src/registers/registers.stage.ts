/** The registers as one part of the application. */
import * as importApi from '@mingcha/core/registers/import-api.ts';
import * as inspectorApi from '@mingcha/core/registers/inspector-api.ts';
import * as accountTieApi from '@mingcha/core/registers/inspectors/account-tie-api.ts';
import * as libraryApi from '@mingcha/core/registers/library/library-api.ts';
import * as objectApi from '@mingcha/core/registers/object-api.ts';
import * as assistingApi from '@mingcha/core/registers/organisation/assisting-body-api.ts';
import * as organisationApi from '@mingcha/core/registers/organisation/organisation-register-api.ts';
import * as schemeApi from '@mingcha/core/registers/organisation/scheme-api.ts';
import * as sheetApi from '@mingcha/core/registers/sheets/sheet-api.ts';
import { routesOf, type Stage } from '../platform/http/stage.ts';
import { bindImportRoutes } from './import.routes.ts';
import { bindInspectorRoutes } from './inspector.routes.ts';
import { bindAccountTieRoutes } from './inspectors/account-tie.routes.ts';
import { bindInspectorParts, inspectorApis, inspectorConstraints } from './inspectors/inspectors.part.ts';
import { bindItemParts, itemApis, itemConstraints } from './items/items.part.ts';
import { bindLibraryRoutes } from './library/library.routes.ts';
import { bindObjectRoutes } from './object.routes.ts';
import { bindObjectParts, objectApis, objectConstraints } from './objects/objects.part.ts';
import { bindAssistingBodies } from './organisation/assisting-body.routes.ts';
import { bindOrganisationRegister } from './organisation/organisation-register.routes.ts';
import { bindSchemeRoutes } from './organisation/scheme.routes.ts';
import { bindRuleParts, ruleApis, ruleConstraints } from './rules/rules.part.ts';
import { bindSheetRoutes } from './sheets/sheet.routes.ts';
import { bindTrainingParts, trainingApis, trainingConstraints } from './training/training.part.ts';

export const registersStage: Stage = {
  routes: [
    libraryApi,
    organisationApi,
    assistingApi,
    schemeApi,
    objectApi,
    inspectorApi,
    accountTieApi,
    ...inspectorApis,
    importApi,
    sheetApi,
    ...objectApis,
    ...itemApis,
    ...ruleApis,
    ...trainingApis,
  ].flatMap(routesOf),
  bind(binder, platform) {
    bindLibraryRoutes(binder, platform);
    bindOrganisationRegister(binder, platform);
    bindAssistingBodies(binder, platform);
    bindSchemeRoutes(binder, platform);
    bindObjectRoutes(binder, platform);
    bindObjectParts(binder, platform);
    bindItemParts(binder, platform);
    bindRuleParts(binder, platform);
    bindInspectorRoutes(binder, platform);
    bindAccountTieRoutes(binder, platform);
    bindInspectorParts(binder, platform);
    bindImportRoutes(binder, platform);
    bindSheetRoutes(binder, platform);
    bindTrainingParts(binder, platform);
  },
  constraints: {
    ...objectConstraints,
    uq_posts_named: 'post.changed_meanwhile',
    uq_bodies_name: 'body.changed_meanwhile',
    uq_schemes_number: 'scheme.changed_meanwhile',
    uq_divisions_code: 'division.changed_meanwhile',
    uq_statutes_title: 'statute.changed_meanwhile',
    uq_policy_documents_title: 'policyDocument.changed_meanwhile',
    uq_sheet_templates_name: 'sheet.already_exists',
    uq_sheet_versions_no: 'document.draft_exists',
    uq_sheet_versions_open: 'document.draft_exists',
    uq_sheet_versions_published: 'document.changed_meanwhile',
    ...itemConstraints,
    ...ruleConstraints,
    uq_objects_uscc: 'object.changed_meanwhile',
    uq_objects_local_code: 'object.changed_meanwhile',
    uq_inspectors_account: 'inspector.account_taken_meanwhile',
    ...inspectorConstraints,
    ...trainingConstraints,
    uq_inspectors_certificate: 'inspector.already_exists',
    uq_inspector_teams_name: 'team.already_exists',
    uq_team_members_one_team: 'team.member_taken',
  },
};
