/**
 * Receives a multipart request: at most one file, streamed to a temporary file with a cap, and the members of the
 * route's body as text fields, each either plain text or JSON. Nothing of the client's names becomes a path.
 */
import { rm } from 'node:fs/promises';
import type { Multipart, MultipartFile } from '@fastify/multipart';
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { FileTooLarge, writeHashed } from '../files/file-store.ts';
import type { Platform } from '../platform.ts';
import type { Upload } from './call.ts';
import { nulRefusal } from './refuse-nul.ts';

export interface UploadRules {
  readonly maxBytes: number;
  readonly body: z.ZodType;
}

export interface ReceivedUpload {
  readonly upload: Upload | null;
  readonly body: unknown;
  /** Deletes the temporary file. */
  discard(): Promise<void>;
}

/** Errors: `request.not_upload`, `request.malformed`, `request.too_large` with the limit in MB, those of the body's schema. */
export async function receiveUpload(
  platform: Platform,
  request: FastifyRequest,
  rules: UploadRules,
): Promise<Result<ReceivedUpload>> {
  if (!request.isMultipart()) return fail('request.not_upload');
  const path = platform.files.temporaryPath();
  const discard = (): Promise<void> => rm(path, { force: true });
  try {
    const parts = await collect(request, path, rules.maxBytes);
    const nul = nulRefusal(parts.fields);
    if (nul !== null) {
      await discard();
      return { ok: false, error: { code: nul.code } };
    }
    const body = parseFields(rules.body, parts.fields);
    if (body.success) return ok({ upload: parts.upload, body: body.data, discard });
    await discard();
    return fail('input.wrong', undefined, body.error.issues[0]?.path.join('.') ?? '');
  } catch (error) {
    await discard();
    if (error instanceof FileTooLarge)
      return fail('request.too_large', { megabytes: Math.floor(error.maxBytes / 1_048_576) }, 'file');
    if (isMultipartFault(error)) return fail('request.malformed');
    throw error;
  }
}

interface Parts {
  readonly upload: Upload | null;
  readonly fields: readonly (readonly [string, string])[];
}

/** Fields carry no types: each is the text it is, and only those that the schema refuses as text are read as JSON. */
function parseFields(schema: z.ZodType, fields: Parts['fields']) {
  const asText = schema.safeParse(Object.fromEntries(fields));
  if (asText.success) return asText;
  const refused = new Set(asText.error.issues.map((issue) => issue.path[0]));
  return schema.safeParse(
    Object.fromEntries(fields.map(([name, text]) => [name, refused.has(name) ? parsed(text) : text])),
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

async function collect(request: FastifyRequest, path: string, maxBytes: number): Promise<Parts> {
  let upload: Upload | null = null;
  const fields: (readonly [string, string])[] = [];
  const parts: AsyncIterable<Multipart> = request.parts({
    limits: { files: 1, fields: 20, fieldSize: 262_144, fileSize: maxBytes + 1, parts: 21 },
  });
  for await (const part of parts) {
    if (part.type === 'file') upload = await storePart(part, path, maxBytes);
    else if (typeof part.value === 'string') fields.push([part.fieldname, part.value]);
  }
  return { upload, fields };
}

async function storePart(part: MultipartFile, path: string, maxBytes: number): Promise<Upload> {
  const stored = await writeHashed(part.file, path, maxBytes);
  return {
    fileName: displayName(part.filename),
    contentType: part.mimetype.slice(0, 100),
    path,
    ...stored,
  };
}

/** The last component, NFC, without control and bidirectional characters, at most 200 characters. */
function displayName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  const clean = last
    .normalize('NFC')
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Cf}]/gu, '')
    .trim();
  return clean === '' ? 'file' : clean.slice(-200);
}

function isMultipartFault(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const status = 'statusCode' in error ? error.statusCode : undefined;
  return (
    (typeof status === 'number' && status < 500) || /multipart|boundary|unexpected end/i.test(error.message)
  );
}
