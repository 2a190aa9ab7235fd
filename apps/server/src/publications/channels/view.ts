/** A line of a channel as the office sees it. */
import type { DeliveryView } from '@mingcha/core/publications/channels/channel-api.ts';
import type { StoredDelivery } from './delivery.queries.ts';

export function deliveryView(row: StoredDelivery & { readonly file_number: number | null }): DeliveryView {
  return {
    id: row.id,
    kind: row.kind,
    publicationId: row.publication_id,
    recordVersion: row.record_version,
    operation: row.operation,
    title: row.title,
    state: row.state,
    attempts: row.attempts,
    sendAt: row.send_at,
    endedAt: row.ended_at,
    externalId: row.external_id,
    receipt: row.receipt,
    problem: row.problem,
    detail: row.detail,
    reasons: [...row.reasons],
    fileNumber: row.file_number,
    createdAt: row.created_at,
  };
}
