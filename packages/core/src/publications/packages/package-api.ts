/** Routes of publication packages in the office: the list with its state, making one by hand, download, the intake's file. */
import { z } from 'zod';
import { only, route } from '../../common/api.ts';
import { actionId, instant, nothing } from '../../common/schemas.ts';
import { packageKinds } from './package.ts';

const reading = { method: 'GET', body: nothing, audit: null } as const;
const keepers = only('administrator', 'legalOfficer');
const byNumber = z.object({ number: z.coerce.number().int().min(1).max(99_999_999) });

const packageView = z.object({
  number: z.number().int(),
  kind: z.enum(packageKinds),
  madeAt: instant,
  /** Empty: made by itself. */
  madeName: z.string(),
  records: z.number().int(),
  recalls: z.number().int(),
  documents: z.number().int(),
  removals: z.number().int(),
  bytes: z.number().int(),
  /** False once something in it was recalled. */
  hasFile: z.boolean(),
  placedAt: instant.nullable(),
});
export type PackageView = z.output<typeof packageView>;

/** The latest first, with what an administrator needs for the portal. */
export const listPackages = route({
  ...reading,
  id: 'packages.list',
  path: '/api/publication-packages',
  params: nothing,
  query: z.object({ before: z.coerce.number().int().min(1).optional() }),
  response: z.object({
    rows: z.array(packageView),
    next: z.number().int().nullable(),
    /** Ed25519 key by which the portal believes packages, hex. */
    officeKey: z.string(),
    folder: z.string().nullable(),
    /** Where the portal stands by its own word; null without a folder or a word. */
    portal: z
      .object({
        number: z.number().int(),
        madeAt: instant.nullable(),
        problem: z
          .object({ code: z.string(), data: z.record(z.string(), z.union([z.string(), z.number()])) })
          .nullable(),
      })
      .nullable(),
    intake: z.object({ taken: z.number().int(), refused: z.number().int(), lastAt: instant.nullable() }),
  }),
  transfer: 'json',
  policy: keepers,
  rate: 'read',
});

/** Makes the next package now; `atLeast` for a portal that saw higher numbers than this office remembers. */
export const makePackage = route({
  id: 'packages.make',
  method: 'POST',
  path: '/api/publication-packages',
  params: nothing,
  query: nothing,
  body: z.object({
    actionId,
    isFull: z.boolean(),
    atLeast: z.number().int().min(1).max(99_999_999).nullable(),
  }),
  /** Null: nothing changed since the last one. */
  response: z.object({ number: z.number().int().nullable() }),
  transfer: 'json',
  policy: keepers,
  audit: 'package.made',
  rate: 'heavy',
});

export const downloadPackage = route({
  ...reading,
  id: 'packages.download',
  path: '/api/publication-packages/:number/file',
  params: byNumber,
  query: nothing,
  response: z.unknown(),
  transfer: 'file',
  policy: keepers,
  rate: 'heavy',
});

/** Takes in the intake's file that was carried by hand. Items that are known already are passed over. */
export const importIntake = route({
  id: 'packages.importIntake',
  method: 'POST',
  path: '/api/portal-intake',
  params: nothing,
  query: nothing,
  body: z.object({ actionId }),
  response: z.object({
    taken: z.number().int(),
    known: z.number().int(),
    refused: z.number().int(),
    unreadable: z.number().int(),
  }),
  transfer: 'upload',
  policy: keepers,
  audit: 'package.intake_imported',
  rate: 'upload',
});
