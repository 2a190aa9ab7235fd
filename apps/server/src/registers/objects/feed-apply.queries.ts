/**
 * SQL that writes what a feed's rows say. Licences and registrations go into their own tables, never into the
 * directory: what differs is decided by people. Credit classes and incidents go to their objects, after a preview.
 */
import type { FeedKind } from '@mingcha/core/registers/objects/feed-api.ts';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import type { Scope } from '../object.queries.ts';
import type { FeedScope } from './feed-classify.queries.ts';

export interface FeedStamp {
  readonly at: string;
  /** Null for a machine. */
  readonly by: string | null;
  /** Stands as the reason in the revisions. */
  readonly fileName: string;
}

const written = (scope: FeedScope) =>
  sql`r.jurisdiction_id = ${scope.jurisdictionId} AND r.receipt_id = ${scope.receiptId}
    AND r.outcome IN ('new', 'changed')`;

export async function applyFeedRows(
  tx: Tx,
  scope: FeedScope,
  given: { kind: FeedKind; stamp: FeedStamp },
): Promise<void> {
  const { kind, stamp } = given;
  if (kind === 'licences') await applyLicences(tx, scope, stamp);
  else if (kind === 'registry') await applyRegistry(tx, scope, stamp);
  else if (kind === 'credit') await applyCredit(tx, scope, stamp);
  else await applyIncidents(tx, scope, stamp);
}

/** An end in 2099 or later is how files write 长期. */
async function applyLicences(tx: Tx, scope: FeedScope, stamp: FeedStamp): Promise<void> {
  await sql`INSERT INTO object_licences (jurisdiction_id, id, agency_id, object_id, holder_name, holder_code, name,
      number, issuer, approved_on, valid_to, long_term, status, receipt_id, created_at, updated_at)
    SELECT r.jurisdiction_id, gen_random_uuid(), ${scope.agencyId}, r.object_id, r.holder_name,
      coalesce(r.holder_code, ''), coalesce(r.licence_name, ''), r.licence_number, coalesce(r.issuer, ''),
      r.approved_on::date, CASE WHEN r.valid_to < '2099' THEN r.valid_to::date END,
      coalesce(r.valid_to >= '2099', false), coalesce(r.status, 'valid'), r.receipt_id,
      ${stamp.at}::timestamptz, ${stamp.at}::timestamptz
    FROM feed_rows r WHERE ${written(scope)}
    ON CONFLICT (jurisdiction_id, agency_id, number, issuer) DO UPDATE SET
      object_id = coalesce(excluded.object_id, object_licences.object_id), holder_name = excluded.holder_name,
      holder_code = coalesce(nullif(excluded.holder_code, ''), object_licences.holder_code),
      name = coalesce(nullif(excluded.name, ''), object_licences.name),
      approved_on = coalesce(excluded.approved_on, object_licences.approved_on), valid_to = excluded.valid_to,
      long_term = excluded.long_term, status = excluded.status, receipt_id = excluded.receipt_id,
      version = object_licences.version + 1, updated_at = excluded.updated_at`.execute(tx);
}

async function applyRegistry(tx: Tx, scope: FeedScope, stamp: FeedStamp): Promise<void> {
  await sql`INSERT INTO registry_entries (jurisdiction_id, agency_id, entry_key, object_id, name, code, address,
      responsible_person, registered_on, closed, status_text, receipt_id, seen_at)
    SELECT r.jurisdiction_id, ${scope.agencyId}, coalesce(r.holder_code, r.holder_name), r.object_id, r.holder_name,
      coalesce(r.holder_code, ''), coalesce(r.address, ''), coalesce(r.responsible_person, ''),
      r.registered_on::date, coalesce(r.status, 'active') = 'inactive', coalesce(r.status, ''), r.receipt_id,
      ${stamp.at}::timestamptz
    FROM feed_rows r WHERE ${written(scope)}
    ON CONFLICT (jurisdiction_id, agency_id, entry_key) DO UPDATE SET
      object_id = excluded.object_id, name = excluded.name,
      address = coalesce(nullif(excluded.address, ''), registry_entries.address),
      responsible_person = excluded.responsible_person, registered_on = excluded.registered_on,
      closed = excluded.closed, status_text = excluded.status_text, receipt_id = excluded.receipt_id,
      seen_at = excluded.seen_at`.execute(tx);
}

async function applyCredit(tx: Tx, scope: FeedScope, stamp: FeedStamp): Promise<void> {
  await sql`UPDATE objects o SET credit_class = r.credit_class,
      credit_class_on = coalesce(r.on_day::date, o.credit_class_on),
      credit_source = coalesce(r.source, o.credit_source), version = o.version + 1,
      updated_at = ${stamp.at}::timestamptz
    FROM feed_rows r WHERE ${written(scope)} AND o.jurisdiction_id = r.jurisdiction_id AND o.id = r.object_id`.execute(
    tx,
  );
  await sql`INSERT INTO object_revisions
      (jurisdiction_id, object_id, version, changes, reason, changed_by, changed_at)
    SELECT o.jurisdiction_id, o.id, o.version, r.changes, ${stamp.fileName}, ${stamp.by}::uuid, ${stamp.at}::timestamptz
    FROM feed_rows r JOIN objects o ON o.jurisdiction_id = r.jurisdiction_id AND o.id = r.object_id
    WHERE ${written(scope)}`.execute(tx);
}

async function applyIncidents(tx: Tx, scope: FeedScope, stamp: FeedStamp): Promise<void> {
  await sql`INSERT INTO object_incidents
      (jurisdiction_id, id, object_id, kind, on_day, verified, source, note, recorded_by, recorded_at)
    SELECT r.jurisdiction_id, gen_random_uuid(), r.object_id, r.incident_kind, r.on_day::date,
      coalesce(r.verified = 'yes', false), r.source, coalesce(r.note, ''), ${stamp.by}::uuid, ${stamp.at}::timestamptz
    FROM feed_rows r WHERE ${written(scope)}`.execute(tx);
}

/** Ties licences and registrations to objects that have come into the directory since. */
export async function relink(tx: Tx, scope: Scope): Promise<void> {
  await sql`UPDATE object_licences l SET object_id = coalesce(o.merged_into, o.id) FROM objects o
    WHERE l.jurisdiction_id = ${scope.jurisdictionId} AND l.agency_id = ${scope.agencyId} AND l.object_id IS NULL
      AND o.jurisdiction_id = l.jurisdiction_id AND o.agency_id = l.agency_id AND l.holder_code <> ''
      AND o.uscc = l.holder_code`.execute(tx);
  await sql`UPDATE registry_entries e SET object_id = coalesce(o.merged_into, o.id) FROM objects o
    WHERE e.jurisdiction_id = ${scope.jurisdictionId} AND e.agency_id = ${scope.agencyId} AND e.object_id IS NULL
      AND o.jurisdiction_id = e.jurisdiction_id AND o.agency_id = e.agency_id AND e.code <> ''
      AND o.uscc = e.code`.execute(tx);
}
