/**
 * Task packs on approved media: where phones cannot reach this server, the tasks go out as a file that a passphrase opens,
 * and the results come back as a file under the secret that the pack brought along. A normal way of working.
 */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import {
  passphraseRounds,
  type SealedHead,
  sealedPieceBytes,
} from '@mingcha/core/inspections/visits/sealed-pack.ts';
import { runAction } from '../../platform/action.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { type FileReply, fileReply } from '../../platform/http/call.ts';
import { record } from '../../platform/ledger/ledger.ts';
import type { Platform } from '../../platform/platform.ts';
import { insertDevice } from './device.queries.ts';
import { checkedDevice } from './device.service.ts';
import { fieldPack } from './pack.service.ts';
import { passphraseSecret, sealedFile } from './sealed-file.ts';

/** Letters and digits that nobody mistakes for each other: 32 of them. */
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const groups = 5;
const groupLetters = 5;

/** 125 bits in groups of five. */
function newPassphrase(platform: Platform): string {
  const bytes = platform.random.bytes(groups * groupLetters);
  const text = Array.from(bytes, (byte) => letters[byte % 32] ?? '').join('');
  return Array.from({ length: groups }, (_, n) => text.slice(n * groupLetters, (n + 1) * groupLetters)).join(
    '-',
  );
}

export interface MadePack {
  readonly id: string;
  readonly passphrase: string;
  readonly fileName: string;
}

/** Makes the medium known as a device of the person; the passphrase exists nowhere but in the answer. */
export async function makeMediaPack(
  platform: Platform,
  actor: Actor,
  input: { readonly actionId: string; readonly name: string },
): Promise<Result<MadePack>> {
  const passphrase = newPassphrase(platform);
  const salt = platform.random.bytes(16);
  const key = await passphraseSecret(passphrase, salt, passphraseRounds);
  return runAction(platform, { actor, actionId: input.actionId, routeId: 'mediaPacks.make' }, async (tx) => {
    const id = platform.ids.next();
    const at = platform.clock.now();
    await insertDevice(tx, {
      jurisdiction_id: actor.jurisdictionId,
      id,
      account_id: actor.accountId,
      name: input.name,
      secret: Buffer.from(platform.secrets.seal(platform.random.bytes(32))),
      created_at: at,
      seen_at: at,
      pack_key: platform.secrets.seal(key),
      pack_salt: salt,
    });
    await record(tx, platform, {
      type: 'visit.media_pack_made',
      actor,
      subject: { kind: 'visitDevice', id },
      data: { deviceName: input.name },
    });
    return ok({ id, passphrase, fileName: fileNameOf(platform) });
  });
}

function fileNameOf(platform: Platform): string {
  return `tasks-${platform.clock.today()}.mcpack`;
}

/** Its maker only. Errors: `visit.device.not_found`, `visit.device_revoked`. */
export async function mediaPackFile(
  platform: Platform,
  actor: Actor,
  id: string,
): Promise<Result<FileReply>> {
  const device = await inTransaction(platform.db, (tx) => checkedDevice(tx, actor, id));
  // Whether somebody else has such a pack is nobody's business.
  if (!device.ok)
    return device.error.code === 'visit.device_revoked' ? device : fail('visit.device.not_found');
  const { pack_key, pack_salt, secret } = device.value;
  if (pack_key === null || pack_salt === null) return fail('visit.device.not_found');
  const pack = await fieldPack(platform, actor, id);
  if (!pack.ok) return pack;
  const json = Buffer.from(JSON.stringify(pack.value));
  const pieces = Array.from({ length: Math.ceil(json.length / sealedPieceBytes) }, (_, n) => ({
    head: { type: 'pack' } satisfies SealedHead,
    bytes: json.subarray(n * sealedPieceBytes, (n + 1) * sealedPieceBytes),
  }));
  const body = sealedFile(
    {
      v: 1,
      kind: 'tasks',
      deviceId: id,
      salt: pack_salt.toString('hex'),
      madeAt: platform.clock.now(),
      rounds: passphraseRounds,
    },
    platform.secrets.open(pack_key),
    [
      {
        head: {
          type: 'device',
          deviceId: id,
          secret: Buffer.from(platform.secrets.open(secret)).toString('base64'),
          accountId: actor.accountId,
          name: actor.personName,
        },
      },
      ...pieces,
      { head: { type: 'end', records: 0, pieces: pieces.length } },
    ],
  );
  return ok(
    fileReply({
      contentType: 'application/octet-stream',
      fileName: fileNameOf(platform),
      disposition: 'attachment',
      body,
    }),
  );
}
