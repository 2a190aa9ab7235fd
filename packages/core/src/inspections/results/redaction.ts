/**
 * Redacted copies of evidence pictures (R166): what is covered, as fractions of the picture, and why. The office makes the
 * copy in the browser, with the areas burnt in; the original is never touched.
 */
import { z } from 'zod';
import { only, route } from '../../common/api.ts';
import { actionId, nothing, uuid } from '../../common/schemas.ts';
import { inspectionReaders } from './inspection-api.ts';

export const redactionReasons = ['persons', 'tradeSecret', 'other'] as const;
export type RedactionReason = (typeof redactionReasons)[number];

/** Longest side of a copy, pixels. */
export const redactedSide = 1600;
export const redactedMaxAreas = 50;

/** What browsers can draw, and therefore what can be covered. */
const pictureTypes: readonly string[] = ['image/jpeg', 'image/png', 'image/webp'];

/** Whether a file of this type is a picture that can be covered. */
export function isCoverable(contentType: string): boolean {
  return pictureTypes.includes(contentType);
}

const fraction = z.number().min(0).max(1);

/** A rectangle; its sides are fractions of the picture's width and height from the left and the top. */
export const coveredArea = z
  .object({ left: fraction, top: fraction, right: fraction, bottom: fraction })
  .strict()
  .refine((area) => area.left < area.right && area.top < area.bottom);
export type CoveredArea = z.output<typeof coveredArea>;

export const redaction = z.object({
  areas: z.array(coveredArea).min(1).max(redactedMaxAreas),
  reason: z.enum(redactionReasons),
});
export type Redaction = z.output<typeof redaction>;

/** A side shorter than this is a slip of the hand. */
const slip = 0.005;

/** The area between two corners in any order, kept inside the picture; null for a slip of the hand. */
export function areaBetween(
  one: readonly [number, number],
  other: readonly [number, number],
): CoveredArea | null {
  const inside = (value: number) => Math.round(Math.min(1, Math.max(0, value)) * 10_000) / 10_000;
  const [left = 0, right = 0] = [one[0], other[0]].map(inside).sort((a, b) => a - b);
  const [top = 0, bottom = 0] = [one[1], other[1]].map(inside).sort((a, b) => a - b);
  return right - left < slip || bottom - top < slip ? null : { left, top, right, bottom };
}

const byId = z.object({ id: uuid });

/** Keeps a copy of a picture whose covered areas are burnt in. */
export const redactEvidence = route({
  id: 'evidence.redact',
  method: 'POST',
  path: '/api/evidence/:id/copies',
  params: byId,
  query: nothing,
  body: z.object({ actionId, ...redaction.shape }),
  response: byId,
  transfer: 'upload',
  policy: only('inspector', 'sectionOfficer', 'legalOfficer'),
  audit: 'evidence.redacted',
  rate: 'upload',
});
/** The copy, for whoever sees the inspection; its name says of which original it is. */
export const evidenceCopyFile = route({
  id: 'evidence.copyFile',
  method: 'GET',
  path: '/api/evidence/:id/copies/:copyId',
  params: byId.extend({ copyId: uuid }),
  query: nothing,
  body: nothing,
  response: z.unknown(),
  transfer: 'file',
  policy: inspectionReaders,
  audit: null,
  rate: 'read',
});
