/**
 * A server that is going to be killed: a child process that takes a draw from a given step onwards and tells its
 * parent before and after each step. It calls the services and loads nothing else, since it starts a dozen times.
 */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import { hex, partyCommitment, providerFor } from '@mingcha/draw';
import { parseConfig } from '../platform/config.ts';
import { openDatabase } from '../platform/db/database.ts';
import { inTransaction } from '../platform/db/transaction.ts';
import { openFileStore } from '../platform/files/file-store.ts';
import { createLog } from '../platform/log.ts';
import type { Platform } from '../platform/platform.ts';
import { makeSecretBox, makeSigner } from '../platform/secrets.ts';
import { systemRandom, uuidSource } from '../platform/system.ts';
import { testClock } from '../platform/testing.ts';
import { readCase } from './case-file.ts';
import { attendDraw, listPartyLinks, typeNumber } from './ceremony.service.ts';
import { drawNow } from './draw.service.ts';
import { commitAsParty, revealAsParty } from './party.service.ts';
import { confirmSeal, proposeSeal } from './seal.service.ts';
import { checkDraw } from './task.service.ts';

export interface CrashOrder {
  readonly url: string;
  readonly folder: string;
  readonly drawId: string;
  readonly lan: Actor;
  readonly section: Actor;
  /** One action id per step, so that a step whose answer was lost can be sent again. */
  readonly actionIds: readonly string[];
  readonly from: number;
}

interface Try {
  readonly platform: Platform;
  readonly order: CrashOrder;
  readonly actionId: string;
}
type Step = (attempt: Try) => Promise<Result<unknown>>;

const digits = '09175059342981586505';
const write = ({ order, actionId }: Try, who: 'lan' | 'section', routeId: string) => ({
  actor: order[who],
  actionId,
  routeId,
  id: order.drawId,
});

function party(j: number, what: 'commit' | 'reveal'): Step {
  return async ({ platform, order, actionId }) => {
    const links = await listPartyLinks(platform, order.lan, order.drawId);
    const key = { jurisdictionId: order.lan.jurisdictionId, id: order.drawId };
    const { ceremony } = await inTransaction(platform.db, (tx) => readCase(tx, key));
    const freezeId = ceremony.freezeId ?? '';
    const path = links.ok ? links.value.rows.find((row) => row.j === j)?.path : undefined;
    const token = path?.split('/').at(-1) ?? '';
    const nonce = new Uint8Array(createHash('sha256').update(`nonce ${freezeId} ${j}`).digest());
    const as = { token, actionId, routeId: `ceremony.${what}`, audit: `draw.${what}ted` };
    if (what === 'reveal') return revealAsParty(platform, as, hex(nonce));
    const commitment = partyCommitment(providerFor('SHA256'), { freezeId, j }, nonce);
    return commitAsParty(platform, as, { commitment, madeOn: 'device' });
  };
}

/** The steps of ceremony B. */
export const crashSteps: readonly Step[] = [
  (t) => checkDraw(t.platform, write(t, 'lan', 'draws.check')),
  (t) => proposeSeal(t.platform, write(t, 'lan', 'draws.proposeSeal')),
  (t) => confirmSeal(t.platform, write(t, 'section', 'draws.confirmSeal')),
  (t) =>
    attendDraw(t.platform, write(t, 'lan', 'draws.attend'), {
      name: '安岚',
      section: '法规科',
      capacity: 'host',
      outside: false,
    }),
  party(0, 'commit'),
  party(1, 'commit'),
  (t) => typeNumber(t.platform, write(t, 'lan', 'draws.typeNumber'), { j: 2, text: digits }),
  (t) => typeNumber(t.platform, write(t, 'section', 'draws.typeNumber'), { j: 2, text: digits }),
  party(0, 'reveal'),
  party(1, 'reveal'),
  (t) => drawNow(t.platform, write(t, 'lan', 'draws.draw')),
];

async function makePlatform(order: CrashOrder): Promise<Platform> {
  const clock = testClock();
  return {
    db: openDatabase({ url: order.url, poolSize: 4, endWhenIdle: true }),
    clock,
    ids: uuidSource(clock, systemRandom),
    random: systemRandom,
    // The keys of `makeTestPlatform`: every server of one installation reads the same key files.
    secrets: makeSecretBox(new Uint8Array(32).fill(7)),
    signer: makeSigner(new Uint8Array(32).fill(9)),
    files: await openFileStore(join(order.folder, 'files')),
    config: parseConfig({ MINGCHA_DATA: order.folder }, [], order.folder),
    log: createLog({ level: 'error', now: () => clock.now(), write: () => undefined }),
  };
}

async function runSteps(order: CrashOrder): Promise<void> {
  const platform = await makePlatform(order);
  for (let i = order.from; i < crashSteps.length; i += 1) {
    process.send?.({ begun: i });
    const done = await crashSteps[i]?.({ platform, order, actionId: order.actionIds[i] ?? '' });
    if (done?.ok !== true) throw new Error(`step ${i}: ${JSON.stringify(done)}`);
    process.send?.({ acknowledged: i });
  }
  process.disconnect();
}

const [argument] = process.argv.slice(2);
if (process.send !== undefined && argument?.startsWith('{') === true)
  await runSteps(JSON.parse(argument) as CrashOrder);
