/**
 * `mingcha ledger verify --evidence FILE`: checks a file of evidence without any database: digests, signatures and the proofs of
 * its entries. Exit code 0 when it holds, 1 when it does not, 2 when it could not be read.
 */
import { readFile } from 'node:fs/promises';
import { format, type Locale } from '@mingcha/core/common/text.ts';
import { auditRefusalText } from '@mingcha/core/oversight/audit/audit-text.ts';
import { checkEvidence, type EvidenceReport } from '@mingcha/core/oversight/audit/evidence.ts';
import { defaultLimits } from '../platform/spreadsheets/limits.ts';
import { openZip } from '../platform/spreadsheets/zip.ts';

export interface EvidenceOptions {
  readonly file: string;
  /** File with the verifier key as the agency publishes it; the one in the evidence otherwise. */
  readonly key: string | undefined;
  readonly json: boolean;
  readonly locale: Locale;
  readonly print: (line: string) => void;
}

/** Returns the exit code. */
export async function evidenceVerify(options: EvidenceOptions): Promise<number> {
  const key = options.key === undefined ? null : (await readFile(options.key, 'utf8')).trim();
  const report = checkEvidence(await filesOf(options.file), key);
  options.print(options.json ? JSON.stringify(report) : sentence(report, options));
  return report.sound ? 0 : 1;
}

async function filesOf(path: string): Promise<ReadonlyMap<string, Uint8Array>> {
  const zip = await openZip(path, defaultLimits);
  try {
    const files = new Map<string, Uint8Array>();
    for (const name of zip.names()) {
      const pieces: Buffer[] = [];
      for await (const piece of zip.pieces(name)) pieces.push(piece);
      files.set(name, new Uint8Array(Buffer.concat(pieces)));
    }
    return files;
  } finally {
    zip.close();
  }
}

function sentence(report: EvidenceReport, options: EvidenceOptions): string {
  const texts = auditRefusalText[options.locale];
  const { fault, origin, files, entries } = report;
  if (fault !== null) return `✗ ${texts[fault.code]} ${fault.at}`;
  const own = options.key === undefined ? ` ${texts['evidence.own_key']}` : '';
  return `✓ ${format(texts['evidence.sound'], { origin, files, entries })}${own}`;
}
