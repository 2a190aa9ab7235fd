/** What becomes of a form when somebody else saved the record meanwhile: nothing typed is lost, nothing of theirs is overwritten unseen. */

export interface Merged<V> {
  /** The latest values with what was typed here laid over them. */
  readonly values: V;
  /** Fields taken over from the other person. */
  readonly taken: readonly (keyof V & string)[];
  /** Fields that both changed to different values; what was typed here stands. */
  readonly both: readonly (keyof V & string)[];
}

/** Three-way: `base` is what the form began with, `mine` what it holds, `theirs` what is stored now. */
export function mergeEdits<V extends object>(base: V, mine: V, theirs: V): Merged<V> {
  const values = { ...theirs };
  const taken: (keyof V & string)[] = [];
  const both: (keyof V & string)[] = [];
  for (const name of Object.keys(base) as (keyof V & string)[]) {
    const changedHere = mine[name] !== base[name];
    const changedThere = theirs[name] !== base[name];
    if (changedHere) values[name] = mine[name];
    if (changedThere && !changedHere) taken.push(name);
    if (changedThere && changedHere && mine[name] !== theirs[name]) both.push(name);
  }
  return { values, taken, both };
}
