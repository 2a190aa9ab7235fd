/** JSON files that people write: read, parsed by a schema, refused with the place and the reason. */
import { readFile } from 'node:fs/promises';
import type { z } from 'zod';
import { CliError, type CliKey } from './terminal.ts';

export async function readBytes(file: string): Promise<Uint8Array> {
  try {
    return new Uint8Array(await readFile(file));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      throw new CliError('file.missing', { file });
    throw new CliError('verify.unreadable', {
      file,
      reason: error instanceof Error ? error.message : String(error),
    });
  }
}

export async function readJson<S extends z.ZodType>(
  file: string,
  schema: S,
  wrong: CliKey,
): Promise<z.output<S>> {
  const text = new TextDecoder('utf-8').decode(await readBytes(file));
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new CliError('json.wrong', {
      file,
      reason: error instanceof Error ? error.message : String(error),
    });
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new CliError(wrong, { file, where: issue?.path.join('.') ?? '', reason: issue?.message ?? '' });
}
