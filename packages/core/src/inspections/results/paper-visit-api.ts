/**
 * A visit made on paper, entered in one pass with the scan beside the form (录入纸质检查): where phones are forbidden or
 * missing. The server makes the same records of it that a phone sends, with their own source.
 */
import { z } from 'zod';
import { only, route } from '../../common/api.ts';
import {
  actionId,
  instant,
  line,
  nothing,
  paragraph,
  plainDate,
  requiredLine,
  uuid,
} from '../../common/schemas.ts';
import { outcomes } from '../../tasks/inspection.ts';
import { fieldPaperKinds, partySeals } from '../../tasks/papers/paper-kinds.ts';
import { findingActions, findingClause, lineAnswer, partyOpinions } from '../visits/visit-fields.ts';
import { packedVisit } from '../visits/visit-pack.ts';

const byId = z.object({ id: uuid });
const enters = only('inspector', 'sectionOfficer', 'legalOfficer');

export const paperVisit = z.object({
  /** Of the inspector whose paper this is. */
  memberId: uuid,
  /** Scans that were uploaded before. */
  scanIds: z.array(uuid).min(1).max(40),
  enteredAt: instant,
  endedAt: instant,
  /** Why the entry comes before approval or notice; empty for none. */
  emergency: line(300),
  place: line(200),
  representative: z.object({ name: line(60), post: line(60), phone: line(40) }),
  certificatesShown: z.boolean(),
  rightsTold: z.boolean(),
  recusal: z.enum(['notAsked', 'asked']),
  lines: z
    .array(
      z.object({
        sheetVersionId: uuid,
        lineKey: requiredLine(40),
        answer: lineAnswer.shape.answer,
        value: lineAnswer.shape.value,
      }),
    )
    .max(600),
  findings: z
    .array(
      z.object({
        id: uuid,
        itemKey: uuid.nullable(),
        sheetVersionId: uuid.nullable(),
        lineKey: line(40).nullable(),
        text: paragraph(2000),
        clauses: z.array(findingClause).max(20),
        action: z.enum(findingActions),
        dueOn: z.string().max(10).nullable(),
        measures: paragraph(1000),
      }),
    )
    .max(100),
  situation: paragraph(8000),
  guidance: paragraph(2000),
  outcome: z.object({
    outcome: z.enum(outcomes).exclude(['replaced', 'cancelled']),
    facts: paragraph(2000),
    witness: line(60),
    witnessContact: line(60),
  }),
  feedback: z.object({ opinion: z.enum(partyOpinions), statement: paragraph(2000) }),
  /** Inspectors who signed the on-site record by hand. */
  signedBy: z.array(uuid).max(20),
  party: z.object({
    name: line(60),
    seal: z.enum(partySeals),
    refused: z.object({ reason: requiredLine(300), witness: line(60), witnessContact: line(60) }).nullable(),
  }),
  /** Reserved numbers that the papers carry. */
  numbers: z
    .array(z.object({ kind: z.enum(fieldPaperKinds), year: z.number().int(), no: z.number().int().min(1) }))
    .max(8),
});
export type PaperVisit = z.output<typeof paperVisit>;

/** What the form needs: the visit as a phone would have it, and the scans so far. */
export const paperVisitForm = route({
  id: 'visits.paperForm',
  method: 'GET',
  path: '/api/inspections/:id/paper-visit',
  params: byId,
  query: nothing,
  body: nothing,
  response: z.object({
    visit: packedVisit,
    /** Day that the rule book proposes for putting a problem right. */
    rectifyBy: plainDate,
    scans: z.array(z.object({ id: uuid, contentType: z.string(), note: z.string() })),
  }),
  transfer: 'json',
  policy: enters,
  audit: null,
  rate: 'read',
});
export const uploadScan = route({
  id: 'visits.uploadScan',
  method: 'POST',
  path: '/api/inspections/:id/scans',
  params: byId,
  query: z.object({ actionId }),
  body: nothing,
  response: z.object({ id: uuid, contentType: z.string() }),
  transfer: 'upload',
  policy: enters,
  audit: 'visit.evidence_noted',
  rate: 'upload',
});
export const enterPaperVisit = route({
  id: 'visits.enterPaper',
  method: 'POST',
  path: '/api/inspections/:id/paper-visit',
  params: byId,
  query: nothing,
  body: z.object({ actionId, visit: paperVisit }),
  response: byId,
  transfer: 'json',
  policy: enters,
  audit: 'visit.paper_entered',
  rate: 'write',
});
