/**
 * The ways on which something is written, each as a client walks it: a fixture made beside the server, then requests to the
 * server alone. A path may be walked twice: its ids follow from its turn, so that the second walk sends the very same
 * commands, and whatever the first one got through is answered again instead of being done again.
 */
import type { TestApp } from '../../apps/server/src/platform/testing-app.ts';
import { ceremonyPaths } from './paths-ceremony.ts';
import { inspectionPaths } from './paths-inspections.ts';
import { officePaths } from './paths-office.ts';

/** What one turn of a path leaves for the next turn of another. */
export interface Handed {
  readonly sealed: string[];
  readonly contributed: string[];
  readonly drawn: string[];
}

export interface Turn {
  /** In the process of the test: fixtures. */
  readonly inside: TestApp;
  readonly handed: Handed;
  /** Differs from turn to turn. */
  readonly no: number;
}

/** Sends the requests; throws when one is refused. */
export type Walk = (app: TestApp) => Promise<void>;

export interface WritePath {
  readonly name: string;
  /** Only one can be under way in an installation. */
  readonly isSingle?: true;
  /** The server goes on working behind its answer, and the walk waits for that. */
  readonly worksOn?: true;
  readonly prepare: (turn: Turn) => Promise<Walk>;
}

export const writePaths: readonly WritePath[] = [...ceremonyPaths, ...inspectionPaths, ...officePaths];
