/**
 * Sends bytes with a safe name and type. Only a few types are shown in the browser, anything else is downloaded,
 * so that an uploaded page can never run in our origin.
 */
import type { FastifyReply } from 'fastify';
import type { FileReply } from './call.ts';

const shownInline: ReadonlySet<string> = new Set([
  'application/pdf',
  'image/png',
  'image/jpeg',
  'image/webp',
  'text/plain; charset=utf-8',
  'application/json; charset=utf-8',
]);

/** Sends the file; the name is RFC 6266 / RFC 5987 encoded with a plain ASCII fallback. */
export async function sendFile(reply: FastifyReply, file: FileReply): Promise<void> {
  const disposition = shownInline.has(file.contentType) ? file.disposition : 'attachment';
  reply.header('content-disposition', `${disposition}; ${fileNames(file.fileName)}`);
  if (file.body instanceof Uint8Array) reply.header('content-length', file.body.length);
  await reply.code(200).type(file.contentType).send(file.body);
}

function fileNames(name: string): string {
  const plain = name.replaceAll(/[^\x20-\x7e]|["\\/%]/g, '_');
  const encoded = encodeURIComponent(name.toWellFormed()).replaceAll(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `filename="${plain}"; filename*=UTF-8''${encoded}`;
}
