/** The codes of opinions as Kysely sees them (migration 0083). */
declare module '../../platform/db/database.ts' {
  interface Schema {
    visit_rating_codes: { jurisdiction_id: string; rating_id: string; code_hash: Uint8Array };
  }
}

export {};
