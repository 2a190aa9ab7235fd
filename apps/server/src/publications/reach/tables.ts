/** Rows of the reach of publicity as Kysely sees them (migration 0083). */
declare module '../../platform/db/database.ts' {
  interface Schema {
    reach_counts: { jurisdiction_id: string; subject_id: string; day: string; views: number };
  }
}

export {};
