/**
 * What a run proved, kept so that `docs/evidence.md` can be written from it: each script that proves something over many
 * repetitions keeps one record under docs/evidence, the newest replacing the one before. A record holds what was counted
 * and never a judgement of its own.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { root } from '../module-graph.ts';

export const sections = ['draw', 'faults', 'security', 'speed', 'scale', 'operations', 'experience'] as const;

/** The headline: each has to be nought. */
export const zeros = [
  'acknowledgedMissing',
  'duplicates',
  'serverErrors',
  'leaks',
  'seriousAccessibilityFaults',
] as const;

export interface Figure {
  readonly what: string;
  /** In words, with its unit; absent where a figure is only told. */
  readonly bound?: string;
  readonly measured: string;
  /** Against a floor or a peer measured in the same run, such as "2.9 × COPY". */
  readonly ratio?: string;
  /** Absent where there is no bound. */
  readonly held?: boolean;
}

export interface EvidenceRecord {
  /** The file's name too: lower case with hyphens. */
  readonly name: string;
  readonly section: (typeof sections)[number];
  readonly title: string;
  /** What repeats it. */
  readonly command: string;
  readonly counts?: { readonly done: number; readonly failed: number; readonly longestSeconds?: number };
  readonly zeros?: Partial<Readonly<Record<(typeof zeros)[number], number>>>;
  readonly figures?: readonly Figure[];
  /** What this run did not reach, and why. */
  readonly notTested?: readonly string[];
}

export interface KeptRecord extends EvidenceRecord {
  /** YYYY-MM-DD, UTC. */
  readonly on: string;
  readonly machine: string;
}

const folder = join(root, 'docs', 'evidence');

/** Replaces the record of this name. For long runs and benches; a test never keeps one. */
export function keepEvidence(record: EvidenceRecord): void {
  const kept: KeptRecord = {
    ...record,
    on: new Date().toISOString().slice(0, 10),
    machine: `${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.versions.node}`,
  };
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${record.name}.json`), `${JSON.stringify(kept, null, 2)}\n`);
}

/** In order of their names. */
export function keptEvidence(): readonly KeptRecord[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .toSorted()
    .map((file): KeptRecord => JSON.parse(readFileSync(join(folder, file), 'utf8')));
}
