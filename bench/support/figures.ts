/** Figures with their bounds and ratios: printed as they come, and kept as evidence when the run was a whole one. */
import { loadavg } from 'node:os';
import { type EvidenceRecord, type Figure, keepEvidence } from '../../tools/evidence/record.ts';
import { partial, small } from './report.ts';

export interface Figures {
  add(figure: Figure): void;
  /** Ends the run: tells the load, keeps the record of a whole run, sets the exit code when a bound was missed. */
  end(record: Omit<EvidenceRecord, 'figures' | 'counts'>): void;
}

/** Begins a run and says so. */
export function startFigures(title: string): Figures {
  const start = performance.now();
  const loadBefore = loadNow();
  const all: Figure[] = [];
  console.log(`${title}${small ? ' (small)' : ''}; load before ${loadBefore}`);
  return {
    add(figure) {
      all.push(figure);
      const verdict =
        figure.bound === undefined
          ? ''
          : small
            ? `  ${figure.bound} (not judged at this size)`
            : `  ${figure.bound}: ${figure.held === true ? 'held' : 'MISSED'}`;
      const ratio = figure.ratio === undefined ? '' : `  [${figure.ratio}]`;
      console.log(`  ${figure.what}: ${figure.measured}${ratio}${verdict}`);
    },
    end(record) {
      const took = Math.round((performance.now() - start) / 1000);
      const load = `load of the machine before ${loadBefore}, after ${loadNow()}; the run took ${took} s`;
      const judged = all.filter((figure) => figure.held !== undefined);
      const missed = judged.filter((figure) => figure.held === false);
      console.log(`  ${load}; ${judged.length - missed.length} of ${judged.length} bounds held`);
      if (partial) return;
      if (missed.length > 0) process.exitCode = 1;
      keepEvidence({
        ...record,
        figures: [...all, { what: 'load and length', measured: load }],
        counts: { done: judged.length, failed: missed.length, longestSeconds: took },
      });
    },
  };
}

function loadNow(): string {
  return loadavg()[0]?.toFixed(1) ?? '?';
}
