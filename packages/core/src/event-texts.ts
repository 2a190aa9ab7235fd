/**
 * Words of the ledger's events from every stage: what happened (`object.created`), kinds (`family.object`), subjects
 * (`subject.witness`), members of the data (`data.reason`) and values (`value.active`). A stage adds its
 * `*-event-text.ts` here; the roof assembles, no stage imports this.
 */
import { accessEventText } from './common/access-event-text.ts';
import { agencyExportEventText } from './common/agency-export-text.ts';
import { backupEventText } from './common/backup-text.ts';
import { documentFlowEventText } from './common/document-flow-text.ts';
import { enterpriseEventText } from './common/enterprise-event-text.ts';
import { ledgerEventText, ledgerWordText } from './common/ledger-event-text.ts';
import { machineEventText } from './common/machine-text.ts';
import { noticeEventText } from './common/notice-event-text.ts';
import { upgradeEventText } from './common/operations/upgrade-text.ts';
import type { Catalogue, Locale } from './common/text.ts';
import { creditEventText } from './credit/credit-event-text.ts';
import { drawEventText } from './draws/draw-event-text.ts';
import { archiveEventText } from './followups/archive/archive-text.ts';
import { coordinationEventText } from './followups/coordination/coordination-text.ts';
import { followupEventText } from './followups/followup-event-text.ts';
import { redactionEventText } from './inspections/results/redaction-text.ts';
import { resultEventText } from './inspections/results/result-event-text.ts';
import { visitEventText } from './inspections/visits/visit-event-text.ts';
import { accountabilityEventText } from './oversight/accountability/accountability-text.ts';
import { auditEventText } from './oversight/audit/audit-text.ts';
import { deadlineEventText } from './oversight/deadlines/deadline-text.ts';
import { figuresEventText } from './oversight/figures/figures-text.ts';
import { handoverEventText } from './oversight/handover/handover-text.ts';
import { customaryLedgerEventText } from './oversight/ledgers/ledger-event-text.ts';
import { supervisionEventText } from './oversight/papers/supervision-text.ts';
import { boundaryEventText } from './oversight/pictures/boundary-text.ts';
import { ratingEventText } from './oversight/ratings/rating-text.ts';
import { reportEventText } from './oversight/reports/report-text.ts';
import { superiorEventText } from './oversight/superior/superior-text.ts';
import { planEventText } from './plans/plan-event-text.ts';
import { articleEventText } from './publications/articles/article-text.ts';
import { channelEventText } from './publications/channels/channel-event-text.ts';
import { contactEventText } from './publications/contacts/contact-text.ts';
import { centreEventText } from './publications/enterprise/centre-event-text.ts';
import { lectureEventText } from './publications/lectures/lecture-text.ts';
import { objectionEventText } from './publications/objections/objection-event-text.ts';
import { packageEventText } from './publications/packages/package-text.ts';
import { publicationEventText } from './publications/publication-event-text.ts';
import { accountTieEventText } from './registers/inspectors/account-tie-text.ts';
import { inspectorEventText } from './registers/inspectors/inspector-event-text.ts';
import { itemEventText } from './registers/items/item-event-text.ts';
import { libraryEventText } from './registers/library/library-text.ts';
import { objectsEventText } from './registers/objects/objects-event-text.ts';
import { assistingEventText } from './registers/organisation/assisting-body-text.ts';
import { organisationEventText } from './registers/organisation/organisation-register-text.ts';
import { ruleEventText } from './registers/rules/rule-event-text.ts';
import { sheetEventText } from './registers/sheets/sheet-event-text.ts';
import { trainingEventText } from './registers/training/training-event-text.ts';
import { setupEventText } from './setup/setup-text.ts';
import { paperEventText } from './tasks/papers/paper-text.ts';
import { preparationEventText } from './tasks/preparation/preparation-event-text.ts';
import { taskEventText } from './tasks/task-event-text.ts';

export const eventTexts: readonly Catalogue[] = [
  auditEventText,
  ledgerEventText,
  ledgerWordText,
  accessEventText,
  enterpriseEventText,
  machineEventText,
  noticeEventText,
  backupEventText,
  agencyExportEventText,
  upgradeEventText,
  documentFlowEventText,
  setupEventText,
  libraryEventText,
  organisationEventText,
  assistingEventText,
  accountTieEventText,
  inspectorEventText,
  trainingEventText,
  objectsEventText,
  itemEventText,
  ruleEventText,
  sheetEventText,
  deadlineEventText,
  planEventText,
  figuresEventText,
  drawEventText,
  coordinationEventText,
  followupEventText,
  taskEventText,
  preparationEventText,
  paperEventText,
  archiveEventText,
  resultEventText,
  redactionEventText,
  visitEventText,
  publicationEventText,
  creditEventText,
  articleEventText,
  channelEventText,
  objectionEventText,
  contactEventText,
  packageEventText,
  centreEventText,
  lectureEventText,
  supervisionEventText,
  superiorEventText,
  customaryLedgerEventText,
  reportEventText,
  ratingEventText,
  accountabilityEventText,
  handoverEventText,
  boundaryEventText,
];

/** All words of one language; keys are unique over the catalogues. */
export function eventWords(locale: Locale): Readonly<Record<string, string>> {
  return Object.assign({}, ...eventTexts.map((one) => one[locale])) as Record<string, string>;
}

/** The events themselves, without the keys of kinds, subjects, data and values. */
export function eventTypes(): readonly string[] {
  return Object.keys(eventWords('zh')).filter((key) => !/^(family|subject|data|value)\./.test(key));
}
