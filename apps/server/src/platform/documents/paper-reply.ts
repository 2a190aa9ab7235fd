/** A paper as the answer to a request: rendered, with its content type and the name under which it is kept. */

import type { Paper } from '@mingcha/core/common/paper.ts';
import { type FileReply, fileReply } from '../http/call.ts';
import { renderDocx } from './paper-docx.ts';
import { renderPdf } from './paper-pdf.ts';

export type PaperFormat = 'pdf' | 'docx';

const types: Readonly<Record<PaperFormat, string>> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
};

/** `name` stands without its ending; a stroke in a number becomes a dash. */
export function renderedReply(body: Uint8Array, format: PaperFormat, name: string): FileReply {
  return fileReply({
    contentType: types[format],
    fileName: `${name.replaceAll('/', '-')}.${format}`,
    disposition: 'attachment',
    body,
  });
}

/** Renders the paper in `format`. */
export async function paperReply(paper: Paper, format: PaperFormat, name: string): Promise<FileReply> {
  const body = format === 'pdf' ? await renderPdf(paper) : await renderDocx(paper);
  return renderedReply(body, format, name);
}
