/** Rows of clients of other systems as Kysely sees them (migrations 0070, 0081). */
import type { MachineScope } from '@mingcha/core/common/machine.ts';
import type { Generated } from 'kysely';

export interface MachineClientsTable {
  jurisdiction_id: string;
  id: string;
  agency_id: string;
  name: string;
  contact: string;
  token_hash: Buffer;
  hint: string;
  scopes: MachineScope[];
  expires_on: string;
  created_at: string;
  created_by: string;
  created_name: string;
  last_used_at: Generated<string | null>;
  revoked_at: Generated<string | null>;
  revoked_name: Generated<string | null>;
  confirmed_by: Generated<string | null>;
  confirmed_name: Generated<string | null>;
  confirmed_at: Generated<string | null>;
}

declare module '../../db/database.ts' {
  interface Schema {
    machine_clients: MachineClientsTable;
  }
}
