/** What is asked of every peer, so that each is measured by the same code. */
import type { Login } from './scratch.ts';

export interface PeerPlace {
  /** Of this run; removed at the end. */
  readonly folder: string;
  /** Where packages are installed; may outlive the run. */
  readonly installs: string;
  readonly installPatienceMs: number;
  readonly login: Login;
  readonly database: string;
}

export interface Rows {
  /** CSV with a header of the peer's field names. */
  readonly csv: string;
  /** The same rows, one JSON object a line. */
  readonly lines: string;
}

export interface Peer {
  readonly name: string;
  /** How it is set up, for whoever judges the comparison. */
  readonly configuration: string;
  /** Milliseconds of its installation; 0 when it stood there. */
  readonly installed: number;
  readonly pid: number;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Its table of the rows, to which the run adds indexes. */
  readonly table: string;
  readonly load: (rows: Rows) => Promise<void>;
  readonly firstPage: () => string;
  readonly deepPage: (offset: number) => string;
  readonly search: (text: string) => string;
  readonly rowsOf: (answer: unknown) => number;
  readonly stop: () => Promise<void>;
}
