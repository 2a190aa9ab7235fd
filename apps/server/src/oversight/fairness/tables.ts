/** Rows of fairness statistics as Kysely sees them (migration 0078). */
export interface DrawFairnessTable {
  jurisdiction_id: string;
  draw_id: string;
  repetitions: number;
  seats: number;
  computed_at: string;
}
export interface DrawFairnessGroupsTable {
  jurisdiction_id: string;
  draw_id: string;
  stratum: number;
  axis: string;
  value: string;
  stratum_members: number;
  stratum_drawn: number;
  members: number;
  drawn: number;
}
export interface DrawFairnessSeatsTable {
  jurisdiction_id: string;
  draw_id: string;
  leaf_id: string;
  leaf_name: string;
  agency_id: string;
  seats: number;
  expected: number;
  variance: number;
}
export interface DrawFairnessPairsTable {
  jurisdiction_id: string;
  draw_id: string;
  leaf_a: string;
  leaf_b: string;
  met: number;
  expected: number;
  variance: number;
}

declare module '../../platform/db/database.ts' {
  interface Schema {
    draw_fairness: DrawFairnessTable;
    draw_fairness_groups: DrawFairnessGroupsTable;
    draw_fairness_seats: DrawFairnessSeatsTable;
    draw_fairness_pairs: DrawFairnessPairsTable;
  }
}
