/**
 * What a phone takes along (离线包): the own visits with everything that is needed at the door without a network. Only
 * visits of the signed-in person, only after dispatch, nothing of other people (R130).
 */
import { z } from 'zod';
import { instant, plainDate, uuid } from '../../common/schemas.ts';
import { resultCode } from '../../registers/rules/rule-book.ts';
import { sheetSection } from '../../registers/sheets/sheet.ts';
import {
  inspectedObject,
  inspectionOrigins,
  memberRoles,
  memberStates,
  outcomes,
  teamStages,
} from '../../tasks/inspection.ts';
import { fieldPaperKinds } from '../../tasks/papers/paper-kinds.ts';
import { paperSetting } from '../../tasks/papers/paper-wording.ts';
import { rectificationTerm } from './rectification-term.ts';
import { storedWrite } from './visit-fields.ts';
import { evidence, signature, watermark } from './visit-record.ts';

export const visitMember = z.object({
  id: uuid,
  agencyId: uuid,
  name: z.string(),
  certificateNumber: z.string(),
  role: z.enum(memberRoles),
  state: z.enum(memberStates),
});

export const visitTeam = z.object({
  agencyId: uuid,
  agencyName: z.string(),
  initiator: z.boolean(),
  stage: z.enum(teamStages),
  items: z.array(
    z.object({
      itemKey: uuid,
      code: z.string(),
      name: z.string(),
      content: z.string(),
      guidance: z.string(),
      bases: z.array(z.object({ law: z.string(), article: z.string(), text: z.string() })),
    }),
  ),
  supervisionPhone: z.string(),
});

/** A sheet as it was when the visit was dispatched; a later version never changes an open draft (S-09). */
export const visitSheet = z.object({
  versionId: uuid,
  name: z.string(),
  /** Whose lines these are. */
  agencyId: uuid,
  itemKey: uuid.nullable(),
  sections: z.array(sheetSection),
});

export const packedVisit = z.object({
  inspectionId: uuid,
  jurisdictionId: uuid,
  taskId: uuid,
  taskNumber: z.string(),
  taskTitle: z.string(),
  origin: z.enum(inspectionOrigins),
  announced: z.boolean(),
  offSite: z.boolean(),
  window: z.object({ from: plainDate, to: plainDate }),
  scheduledFor: instant.nullable(),
  outcome: z.enum(outcomes).nullable(),
  object: inspectedObject,
  /** The signed-in person's own row and agency. */
  memberId: uuid,
  agencyId: uuid,
  teams: z.array(visitTeam),
  members: z.array(visitMember),
  approvedAt: instant.nullable(),
  notice: z
    .object({ number: z.string(), deliveredAt: instant.nullable(), visitNo: z.number().int().nullable() })
    .nullable(),
  /** What the enterprise scans: address with a signed summary, verifiable later although the phone is offline. */
  code: z.object({ url: z.string(), summary: z.string() }).nullable(),
  tripSheet: z.array(z.object({ label: z.string(), value: z.string() })),
  sheets: z.array(visitSheet),
  /** Earlier inspections of the object by any agency on the platform. */
  history: z.array(
    z.object({ on: plainDate, agencyName: z.string(), result: z.string(), openFindings: z.number().int() }),
  ),
  /** Numbers reserved for this team, legal although offline; unused ones are voided visibly. */
  numbers: z.array(
    z.object({
      kind: z.enum(fieldPaperKinds),
      year: z.number().int(),
      no: z.number().int(),
      text: z.string(),
    }),
  ),
  results: z.array(resultCode),
  writes: z.array(storedWrite),
  evidence: z.array(evidence.extend({ received: z.boolean(), by: z.string() })),
  signatures: z.array(signature),
});
export type PackedVisit = z.output<typeof packedVisit>;

/** Terms of the agency's rule book that are reckoned at the door. */
export const visitTerms = z.object({
  rectified: rectificationTerm,
  /** How long an entry may be registered afterwards (D10); null where the rule book sets no clock. */
  lateEntry: rectificationTerm.nullable(),
});
export type VisitTerms = z.output<typeof visitTerms>;

export const visitPack = z.object({
  serverTime: instant,
  watermark,
  person: z.object({ accountId: uuid, name: z.string(), agencyName: z.string() }),
  visits: z.array(packedVisit),
  /** Phrases of findings and guidance that the agency has collected. */
  phrases: z.array(z.string()),
  /** Which papers may be signed on the screen in this jurisdiction. */
  screenSigned: z.array(z.string()),
  /** What the agency's papers are made with, so that the phone prints the same; absent in packs of older servers. */
  papers: paperSetting.optional(),
  /** Published items that the agency may add to a visit with a reason (R168). */
  addable: z.array(z.object({ itemKey: uuid, code: z.string(), name: z.string() })).optional(),
  /** Absent in packs of older servers. */
  terms: visitTerms.optional(),
});
export type VisitPack = z.output<typeof visitPack>;
