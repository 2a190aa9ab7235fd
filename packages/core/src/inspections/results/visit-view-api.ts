/** The visit as the office reads it, and reconciling a field that two people wrote without seeing each other. */
import { z } from 'zod';
import { only, route } from '../../common/api.ts';
import { actionId, instant, nothing, plainDate, uuid } from '../../common/schemas.ts';
import { outcomes } from '../../tasks/inspection.ts';
import {
  fieldPath,
  findingActions,
  findingClause,
  lineAnswer,
  partyOpinions,
  position,
} from '../visits/visit-fields.ts';
import { evidenceKinds, signature } from '../visits/visit-record.ts';
import { inspectionReaders } from './inspection-api.ts';
import { redactionReasons } from './redaction.ts';

const byId = z.object({ id: uuid });
const written = z.object({ writeId: uuid, value: z.unknown(), by: z.string(), at: instant });

export const visitView = z.object({
  teams: z.array(z.object({ agencyId: uuid, agencyName: z.string() })),
  members: z.array(z.object({ id: uuid, name: z.string() })),
  arrival: z.object({ at: instant, position: position.nullable(), place: z.string() }).nullable(),
  certificatesShown: z.boolean().nullable(),
  codeShown: z.string(),
  rightsTold: z.boolean().nullable(),
  recusal: z.enum(['notAsked', 'asked']).nullable(),
  openingNote: z.string(),
  place: z.string(),
  started: instant.nullable(),
  ended: instant.nullable(),
  representative: z.object({ name: z.string(), post: z.string(), phone: z.string() }),
  situation: z.string(),
  sheets: z.array(
    z.object({
      versionId: uuid,
      name: z.string(),
      agencyId: uuid,
      sections: z.array(
        z.object({
          title: z.string(),
          lines: z.array(
            z.object({
              key: z.string(),
              requirement: z.string(),
              basis: z.string(),
              unit: z.string(),
              answer: lineAnswer.nullable(),
              note: z.string(),
            }),
          ),
        }),
      ),
    }),
  ),
  findings: z.array(
    z.object({
      id: uuid,
      agencyId: uuid,
      text: z.string(),
      clauses: z.array(findingClause),
      action: z.enum(findingActions).nullable(),
      dueOn: plainDate.nullable(),
      measures: z.string(),
    }),
  ),
  guidance: z.array(z.object({ id: z.string(), agencyId: uuid, text: z.string() })),
  opinions: z.array(z.object({ id: z.string(), name: z.string(), text: z.string() })),
  addedItems: z.array(z.object({ itemKey: uuid, name: z.string(), agencyId: uuid, reason: z.string() })),
  concealment: z.array(z.object({ id: z.string(), agencyId: uuid, facts: z.string() })),
  feedback: z
    .object({ at: instant, text: z.string(), opinion: z.enum(partyOpinions), statement: z.string() })
    .nullable(),
  outcome: z
    .object({
      outcome: z.enum(outcomes),
      facts: z.string(),
      witness: z.string(),
      witnessContact: z.string(),
    })
    .nullable(),
  evidence: z.array(
    z.object({
      id: uuid,
      kind: z.enum(evidenceKinds),
      findingId: uuid.nullable(),
      line: z.string().nullable(),
      sha256: z.string(),
      bytes: z.number().int(),
      contentType: z.string(),
      capturedAt: instant,
      receivedAt: instant.nullable(),
      by: z.string(),
      note: z.string(),
      position: position.nullable(),
      isChained: z.boolean(),
      isRemoved: z.boolean(),
      /** The reader may make a redacted copy of it. */
      mayRedact: z.boolean(),
      copies: z.array(
        z.object({
          id: uuid,
          /** How many. */
          areas: z.number().int(),
          reason: z.enum(redactionReasons),
          sha256: z.string(),
          /** Of the original from which it was made. */
          ofSha256: z.string(),
          by: z.string(),
          at: instant,
        }),
      ),
    }),
  ),
  signatures: z.array(signature.extend({ agencyId: uuid, signedAt: instant })),
  /** Fields with more than one value: what holds, and what stands beside it. */
  doubled: z.array(z.object({ path: z.string(), held: written, beside: z.array(written) })),
  /** The reader may say which value holds. */
  mayReconcile: z.boolean(),
  /** The reader may enter a visit that was made on paper. */
  mayEnterPaper: z.boolean(),
});
export type VisitView = z.output<typeof visitView>;

export const getVisit = route({
  id: 'visits.get',
  method: 'GET',
  path: '/api/inspections/:id/visit',
  params: byId,
  query: nothing,
  body: nothing,
  response: visitView,
  transfer: 'json',
  policy: inspectionReaders,
  audit: null,
  rate: 'read',
});
/** One of the written values holds; the others stay in the record of writes. */
export const reconcileField = route({
  id: 'visits.reconcile',
  method: 'POST',
  path: '/api/inspections/:id/reconcile',
  params: byId,
  query: nothing,
  body: z.object({ actionId, agencyId: uuid, path: fieldPath, writeId: uuid }),
  response: byId,
  transfer: 'json',
  policy: only('inspector'),
  audit: 'visit.written',
  rate: 'write',
});
