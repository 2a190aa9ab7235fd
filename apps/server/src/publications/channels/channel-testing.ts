/** What tests of channels share: gateways of this machine allowed, a channel switched on, results published. */
import assert from 'node:assert/strict';
import { organisationCheckCharacter, usccCheckCharacter } from '@mingcha/core/common/uscc.ts';
import type { ChannelMode, OutsideChannel } from '@mingcha/core/publications/channels/channel.ts';
import { type ChannelSettings, channelSettings } from '@mingcha/core/publications/channels/channel-api.ts';
import { sql } from 'kysely';
import { inTransaction } from '../../platform/db/transaction.ts';
import type { TestApp, TestPlatform } from '../../platform/testing-app.ts';
import { publishNow } from '../engine.ts';
import { keyOf, type StoredPublication, savePublication } from '../publication.queries.ts';
import { plantPassed, publicationFor } from '../publication-testing.ts';
import { saveChannel } from './channel.service.ts';
import { deliveriesOfRecord, type StoredDelivery } from './delivery.queries.ts';
import { sendDue } from './send.ts';
import { type OtherSideServer, startOtherSide } from './testing-other-side.ts';

export const testKey = 'Channel-Key-1';

export interface ChannelDesk {
  readonly app: TestApp;
  readonly platform: TestPlatform;
  readonly side: OtherSideServer;
  readonly save: (kind: OutsideChannel, of?: SaveOptions) => Promise<void>;
  /** Sends what is due; the call waits 300 ms for an answer. */
  readonly send: () => Promise<number>;
  readonly lines: (publicationId: string) => Promise<readonly StoredDelivery[]>;
  /** `state version operation` of a record's lines in one channel, the newest first. */
  readonly states: (publicationId: string, kind?: OutsideChannel) => Promise<readonly string[]>;
}

interface SaveOptions {
  readonly mode?: ChannelMode;
  readonly version?: number;
  readonly settings?: Partial<ChannelSettings>;
}

export async function withChannelDesk(
  app: TestApp,
  work: (desk: ChannelDesk) => Promise<void>,
): Promise<void> {
  const platform: TestPlatform = {
    ...app.platform,
    config: { ...app.platform.config, gateways: ['127.0.0.1'] },
  };
  const side = await startOtherSide(testKey);
  const lines = (id: string) => inTransaction(platform.db, (tx) => deliveriesOfRecord(tx, id));
  try {
    await work({
      app,
      platform,
      side,
      lines,
      save: async (kind, { mode = 'automatic', version = 0, settings = {} } = {}) => {
        const saved = await saveChannel(platform, app.cast.administrator, {
          actionId: app.actionId(),
          kind,
          version,
          mode,
          settings: channelSettings.parse({ address: side.url, account: 'A1', ...settings }),
          secret: testKey,
        });
        assert.ok(saved.ok, JSON.stringify(saved));
      },
      send: () => sendDue(platform, { timeoutMs: 300 }),
      states: async (id, kind = 'enterpriseCredit') =>
        (await lines(id))
          .filter((each) => each.kind === kind)
          .map((each) => `${each.state} ${each.record_version} ${each.operation}`),
    });
  } finally {
    await side.close();
  }
}

/** Results of the bureau that are public; gives their publications. */
export async function plantPublished(
  app: TestApp,
  options: Omit<NonNullable<Parameters<typeof plantPassed>[1]>, 'code'> & {
    /** Null: the object has no credit code. */
    readonly code?: null;
  } = {},
): Promise<readonly string[]> {
  const { code, ...plant } = options;
  const { inspectionIds } = await plantPassed(app, plant);
  const ids = [];
  for (const inspectionId of inspectionIds)
    ids.push(await publishPlanted(app, { inspectionId, hasCode: code !== null }));
  await app.settle();
  return ids;
}

async function publishPlanted(
  app: TestApp,
  of: { readonly inspectionId: string; readonly hasCode: boolean },
): Promise<string> {
  const { platform, cast } = app;
  const row = await publicationFor(app, of.inspectionId);
  await giveCode(app, row, of.hasCode);
  await inTransaction(platform.db, async (tx) => {
    await savePublication(tx, keyOf(row), { state: 'reviewed', at: platform.clock.now() });
    const made = await publishNow(tx, platform, {
      row: { ...row, state: 'reviewed' },
      doer: cast.anLan,
    });
    assert.ok(made.ok, JSON.stringify(made));
  });
  return row.id;
}

/** Planted objects have codes of no meaning; channels want one whose check characters are right. */
async function giveCode(app: TestApp, row: StoredPublication, hasCode: boolean): Promise<void> {
  plantedCodes += 1;
  const eight = `MA0${String(plantedCodes).padStart(5, '0')}`;
  const body = `91130181${eight}${organisationCheckCharacter(eight) ?? ''}`;
  const code = `${body}${usccCheckCharacter(body) ?? ''}`;
  await app.database.owner
    .updateTable('publication_payloads')
    .set({
      payload: sql`jsonb_set(payload, '{object,code}', coalesce(to_jsonb(${hasCode ? code : null}::text), 'null'))`,
    })
    .where('publication_id', '=', row.id)
    .execute();
}
let plantedCodes = 0;
