/** Handler of the draw record as a paper; who printed it is recorded, because it carries names. */
import type { Result } from '@mingcha/core/common/result.ts';
import { ok } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import type { Locale } from '@mingcha/core/common/text.ts';
import { downloadRecordPaper } from '@mingcha/core/draws/draw-paper-api.ts';
import { servesHttps } from '../platform/cert/served-certificate.ts';
import { inTransaction } from '../platform/db/transaction.ts';
import { paperReply } from '../platform/documents/paper-reply.ts';
import type { Binder, FileReply } from '../platform/http/binder.ts';
import type { Call } from '../platform/http/call.ts';
import { record } from '../platform/ledger/ledger.ts';
import type { Platform } from '../platform/platform.ts';
import { recordPaper } from './record-paper.ts';
import { recordFor } from './record-view.ts';

interface Printing {
  readonly id: string;
  readonly format: 'pdf' | 'docx';
  readonly lang: Locale;
  readonly site: string;
}

export function bindRecordPaperRoutes(binder: Binder, platform: Platform): void {
  binder.bind(downloadRecordPaper, (call) =>
    printRecord(platform, call.actor, {
      id: call.params.id,
      ...call.query,
      site: siteOf(platform, call.headers),
    }),
  );
}

/** The configured address of the public portal, else where this server shows it. */
function siteOf(platform: Platform, headers: Call<never, never, never>['headers']): string {
  const { publicUrl } = platform.config;
  if (publicUrl !== null) return publicUrl;
  const host =
    typeof headers['host'] === 'string' && /^[A-Za-z0-9.:[\]-]{1,253}$/.test(headers['host'])
      ? headers['host']
      : 'localhost';
  return `${servesHttps(platform.config) ? 'https' : 'http'}://${host}/p`;
}

async function printRecord(platform: Platform, actor: Actor, printing: Printing): Promise<Result<FileReply>> {
  const found = await recordFor(platform, actor, { id: printing.id, kind: 'print' });
  if (!found.ok) return found;
  const { format, lang, site } = printing;
  const { record: drawn, mark } = found.value;
  const plain = recordPaper(drawn, { locale: lang, zone: platform.config.zone, site });
  const paper = mark === '' ? plain : { ...plain, foot: `${plain.foot}　${mark}` };
  const reply = await paperReply(paper, format, `${paper.title} ${drawn.number}`);
  await inTransaction(platform.db, (tx) =>
    record(tx, platform, {
      type: 'draw.record_printed',
      actor,
      subject: { kind: 'draw', id: printing.id },
      data: { format },
    }),
  );
  return ok(reply);
}
