/**
 * Every kind of notice of every stage, by key. A stage adds its `*-notices.ts` here; the roof assembles, no stage imports
 * this: a stage passes its own kinds to `notify`.
 */
import { accessNotices } from './common/access-notices.ts';
import { agencyExportNotices } from './common/agency-export-notices.ts';
import { backupNotices } from './common/backup-notices.ts';
import type { AnyNoticeKind } from './common/notice.ts';
import { operationsNotices } from './common/operations/operations-notices.ts';
import { creditNotices } from './credit/credit-notices.ts';
import { coordinationNotices } from './followups/coordination/coordination-notices.ts';
import { followupNotices } from './followups/followup-notices.ts';
import { resultNotices } from './inspections/results/result-notices.ts';
import { accountabilityNotices } from './oversight/accountability/accountability-notices.ts';
import { deadlineNotices } from './oversight/deadlines/deadline-notices.ts';
import { handoverNotices } from './oversight/handover/handover-notices.ts';
import { supervisionNotices } from './oversight/papers/supervision-notices.ts';
import { ratingNotices } from './oversight/ratings/rating-notices.ts';
import { channelNotices } from './publications/channels/channel-notices.ts';
import { contactNotices } from './publications/contacts/contact-notices.ts';
import { centreNotices } from './publications/enterprise/centre-notices.ts';
import { lectureNotices } from './publications/lectures/lecture-notices.ts';
import { objectionNotices } from './publications/objections/objection-notices.ts';
import { publicationNotices } from './publications/publication-notices.ts';
import { trainingNotices } from './registers/training/training-notices.ts';
import { taskNotices } from './tasks/task-notices.ts';

const all: readonly AnyNoticeKind[] = [
  ...Object.values(accessNotices),
  ...Object.values(backupNotices),
  ...Object.values(agencyExportNotices),
  ...Object.values(operationsNotices),
  ...Object.values(deadlineNotices),
  ...Object.values(trainingNotices),
  ...Object.values(taskNotices),
  ...Object.values(resultNotices),
  ...Object.values(coordinationNotices),
  ...Object.values(followupNotices),
  ...Object.values(publicationNotices),
  ...Object.values(channelNotices),
  ...Object.values(creditNotices),
  ...Object.values(objectionNotices),
  ...Object.values(contactNotices),
  ...Object.values(centreNotices),
  ...Object.values(lectureNotices),
  ...Object.values(supervisionNotices),
  ...Object.values(ratingNotices),
  ...Object.values(accountabilityNotices),
  ...Object.values(handoverNotices),
];

export const noticeKinds: ReadonlyMap<string, AnyNoticeKind> = new Map(all.map((kind) => [kind.key, kind]));
if (noticeKinds.size !== all.length) throw new Error('two kinds of notices have the same key');
