/** Catalogues in which the office looks up the sentences of error codes; each stage adds its own. */
import { accessText } from '@mingcha/core/common/access-text.ts';
import { agencyExportText } from '@mingcha/core/common/agency-export-text.ts';
import { backupText } from '@mingcha/core/common/backup-text.ts';
import { commonText } from '@mingcha/core/common/common-text.ts';
import { documentFlowText } from '@mingcha/core/common/document-flow-text.ts';
import { enterpriseText } from '@mingcha/core/common/enterprise-text.ts';
import { ledgerText } from '@mingcha/core/common/ledger-text.ts';
import { machineText } from '@mingcha/core/common/machine-text.ts';
import { noticeAddressText } from '@mingcha/core/common/notice-address-text.ts';
import { noticeRefusalText } from '@mingcha/core/common/notice-refusal-text.ts';
import { shellText } from '@mingcha/core/common/shell-text.ts';
import { spreadsheetText } from '@mingcha/core/common/spreadsheet-text.ts';
import type { Catalogue } from '@mingcha/core/common/text.ts';
import { creditText } from '@mingcha/core/credit/credit-text.ts';
import { drawRefusalText } from '@mingcha/core/draws/draw-refusal-text.ts';
import { drawWarningText } from '@mingcha/core/draws/draw-text.ts';
import { outsideDrawText } from '@mingcha/core/draws/outside/outside-draw-text.ts';
import { archiveRefusalText } from '@mingcha/core/followups/archive/archive-text.ts';
import { coordinationText } from '@mingcha/core/followups/coordination/coordination-text.ts';
import { followupRefusalText } from '@mingcha/core/followups/followup-refusal-text.ts';
import { rectifyText } from '@mingcha/core/followups/rectify-text.ts';
import { returnVisitText } from '@mingcha/core/followups/return-visit-text.ts';
import { redactionRefusalText } from '@mingcha/core/inspections/results/redaction-text.ts';
import { resultText } from '@mingcha/core/inspections/results/result-text.ts';
import { visitRefusalText } from '@mingcha/core/inspections/visits/visit-refusal-text.ts';
import { accountabilityText } from '@mingcha/core/oversight/accountability/accountability-text.ts';
import { knownListText } from '@mingcha/core/oversight/accountability/known-list-text.ts';
import { auditRefusalText } from '@mingcha/core/oversight/audit/audit-text.ts';
import { deadlineText } from '@mingcha/core/oversight/deadlines/deadline-text.ts';
import { figuresRefusalText } from '@mingcha/core/oversight/figures/figures-text.ts';
import { filingText } from '@mingcha/core/oversight/filing/filing-text.ts';
import { handoverText } from '@mingcha/core/oversight/handover/handover-text.ts';
import { customaryLedgerRefusalText } from '@mingcha/core/oversight/ledgers/ledger-text.ts';
import { supervisionText } from '@mingcha/core/oversight/papers/supervision-text.ts';
import { boundaryText } from '@mingcha/core/oversight/pictures/boundary-text.ts';
import { ratingText } from '@mingcha/core/oversight/ratings/rating-text.ts';
import { reportText } from '@mingcha/core/oversight/reports/report-text.ts';
import { superiorText } from '@mingcha/core/oversight/superior/superior-text.ts';
import { planRefusalText } from '@mingcha/core/plans/plan-text.ts';
import { articleText } from '@mingcha/core/publications/articles/article-text.ts';
import { channelText } from '@mingcha/core/publications/channels/channel-text.ts';
import { contactText } from '@mingcha/core/publications/contacts/contact-text.ts';
import { centreText } from '@mingcha/core/publications/enterprise/centre-text.ts';
import { lectureText } from '@mingcha/core/publications/lectures/lecture-text.ts';
import { objectionText } from '@mingcha/core/publications/objections/objection-text.ts';
import { packageText } from '@mingcha/core/publications/packages/package-text.ts';
import { publicationText } from '@mingcha/core/publications/publication-text.ts';
import { reachText } from '@mingcha/core/publications/reach/reach-text.ts';
import { importText } from '@mingcha/core/registers/import-text.ts';
import { accountTieText } from '@mingcha/core/registers/inspectors/account-tie-text.ts';
import { inspectorRefusalText } from '@mingcha/core/registers/inspectors/inspector-refusal-text.ts';
import { itemImportText } from '@mingcha/core/registers/items/item-import-text.ts';
import { itemText } from '@mingcha/core/registers/items/item-text.ts';
import { leniencyText } from '@mingcha/core/registers/items/leniency-text.ts';
import { libraryText } from '@mingcha/core/registers/library/library-text.ts';
import { objectsText } from '@mingcha/core/registers/objects/objects-text.ts';
import { assistingText } from '@mingcha/core/registers/organisation/assisting-body-text.ts';
import { organisationRegisterText } from '@mingcha/core/registers/organisation/organisation-register-text.ts';
import { registerText } from '@mingcha/core/registers/register-text.ts';
import { ruleText } from '@mingcha/core/registers/rules/rule-text.ts';
import { sheetText } from '@mingcha/core/registers/sheets/sheet-text.ts';
import { trainingText } from '@mingcha/core/registers/training/training-text.ts';
import { setupText } from '@mingcha/core/setup/setup-text.ts';
import { paperRefusalText } from '@mingcha/core/tasks/papers/paper-text.ts';
import { cancellationText } from '@mingcha/core/tasks/preparation/cancellation-text.ts';
import { preparationText } from '@mingcha/core/tasks/preparation/preparation-text.ts';
import { taskText } from '@mingcha/core/tasks/task-text.ts';

export const officeTexts: readonly Catalogue[] = [
  deadlineText,
  auditRefusalText,
  commonText,
  boundaryText,
  documentFlowText,
  accessText,
  setupText,
  ledgerText,
  shellText,
  machineText,
  backupText,
  agencyExportText,
  noticeAddressText,
  noticeRefusalText,
  registerText,
  libraryText,
  organisationRegisterText,
  assistingText,
  ruleText,
  objectsText,
  itemText,
  itemImportText,
  leniencyText,
  sheetText,
  accountTieText,
  inspectorRefusalText,
  trainingText,
  importText,
  spreadsheetText,
  drawRefusalText,
  outsideDrawText,
  publicationText,
  articleText,
  centreText,
  lectureText,
  reachText,
  enterpriseText,
  objectionText,
  contactText,
  creditText,
  channelText,
  packageText,
  drawWarningText,
  visitRefusalText,
  planRefusalText,
  followupRefusalText,
  coordinationText,
  rectifyText,
  returnVisitText,
  resultText,
  redactionRefusalText,
  filingText,
  taskText,
  paperRefusalText,
  archiveRefusalText,
  preparationText,
  cancellationText,
  handoverText,
  knownListText,
  accountabilityText,
  supervisionText,
  superiorText,
  reportText,
  ratingText,
  customaryLedgerRefusalText,
  figuresRefusalText,
];
