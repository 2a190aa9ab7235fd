/** What a layout needs beside the record: numbers of the record, codes of the agency and address on the portal. */
import type { LayoutContext } from '@mingcha/core/publications/channels/channel.ts';
import type { PublicRecord } from '@mingcha/core/publications/public-record.ts';
import type { Tx } from '../../platform/db/database.ts';
import { representativeOf } from '../penalty.queries.ts';
import type { StoredPublication } from '../publication.queries.ts';
import { divisionOf, type StoredChannel } from './channel.queries.ts';
import { readSettings } from './settings.ts';

export async function contextOf(
  tx: Tx,
  of: {
    readonly channel: StoredChannel;
    readonly row: StoredPublication;
    readonly record: PublicRecord;
    readonly operation: 'put' | 'remove';
  },
): Promise<LayoutContext> {
  const { channel, row, record, operation } = of;
  const { agencyCode, portalAddress } = readSettings(channel.settings);
  const key = { jurisdictionId: row.agency_jurisdiction_id, agencyId: row.agency_id };
  return {
    id: record.id,
    version: record.version,
    publishedOn: record.publishedOn,
    operation,
    isObjected: record.isObjected,
    agencyCode,
    divisionCode: await divisionOf(tx, key),
    url: portalAddress === '' ? '' : `${portalAddress.replace(/\/$/, '')}/p/records/${record.id}`,
    representative: await representative(tx, row),
  };
}

async function representative(tx: Tx, row: StoredPublication): Promise<string> {
  if (row.kind !== 'penalty') return '';
  return representativeOf(tx, { jurisdictionId: row.jurisdiction_id, findingId: row.subject_id });
}
