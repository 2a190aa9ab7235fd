/** Tables of server processes and of who leads them. */
export interface ServerProcessesTable {
  id: string;
  name: string;
  host: string;
  pid: number;
  version: string;
  file_store: string;
  keys: string;
  state: 'serving' | 'draining';
  beat: bigint | number;
  started_at: string;
  seen_at: string;
}

interface ServerLeadTable {
  one: number;
  term: bigint;
  process_id: string | null;
  beat: bigint;
}

declare module '../db/database.ts' {
  interface Schema {
    server_processes: ServerProcessesTable;
    server_lead: ServerLeadTable;
  }
}
