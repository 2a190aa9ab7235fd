/**
 * What a phone and the server say to each other, as JSON Schema: what the phone sends, and what it reads. From it a version of
 * the phone is frozen, so that a later server can be held to it (`tools/phone-versions`).
 */
import { z } from 'zod';
import * as field from './field-api.ts';
import { visitRecord } from './visit-record.ts';

/** As far as zod writes it; what is not named here is told as a difference. */
export interface Schema {
  readonly [key: string]: unknown;
}

export interface WireForm {
  /** By the phone. */
  readonly sent: Readonly<Record<string, Schema>>;
  /** By the server, as the phone checks it. */
  readonly read: Readonly<Record<string, Schema>>;
}

/** Everything that a phone needs to sign its store in, take its pack along, send records and files. */
const routes = {
  register: field.registerDevice,
  pack: field.fieldPack,
  sync: field.fieldSync,
  putChunk: field.putChunk,
  upload: field.getUpload,
} as const;

/** That of this version. */
export function wireForm(): WireForm {
  const sent: Record<string, Schema> = { record: schemaOf(visitRecord, 'input') };
  const read: Record<string, Schema> = {};
  for (const [name, route] of Object.entries(routes)) {
    sent[`${name} ${route.method} ${route.path} body`] = schemaOf(route.body, 'input');
    sent[`${name} ${route.method} ${route.path} query`] = schemaOf(route.query, 'input');
    read[`${name} ${route.method} ${route.path}`] = schemaOf(route.response, 'output');
  }
  return { sent, read };
}

function schemaOf(type: z.ZodType, io: 'input' | 'output'): Schema {
  // `reused: inline`: a schema is compared as a tree.
  const { $schema: _, ...schema } = z.toJSONSchema(type, { io, unrepresentable: 'any', reused: 'inline' });
  return schema as Schema;
}
