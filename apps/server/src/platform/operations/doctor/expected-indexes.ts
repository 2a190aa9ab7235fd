/** Which indexes the applied migrations leave behind, read from their text. Pure. */

const statement =
  /CREATE (?:UNIQUE )?INDEX (?:IF NOT EXISTS )?(\w+) ON (\w+)|DROP INDEX (?:IF EXISTS )?(\w+)|ALTER INDEX (\w+) RENAME TO (\w+)|DROP TABLE (?:IF EXISTS )?(\w+)/g;

/** Names of indexes that were created and neither dropped nor renamed since, nor lost with their table. */
export function expectedIndexes(migrations: readonly string[]): readonly string[] {
  const tables = new Map<string, string>();
  const whole = migrations.map((text) => text.replaceAll(/--.*$/gm, '')).join('\n');
  for (const [, made, on = '', dropped, from, to, table] of whole.matchAll(statement)) {
    if (made !== undefined) tables.set(made, on);
    if (dropped !== undefined) tables.delete(dropped);
    if (from !== undefined && to !== undefined) {
      tables.set(to, tables.get(from) ?? '');
      tables.delete(from);
    }
    for (const [name, its] of tables) if (its === table) tables.delete(name);
  }
  return [...tables.keys()].sort();
}
