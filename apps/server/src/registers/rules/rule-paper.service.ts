/** Reads a rule book for print and for the public: the printed document of any own version, the published ones for everybody. */
import type { Result } from '@mingcha/core/common/result.ts';
import { fail, ok } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import type { Locale } from '@mingcha/core/common/text.ts';
import { ruleBook } from '@mingcha/core/registers/rules/rule-book.ts';
import type { PublicRuleBook } from '@mingcha/core/registers/rules/rule-book-api.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { paperReply } from '../../platform/documents/paper-reply.ts';
import type { FileReply } from '../../platform/http/binder.ts';
import type { Platform } from '../../platform/platform.ts';
import { sectionsOf } from '../object.queries.ts';
import { publishedRuleBook, publishedRuleBooks } from './rule-book.queries.ts';
import { getRuleBook } from './rule-book.service.ts';
import { type PrintedRules, rulePaper } from './rule-paper.ts';

interface Asked {
  readonly id: string;
  readonly format: 'pdf' | 'docx';
  readonly lang: Locale;
}

export async function printRuleBook(
  platform: Platform,
  actor: Actor,
  asked: Asked,
): Promise<Result<FileReply>> {
  const found = await getRuleBook(platform, actor, asked.id);
  if (!found.ok) return found;
  return ok(await printed({ ...found.value, state: found.value.flow.state }, asked));
}

async function printed(book: PrintedRules, asked: Asked): Promise<FileReply> {
  const paper = rulePaper(book, asked.lang);
  return paperReply(paper, asked.format, `${book.agencyName} ${book.rules.name} v${book.bookVersion}`);
}

export async function listPublicRuleBooks(platform: Platform, agencyId: string | undefined) {
  return inTransaction(platform.db, async (tx) => {
    const rows = await publishedRuleBooks(tx, agencyId);
    return ok({
      rows: rows.map((row) => ({
        id: row.id,
        agencyName: row.agency_name,
        bookVersion: row.version,
        publishedOn: row.published_on,
        name: row.rules.name,
      })),
    });
  });
}

/** A published version; drafts and earlier versions do not exist for the public. */
export async function getPublicRuleBook(platform: Platform, id: string): Promise<Result<PublicRuleBook>> {
  return inTransaction(platform.db, async (tx) => {
    const row = await publishedRuleBook(tx, id);
    if (row === undefined) return fail('ruleBook.not_found');
    const scope = { jurisdictionId: row.jurisdiction_id, agencyId: row.agency_id };
    return ok({
      id: row.id,
      agencyName: row.agency_name,
      bookVersion: row.version,
      publishedOn: row.published_on,
      rules: ruleBook.parse(row.rules),
      sections: await sectionsOf(tx, scope),
    });
  });
}

export async function printPublicRuleBook(platform: Platform, asked: Asked): Promise<Result<FileReply>> {
  const found = await getPublicRuleBook(platform, asked.id);
  if (!found.ok) return found;
  return ok(await printed({ ...found.value, state: 'published' }, asked));
}
