/** The settings of backups: where to, how often, for whom the keys are closed. Part of `config.ts`, which alone reads them. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { SetupError } from './setup-error.ts';
import type { StartupKey } from './startup-text.ts';

export interface BackupSettings {
  /** Absolute. */
  readonly folder: string;
  /** On another disk or machine; null: none. */
  readonly second: string | null;
  /** Hour of the business zone from which the night's backup is due; null: none by the clock. */
  readonly hour: number | null;
  /** Between two backups while the ledger grows; null: the night's only. */
  readonly everyMs: number | null;
  /** File of the RSA public key for whom the keys are closed; null: keys stay out of backups by the clock. */
  readonly recipient: string | null;
  /** Taken where no setting names one. */
  readonly ownRecipient: string;
  /** File of the RSA public key for whom the copies in the second place are closed as a whole; null: plain copies. */
  readonly secondKey: string | null;
}

const folder = z.string().min(1).max(4096);
const orOff = (pattern: RegExp) => z.string().regex(pattern);

export const backupSettings: Readonly<
  Record<string, { readonly schema: z.ZodType; readonly expected: StartupKey }>
> = {
  MINGCHA_BACKUP: { schema: folder, expected: 'config.folder' },
  MINGCHA_BACKUP_SECOND: { schema: folder, expected: 'config.folder' },
  MINGCHA_BACKUP_SECOND_KEY: { schema: folder, expected: 'config.file' },
  MINGCHA_BACKUP_HOUR: { schema: orOff(/^(?:off|\d|1\d|2[0-3])$/), expected: 'config.hour' },
  MINGCHA_BACKUP_MINUTES: { schema: orOff(/^(?:off|[1-9]\d{0,3})$/), expected: 'config.minutes' },
  MINGCHA_BACKUP_RECIPIENT: { schema: folder, expected: 'config.file' },
};

/** Name in the data folder of the public key that `backup key` leaves there. */
const ownRecipientName = 'backup-recipient.pem';

/** File of the public key for whom keys are closed: the one of the settings, else the installation's own; asked anew each time. */
export function recipientOf({ recipient, ownRecipient }: BackupSettings): string | null {
  if (recipient !== null) return recipient;
  return existsSync(ownRecipient) ? ownRecipient : null;
}

/** Throws SetupError `config.recipient_missing`. */
export function backupOf(
  read: (name: string, fallback: string) => string,
  places: { readonly root: string; readonly dataFolder: string },
): BackupSettings {
  const second = read('MINGCHA_BACKUP_SECOND', '');
  const hour = read('MINGCHA_BACKUP_HOUR', '2');
  const minutes = read('MINGCHA_BACKUP_MINUTES', '15');
  const keyFile = (name: string) => {
    const given = read(name, '');
    const path = given === '' ? null : resolve(places.root, given);
    if (path !== null && !existsSync(path)) throw new SetupError('config.recipient_missing', { path });
    return path;
  };
  return {
    ownRecipient: join(places.dataFolder, ownRecipientName),
    folder: resolve(places.root, read('MINGCHA_BACKUP', join(places.dataFolder, 'backup'))),
    second: second === '' ? null : resolve(places.root, second),
    hour: hour === 'off' ? null : Number(hour),
    everyMs: minutes === 'off' ? null : Number(minutes) * 60_000,
    recipient: keyFile('MINGCHA_BACKUP_RECIPIENT'),
    secondKey: keyFile('MINGCHA_BACKUP_SECOND_KEY'),
  };
}
