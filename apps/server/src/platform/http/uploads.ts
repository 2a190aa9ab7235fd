/**
 * Receives a multipart request: at most one file part `file`, streamed to a temporary file with a cap, and an
 * optional part `json` (before the file) with the route's body. Nothing of the client's names becomes a path.
 */
import { rm } from 'node:fs/promises';
import type { Multipart, MultipartFile } from '@fastify/multipart';
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { FileTooLarge, writeHashed } from '../files/file-store.ts';
import type { Platform } from '../platform.ts';
import type { Upload } from './call.ts';

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
    const body = rules.body.safeParse(JSON.parse(parts.json ?? '{}'));
    if (body.success) return ok({ upload: parts.upload, body: body.data, discard });
    await discard();
    const issue = body.error.issues[0];
    return fail('input.wrong', undefined, issue?.path.join('.') ?? 'json');
  } catch (error) {
    await discard();
    if (error instanceof FileTooLarge)
      return fail('request.too_large', { megabytes: Math.floor(error.maxBytes / 1_048_576) }, 'file');
    if (error instanceof SyntaxError || isMultipartFault(error)) return fail('request.malformed');
    throw error;
  }
}

interface Parts {
  readonly upload: Upload | null;
  readonly json: string | null;
}

async function collect(request: FastifyRequest, path: string, maxBytes: number): Promise<Parts> {
  let upload: Upload | null = null;
  let json: string | null = null;
  const parts: AsyncIterable<Multipart> = request.parts({
    limits: { files: 1, fields: 4, fieldSize: 262_144, fileSize: maxBytes + 1, parts: 5 },
  });
  for await (const part of parts) {
    if (part.type === 'file') upload = await storePart(part, path, maxBytes);
    else if (part.fieldname === 'json' && typeof part.value === 'string') json = part.value;
  }
  return { upload, json };
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
