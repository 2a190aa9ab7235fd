/**
 * `mingcha ledger verify`: recomputes the ledger of every jurisdiction and names the first bad entry. It joins the
 * database of a running program or starts the embedded one, changes nothing, and leaves no event. Exit code 0 when
 * all are sound, 1 when one is not, 2 when it could not look.
 */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { ledgerText } from '@mingcha/core/common/ledger-text.ts';
import { format, type Locale } from '@mingcha/core/common/text.ts';
import { parseConfig } from '../platform/config.ts';
import { type SealKey, trustedSealKeys } from '../platform/crypto/seal-keys.ts';
import { type Database, openDatabase } from '../platform/db/database.ts';
import { openInstallation } from '../platform/db/installation.ts';
import { inTransaction } from '../platform/db/transaction.ts';
import { listJurisdictions } from '../platform/ledger/checkpoint.queries.ts';
import { formatVerifierKey, parseCheckpoint, parseNote, parseVerifierKey } from '../platform/ledger/note.ts';
import { originOf } from '../platform/ledger/origin.ts';
import { type SealFaultCode, verifySeals } from '../platform/ledger/seal.service.ts';
import { type LedgerVerdict, verifyLedger } from '../platform/ledger/verify-ledger.ts';
import { silentLog } from '../platform/log.ts';
import type { Signer } from '../platform/platform.ts';
import { openLedgerSigner } from '../platform/secrets.ts';
import type { CommandOptions } from './command.ts';
import { evidenceVerify } from './evidence-verify.ts';

/**
 * Arguments: `--published FILE` (a checkpoint note kept elsewhere), `--json`; or `--evidence FILE` with `--key FILE`, which takes
 * no database. Returns the exit code.
 */
export async function ledgerVerify(options: CommandOptions): Promise<number> {
  const { values } = parseArgs({
    args: [...options.args],
    options: {
      published: { type: 'string' },
      evidence: { type: 'string' },
      key: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  if (values.evidence !== undefined) {
    const { locale, print } = options;
    return evidenceVerify({ file: values.evidence, key: values.key, json: values.json, locale, print });
  }
  const config = parseConfig(options.environment, [], options.root);
  const published = values.published === undefined ? null : await readFile(values.published, 'utf8');
  const installation = await openInstallation(config, silentLog, 'join');
  const db = openDatabase({ url: installation.appUrl, poolSize: 2, statementTimeout: 0 });
  try {
    const signer = await openLedgerSigner(config.secretsFolder);
    const sealKeys = trustedSealKeys(config.secretsFolder);
    const reports = await verifyAll(db, { signer, published, sealKeys });
    for (const report of reports) {
      options.print(values.json ? JSON.stringify(report) : sentence(report, options.locale));
    }
    return reports.every((report) => report.sound) ? 0 : 1;
  } finally {
    await db.destroy();
    await installation.stop();
  }
}

export interface LedgerReport {
  readonly origin: string;
  readonly name: string;
  readonly sound: boolean;
  readonly size: number;
  readonly root: string | null;
  readonly checkpoints: number;
  /** Checkpoints sealed by the national suite, and those that wait for it. */
  readonly seals: number;
  readonly sealsWaiting: number;
  readonly fault: LedgerVerdict['fault'] | { readonly seq: number; readonly code: SealFaultCode };
}

/** Verifies each jurisdiction's ledger; `published` is held against the one whose origin it names. */
export async function verifyAll(
  db: Database,
  input: {
    readonly signer: Signer;
    readonly published: string | null;
    /** Keys that may seal; none: there should be no seals. */
    readonly sealKeys?: readonly SealKey[];
  },
): Promise<readonly LedgerReport[]> {
  const named = input.published === null ? null : parseCheckpoint(parseNote(input.published)?.text ?? '');
  const reports: LedgerReport[] = [];
  for (const jurisdiction of await inTransaction(db, listJurisdictions)) {
    const origin = originOf(jurisdiction.divisionCode);
    const key = parseVerifierKey(formatVerifierKey(origin, input.signer.publicKey));
    const isNamed = input.published !== null && (named === null || named.origin === origin);
    const verdict = await verifyLedger(db, jurisdiction.id, {
      ...(key === null ? {} : { key }),
      ...(isNamed && input.published !== null ? { published: input.published } : {}),
    });
    const sealed = await verifySeals(db, jurisdiction.id, input.sealKeys ?? []);
    reports.push({
      ...verdict,
      sound: verdict.sound && sealed.fault === null,
      fault: verdict.fault ?? sealed.fault,
      seals: sealed.seals,
      sealsWaiting: sealed.seals === 0 ? 0 : sealed.waiting,
      origin,
      name: jurisdiction.name,
      root: verdict.root === null ? null : Buffer.from(verdict.root).toString('hex'),
    });
  }
  return reports;
}

function sentence(report: LedgerReport, locale: Locale): string {
  const texts = ledgerText[locale];
  const { fault } = report;
  if (fault === null) {
    const said = format(texts['ledger.sound'], { size: report.size, checkpoints: report.checkpoints });
    const seals =
      report.seals === 0
        ? ''
        : ` ${format(texts['ledger.seals'], { seals: report.seals, waiting: report.sealsWaiting })}`;
    return `✓ ${report.name} (${report.origin}) ${said}${seals} ${report.root ?? ''}`;
  }
  return `✗ ${report.name} (${report.origin}) ${format(texts['ledger.bad'], { seq: fault.seq, fault: texts[fault.code] })}`;
}
