/**
 * `mingcha ledger verify`: recomputes the ledger of every jurisdiction and names the first bad entry. It joins the
 * database of a running program or starts the embedded one, changes nothing, and leaves no event. Exit code 0 when
 * all are sound, 1 when one is not or a published checkpoint is of no ledger here or damaged, 2 for wrong use.
 */
import { parseArgs } from 'node:util';
import { backupText } from '@mingcha/core/common/backup-text.ts';
import { ledgerText } from '@mingcha/core/common/ledger-text.ts';
import { format, type Locale } from '@mingcha/core/common/text.ts';
import { isOwnNote, type PublishedCheckpoint } from '../platform/backup/restored-ledgers.ts';
import { parseConfig } from '../platform/config.ts';
import { type SealKey, trustedSealKeys } from '../platform/crypto/seal-keys.ts';
import { type Database, openDatabase } from '../platform/db/database.ts';
import { openInstallation } from '../platform/db/installation.ts';
import { inTransaction } from '../platform/db/transaction.ts';
import { listJurisdictions } from '../platform/ledger/checkpoint.queries.ts';
import { formatVerifierKey, parseVerifierKey } from '../platform/ledger/note.ts';
import { originOf } from '../platform/ledger/origin.ts';
import { type ConfirmedRestoration, confirmedRestorations } from '../platform/ledger/restored.ts';
import { type SealFaultCode, verifySeals } from '../platform/ledger/seal.service.ts';
import { type LedgerVerdict, verifyLedger } from '../platform/ledger/verify-ledger.ts';
import { silentLog } from '../platform/log.ts';
import type { Signer } from '../platform/platform.ts';
import { openLedgerSigner, requireOwnKeys } from '../platform/secrets.ts';
import { type CommandOptions, sayIn } from './command.ts';
import { evidenceVerify } from './evidence-verify.ts';
import { type PublishedFile, publishedIn } from './published-files.ts';

/**
 * Arguments: `--published FILE` (checkpoints kept elsewhere; several times for several ledgers), `--json`; or `--evidence FILE` with `--key FILE`, which takes
 * no database. Returns the exit code.
 */
export async function ledgerVerify(options: CommandOptions): Promise<number> {
  const { values } = parseArgs({
    args: [...options.args],
    options: {
      published: { type: 'string', multiple: true },
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
  const published = await publishedIn(values.published ?? [], '--published');
  requireOwnKeys(config);
  const installation = await openInstallation(config, silentLog, 'existing');
  const db = openDatabase({ url: installation.appUrl, poolSize: 2, statementTimeout: 0 });
  try {
    const signer = await openLedgerSigner(config.secretsFolder);
    const sealKeys = trustedSealKeys(config.secretsFolder);
    const own = published.filter((one) => isOwnNote(one, signer.publicKey));
    const reports = await verifyAll(db, { signer, published: own, sealKeys });
    for (const report of reports)
      for (const line of values.json ? [JSON.stringify(report)] : sentences(report, own, options.locale))
        options.print(line);
    if (reports.length === 0 && !values.json) options.print(sayIn(options.locale)('ledger.none'));
    const bad = strangeFiles(published, { reports, publicKey: signer.publicKey, locale: options.locale });
    for (const { path, origin, sentence } of bad)
      options.print(values.json ? JSON.stringify({ file: path, origin, sound: false }) : `✗ ${sentence}`);
    return bad.length === 0 && reports.every((report) => report.sound) ? 0 : 1;
  } finally {
    await db.destroy();
    await installation.stop();
  }
}

/** Files that say nothing about a ledger here: damaged ones, and those of other systems. */
export function strangeFiles(
  published: readonly PublishedFile[],
  of: {
    readonly reports: readonly Pick<LedgerReport, 'origin'>[];
    readonly publicKey: Uint8Array;
    readonly locale: Locale;
  },
): readonly { readonly path: string; readonly origin: string; readonly sentence: string }[] {
  const isHere = (one: PublishedFile) => of.reports.some((report) => report.origin === one.origin);
  return published
    .filter((one) => !isHere(one) || !isOwnNote(one, of.publicKey))
    .map((one) => {
      const { path, origin } = one;
      const sentence = isHere(one)
        ? format(backupText[of.locale]['restore.checkpoint_unsigned'], { path, origin })
        : sayIn(of.locale)('ledger.no_such', { path, origin });
      return { path, origin, sentence };
    });
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
  /** What was confirmed to be lost and a published checkpoint still counts. */
  readonly restorations: readonly ConfirmedRestoration[];
}

/** Verifies each jurisdiction's ledger; each of `published` is held against the one whose origin it names. */
export async function verifyAll(
  db: Database,
  input: {
    readonly signer: Signer;
    readonly published: readonly Pick<PublishedCheckpoint, 'origin' | 'size' | 'note'>[];
    /** Keys that may seal; none: there should be no seals. */
    readonly sealKeys?: readonly SealKey[];
  },
): Promise<readonly LedgerReport[]> {
  const reports: LedgerReport[] = [];
  for (const jurisdiction of await inTransaction(db, listJurisdictions)) {
    const origin = originOf(jurisdiction.divisionCode);
    const key = parseVerifierKey(formatVerifierKey(origin, input.signer.publicKey));
    const own = input.published.filter((one) => one.origin === origin);
    const verdict = await verifyLedger(db, jurisdiction.id, {
      ...(key === null ? {} : { key }),
      published: own.map((one) => one.note),
    });
    const largest = Math.max(0, ...own.map((one) => one.size));
    const restored =
      verdict.sound || largest === 0
        ? []
        : await inTransaction(db, (tx) => confirmedRestorations(tx, jurisdiction.id));
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
      restorations: restored.filter((one) => one.size < largest),
    });
  }
  return reports;
}

function sentences(
  report: LedgerReport,
  published: readonly PublishedFile[],
  locale: Locale,
): readonly string[] {
  const texts = ledgerText[locale];
  const { fault } = report;
  if (fault === null) {
    const said = format(texts['ledger.sound'], { size: report.size, checkpoints: report.checkpoints });
    const seals =
      report.seals === 0
        ? ''
        : ` ${format(texts['ledger.seals'], { seals: report.seals, waiting: report.sealsWaiting })}`;
    const held = published.filter((one) => one.origin === report.origin);
    return [
      `✓ ${report.name} (${report.origin}) ${said}${seals} ${report.root ?? ''}`,
      ...held.map(({ path, size }) => `  ${sayIn(locale)('ledger.contains', { path, size })}`),
    ];
  }
  const bad = format(texts['ledger.bad'], { seq: fault.seq, fault: texts[fault.code] });
  return [
    `✗ ${report.name} (${report.origin}) ${bad}`,
    ...report.restorations.map((one) => `  ${sayIn(locale)('ledger.restored', { ...one })}`),
  ];
}
