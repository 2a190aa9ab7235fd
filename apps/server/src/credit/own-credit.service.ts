/** What stands about an enterprise in the credit files of all bureaus and is public; by the credit code of its session. */
import type { Enterprise } from '@mingcha/core/common/enterprise.ts';
import { ok, type Result } from '@mingcha/core/common/result.ts';
import type { OwnCredit } from '@mingcha/core/credit/own-credit-api.ts';
import { keyOfCode } from '@mingcha/core/registers/rules/frequency.ts';
import { inTransaction } from '../platform/db/transaction.ts';
import { listJurisdictions } from '../platform/ledger/checkpoint.queries.ts';
import type { Platform } from '../platform/platform.ts';
import { entriesOf } from './entry.queries.ts';
import { listingsOf } from './file.queries.ts';

export async function readOwnCredit(platform: Platform, enterprise: Enterprise): Promise<Result<OwnCredit>> {
  const key = keyOfCode(enterprise.creditCode);
  return inTransaction(platform.db, async (tx): Promise<Result<OwnCredit>> => {
    const own: OwnCredit = { entries: [], listings: [] };
    for (const { id: jurisdictionId } of await listJurisdictions(tx)) {
      const of = { jurisdictionId, objectKey: key };
      for (const row of await entriesOf(tx, of)) {
        if (row.publication_id === null || row.removal !== null) continue;
        own.entries.push({
          id: row.id,
          kind: row.kind as OwnCredit['entries'][number]['kind'],
          onDay: row.on_day,
          agencyName: row.agency_name,
          title: row.title,
          wording: row.wording,
          isObjected: row.is_objected,
          corrections: row.corrections,
          publicationId: row.publication_id,
        });
      }
      for (const row of await listingsOf(tx, of)) {
        if (row.published_on === null) continue;
        own.listings.push({
          id: row.id,
          agencyName: row.agency_name,
          decisionNumber: row.decision_number,
          publishedOn: row.published_on,
          endsOn: row.ends_on,
          endedOn: row.ended_on,
        });
      }
    }
    return ok(own);
  });
}
