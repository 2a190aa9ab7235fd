/**
 * Puts published, corrected and withdrawn records in the line of every channel that is on. A record that a channel does not
 * take stands there as not applicable with its reason. A removal goes only where the record is or may be. No network.
 */
import { kindsTaken, layOut, partFor } from '@mingcha/core/publications/channels/channel.ts';
import { channelLayouts } from '@mingcha/core/publications/channels/channel-layouts-form.ts';
import type { PublicRecord } from '@mingcha/core/publications/public-record.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import type { FollowedEvent, Follower } from '../../platform/events/follow.ts';
import { minutesFromNow, wallMinutes } from '../../platform/notices/local-time.ts';
import type { Platform } from '../../platform/platform.ts';
import { publishedRecord } from '../public-record.queries.ts';
import { publicationById, type StoredPublication } from '../publication.queries.ts';
import {
  channelOf,
  channelsBehind,
  channelsOf,
  markCaughtUp,
  recordsNotInLine,
  type StoredChannel,
} from './channel.queries.ts';
import { contextOf } from './context.ts';
import {
  insertDelivery,
  mayHaveArrived,
  newestDelivery,
  type StoredDelivery,
  supersedeOlder,
} from './delivery.queries.ts';
import { addRound } from './round.queries.ts';
import { readSettings } from './settings.ts';

async function followPublication(tx: Tx, platform: Platform, event: FollowedEvent): Promise<void> {
  const row = await publicationById(tx, event.subject.id);
  const record = row === undefined ? undefined : await publishedRecord(tx, event.subject.id);
  // Never public, so that no channel has it.
  if (row === undefined || record === undefined) return;
  for (const channel of await channelsOf(tx, row.agency_jurisdiction_id)) {
    const part = partFor(channelLayouts[channel.kind], record.kind);
    if (channel.mode === 'off' || part === undefined) continue;
    const line = { channel, row, record };
    if (event.type !== 'publication.marked') await putInLine(tx, platform, line);
    else if (part.carriesMark && record.state === 'published') await sendMark(tx, platform, line);
  }
}

export const channelFollower: Follower = {
  name: 'publications.channels',
  types: [
    'publication.published',
    'publication.corrected',
    'publication.updated',
    'publication.marked',
    'publication.withdrawn',
    'publication.ended',
    'publication.contained',
  ],
  handle: followPublication,
};

interface Line {
  readonly channel: StoredChannel;
  readonly row: StoredPublication;
  readonly record: PublicRecord;
}

async function putInLine(tx: Tx, platform: Platform, line: Line): Promise<void> {
  const { channel, row, record } = line;
  if (record.payload.kind === 'tombstone') return recall(tx, platform, line);
  const of = { jurisdictionId: channel.jurisdiction_id, kind: channel.kind, publicationId: row.id };
  const at = platform.clock.now();
  const keepId = platform.ids.next();
  const context = await contextOf(tx, { channel, row, record, operation: 'put' });
  const laid = layOut(channelLayouts[channel.kind], record.payload, context);
  const state =
    laid.kind === 'notApplicable'
      ? { state: 'notApplicable' as const, problem: laid.absence, sendAt: at }
      : { ...firstState(platform, channel), problem: '' };
  const title = 'object' in record.payload ? record.payload.object.name : record.payload.title;
  const isNew = await insertDelivery(tx, {
    ...of,
    ...state,
    id: keepId,
    agencyId: row.agency_id,
    version: record.version,
    operation: 'put',
    title,
    at,
  });
  if (isNew) await supersedeOlder(tx, { ...of, keepId, at });
}

/** Takes a record back where it is or may be; what holds a secret goes at once, whatever the hour of the batch. */
async function recall(tx: Tx, platform: Platform, { channel, row, record }: Line): Promise<void> {
  const of = { jurisdictionId: channel.jurisdiction_id, kind: channel.kind, publicationId: row.id };
  const at = platform.clock.now();
  const keepId = platform.ids.next();
  await supersedeOlder(tx, { ...of, keepId, at });
  if (!(await mayHaveArrived(tx, of))) return;
  await insertDelivery(tx, {
    ...of,
    ...firstState(platform, channel),
    ...(row.state === 'contained' ? { sendAt: at } : {}),
    id: keepId,
    agencyId: row.agency_id,
    version: record.version,
    operation: 'remove',
    title: row.task_number,
    problem: '',
    at,
  });
}

/** The same version once more where the other side has it; what still waits is laid out with its mark anyway. */
async function sendMark(tx: Tx, platform: Platform, { channel, row }: Line): Promise<void> {
  const of = { jurisdictionId: channel.jurisdiction_id, kind: channel.kind, publicationId: row.id };
  const newest = await newestDelivery(tx, of);
  if (newest === undefined || newest.operation !== 'put' || !isAway(newest)) return;
  const { state, sendAt } = firstState(platform, channel);
  await addRound(tx, newest, { id: platform.ids.next(), state, sendAt, at: platform.clock.now() });
}

const isAway = ({ state, file_id: file }: StoredDelivery): boolean =>
  ['accepted', 'sending', 'uncertain'].includes(state) || (state === 'manual' && file !== null);

function firstState(platform: Platform, channel: StoredChannel) {
  const state = channel.mode === 'manual' ? ('manual' as const) : ('waiting' as const);
  return { state, sendAt: batchTime(platform, channel) };
}

/** The next time the hour of the batch strikes; now, where there is none. */
function batchTime(platform: Platform, channel: StoredChannel): string {
  const { batchHour } = readSettings(channel.settings);
  const now = platform.clock.now();
  if (batchHour === null || channel.mode !== 'automatic') return now;
  const until = (batchHour * 60 - wallMinutes(platform) + 1440) % 1440;
  return minutesFromNow(now, until);
}

const atOnce = 200;

/** Puts in line what was public before a channel was switched on, some hundred at a time. */
export async function catchChannelsUp(platform: Platform): Promise<void> {
  for (const key of await inTransaction(platform.db, channelsBehind)) {
    let count = atOnce;
    while (count === atOnce)
      count = await inTransaction(platform.db, async (tx) => {
        const channel = await channelOf(tx, key, 'lock');
        if (channel === undefined || channel.mode === 'off') return 0;
        const ids = await recordsNotInLine(
          tx,
          { ...key, taken: kindsTaken(channelLayouts[key.kind]) },
          atOnce,
        );
        for (const id of ids) {
          const row = await publicationById(tx, id);
          const record = await publishedRecord(tx, id);
          if (row !== undefined && record !== undefined)
            await putInLine(tx, platform, { channel, row, record });
        }
        if (ids.length < atOnce) await markCaughtUp(tx, key);
        return ids.length;
      });
  }
}
