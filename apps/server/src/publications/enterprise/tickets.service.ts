/** Draws in whose sealed pool the enterprise stood, with its own ticket: after the release only, as the public look-up by code. */
import type { Enterprise } from '@mingcha/core/common/enterprise.ts';
import { ok } from '@mingcha/core/common/result.ts';
import type { OwnTicket } from '@mingcha/core/publications/enterprise/centre-api.ts';
import { findTicket, listPublicDraws } from '../../draws/public.service.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import type { Platform } from '../../platform/platform.ts';
import { ownObjects } from './centre.queries.ts';

/** So many of the latest draws of each agency are looked through. */
const drawsOfAgency = 20;

export async function listOwnTickets(platform: Platform, enterprise: Enterprise) {
  const objects = await inTransaction(platform.db, (tx) => ownObjects(tx, enterprise.creditCode));
  const rows: OwnTicket[] = [];
  for (const agencyId of new Set(objects.map((row) => row.agency_id))) {
    const draws = await listPublicDraws(platform, { agencyId, limit: drawsOfAgency });
    for (const draw of draws.value.rows) {
      if (draw.state !== 'released' && draw.state !== 'closed') continue;
      const own = await findTicket(platform, draw.id, enterprise.creditCode);
      if (!own.ok) continue;
      const { stratum, ticket, rank, size, quota, drawn } = own.value;
      const { id: drawId, number, title, agencyName, drawnAt } = draw;
      rows.push({ drawId, number, title, agencyName, drawnAt, stratum, ticket, rank, size, quota, drawn });
    }
  }
  return ok({ rows: rows.sort((a, b) => ((a.drawnAt ?? '') > (b.drawnAt ?? '') ? -1 : 1)) });
}
