/**
 * Whether a statement keeps to one jurisdiction, as Citus asks it: which columns `jurisdiction_id` of the tables in it are
 * equal to one another and to a given value, by `=` in WHERE and ON, through subqueries, common table expressions and
 * joins. Reads the tree that PostgreSQL made of the statement; knows no names of ours but the column's.
 */
import { atomOf, isNode, listOf, type Node, nodeOf, nodesIn, numberOf, type Value } from './query-tree.ts';

/** What the catalogue says about a table by its oid. */
export interface Relation {
  readonly name: string;
  readonly class: 'reference' | 'local' | 'distributed';
  /** Number of its column `jurisdiction_id`, 0 without it. */
  readonly column: number;
}

export interface Standing {
  /** `one`: given values name the shard (that several are the same one is up to whoever sends them). `each`: equal to one another, of many shards. `apart`: not all equal. */
  readonly reach: 'none' | 'one' | 'each' | 'apart';
  /** Distributed tables in it, with those of each group that is not equal to the others. */
  readonly groups: readonly (readonly string[])[];
  readonly local: readonly string[];
  readonly locksRows: boolean;
  readonly writes: boolean;
  /** Sets jurisdiction_id of rows that exist. */
  readonly movesRows: boolean;
  /** Needs one shard for other reasons: recursion, INTERSECT and the like. */
  readonly features: readonly string[];
}

const uuidEquals = '2972';
const relation = 0;
const subquery = 1;
const join = 2;
const values = 5;
const common = 6;
const grouped = 9;

interface Frame {
  readonly id: number;
  readonly query: Node;
  readonly parent: Frame | null;
}

interface Work {
  readonly relations: ReadonlyMap<number, Relation>;
  readonly classes: Classes;
  readonly frames: Frame[];
  /** Frame of a query that stands in FROM, in WITH or in an expression, by its node. */
  readonly frameOf: Map<Node, Frame>;
}

/** Sets of equal things, by name. */
interface Classes {
  find(name: string): string;
  unite(a: string, b: string): void;
}

function classesOf(): Classes {
  const up = new Map<string, string>();
  const find = (name: string): string => {
    const next = up.get(name);
    return next === undefined ? name : find(next);
  };
  return {
    find,
    unite: (a, b) => {
      const [one, other] = [find(a), find(b)];
      if (one !== other) up.set(one, other);
    },
  };
}

/** Everything the rules ask about one statement. */
export function standingOf(query: Node, relations: ReadonlyMap<number, Relation>): Standing {
  const work: Work = { relations, classes: classesOf(), frames: [], frameOf: new Map() };
  enter(work, query, null);
  // Outputs of unions follow from what their arms became, and these from other outputs.
  for (let round = 0; round < 3; round += 1) for (const frame of work.frames) uniteFrame(work, frame);
  const used = work.frames.flatMap((frame) => tablesOf(work, frame));
  const distributed = used.filter((one) => one.table.class === 'distributed');
  const groups = Map.groupBy(distributed, (one) => work.classes.find(one.key));
  const isNamed = (root: string) => givenValues(work).has(root);
  const roots = [...groups.keys()];
  const reach =
    roots.length === 0 ? 'none' : roots.every(isNamed) ? 'one' : roots.length === 1 ? 'each' : 'apart';
  return {
    reach,
    groups: [...groups.values()].map((group) => [...new Set(group.map((one) => one.table.name))]),
    local: [...new Set(used.filter((one) => one.table.class === 'local').map((one) => one.table.name))],
    locksRows: work.frames.some((frame) => listOf(frame.query.fields.get('rowMarks')).length > 0),
    writes: work.frames.some((frame) => frame.query.fields.get('commandType') !== '1'),
    movesRows: work.frames.some((frame) => movesRows(work, frame)),
    features: work.frames.flatMap(featuresOf),
  };
}

function givenValues({ classes, frames }: Work): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { query } of frames)
    for (const one of nodesIn(query, (node) => node.kind !== 'SUBLINK')) {
      const name = constantName(one);
      if (name !== null) found.add(classes.find(name));
    }
  return found;
}

/** A parameter or a constant, under a name of its own. */
function constantName(node: Node): string | null {
  if (node.kind === 'PARAM' && node.fields.get('paramkind') === '0')
    return `given ${atomOf(node.fields.get('paramid'))}`;
  if (
    node.kind === 'CONST' &&
    node.fields.get('constisnull') === 'false' &&
    node.fields.get('consttype') === '2950'
  )
    return `constant ${atomOf(node.fields.get('constvalue'))}`;
  return null;
}

/** Registers a query and those inside it. */
function enter(work: Work, query: Node, parent: Frame | null): void {
  const frame: Frame = { id: work.frames.length, query, parent };
  work.frames.push(frame);
  work.frameOf.set(query, frame);
  for (const inner of nodesIn([...query.fields.values()], (node) => node.kind !== 'QUERY'))
    if (inner.kind === 'QUERY') enter(work, inner, frame);
}

const rangeTable = (frame: Frame): readonly Node[] => listOf(frame.query.fields.get('rtable')).filter(isNode);
const kindOf = (entry: Node | undefined): number =>
  entry === undefined ? -1 : numberOf(entry.fields.get('rtekind'));

interface Used {
  readonly table: Relation;
  readonly key: string;
}

function tablesOf(work: Work, frame: Frame): readonly Used[] {
  return rangeTable(frame).flatMap((entry, i) => {
    // `excluded` of ON CONFLICT is the row to be written, no second reading.
    if (
      kindOf(entry) !== relation ||
      nodeOf(entry.fields.get('eref'))?.fields.get('aliasname') === 'excluded'
    )
      return [];
    const table = work.relations.get(numberOf(entry.fields.get('relid')));
    return table === undefined ? [] : [{ table, key: columnKey(frame, i + 1, table.column) }];
  });
}

const columnKey = (frame: Frame, varno: number, column: number): string => `${frame.id}.${varno}.${column}`;

/** Name of what an expression stands for; null of anything but a column, a parameter or a constant. */
function nameOf(frame: Frame, expression: Value | undefined): string | null {
  const node = bare(expression);
  if (node === null) return null;
  if (node.kind !== 'VAR') return constantName(node);
  let at: Frame | null = frame;
  for (let up = numberOf(node.fields.get('varlevelsup')); up > 0; up -= 1) at = at?.parent ?? null;
  return at === null
    ? null
    : columnKey(at, numberOf(node.fields.get('varno')), numberOf(node.fields.get('varattno')));
}

/** Without a change of type that keeps the value. */
function bare(expression: Value | undefined): Node | null {
  const node = nodeOf(expression);
  return node?.kind === 'RELABELTYPE' ? bare(node.fields.get('arg')) : node;
}

function uniteFrame(work: Work, frame: Frame): void {
  const { classes } = work;
  for (const [i, entry] of rangeTable(frame).entries()) uniteEntry(work, { frame, entry, varno: i + 1 });
  for (const condition of conditionsOf(frame)) uniteCondition(work, frame, condition);
  // The row that is inserted has the jurisdiction of what it is given.
  if (frame.query.fields.get('commandType') === '3') {
    const target = numberOf(frame.query.fields.get('resultRelation'));
    for (const one of listOf(frame.query.fields.get('targetList')).filter(isNode)) {
      const name = nameOf(frame, one.fields.get('expr'));
      if (name !== null) classes.unite(columnKey(frame, target, numberOf(one.fields.get('resno'))), name);
    }
  }
}

interface Placed {
  readonly frame: Frame;
  readonly entry: Node;
  readonly varno: number;
}

/** Columns of what stands in FROM are those of what it is made of. */
function uniteEntry(work: Work, { frame, entry, varno }: Placed): void {
  const unite = (column: number, name: string | null) => {
    if (name !== null) work.classes.unite(columnKey(frame, varno, column), name);
  };
  const kind = kindOf(entry);
  if (kind === join)
    for (const [i, alias] of listOf(entry.fields.get('joinaliasvars')).entries())
      unite(i + 1, nameOf(frame, alias));
  if (kind === grouped)
    for (const [i, expression] of listOf(entry.fields.get('groupexprs')).entries())
      unite(i + 1, nameOf(frame, expression));
  if (kind === subquery) {
    const inner = nodeOf(entry.fields.get('subquery'));
    if (inner !== null) uniteOutputs(work, inner, unite);
  }
  if (kind === common) {
    const inner = commonQuery(frame, entry);
    if (inner !== null) uniteOutputs(work, inner, unite);
  }
  if (kind === values) {
    const rows = listOf(entry.fields.get('values_lists'));
    const [first] = rows;
    if (rows.length === 1) for (const [i, cell] of listOf(first).entries()) unite(i + 1, nameOf(frame, cell));
  }
}

function uniteOutputs(work: Work, query: Node, unite: (column: number, name: string | null) => void): void {
  for (const { column, name } of outputsOf(work, query)) unite(column, name);
}

interface Output {
  readonly column: number;
  readonly name: string | null;
}

/** Outputs of a query; of a union those that are equal in all its arms. */
function outputsOf(work: Work, query: Node): readonly Output[] {
  const frame = work.frameOf.get(query);
  if (frame === undefined) return [];
  const list = returningOf(query)
    .filter((one) => one.fields.get('resjunk') !== 'true')
    .map((one) => ({
      column: numberOf(one.fields.get('resno')),
      name: nameOf(frame, one.fields.get('expr')),
    }));
  if (query.fields.get('setOperations') === null) return list;
  const arms = rangeTable(frame).filter((entry) => kindOf(entry) === subquery);
  return list.map(({ column }) => {
    const names = arms.map((_, i) => columnKey(frame, i + 1, column));
    const roots = new Set(names.map((name) => work.classes.find(name)));
    const [first] = names;
    return { column, name: roots.size === 1 && first !== undefined ? first : null };
  });
}

function returningOf(query: Node): readonly Node[] {
  const isSelect = query.fields.get('commandType') === '1';
  return listOf(query.fields.get(isSelect ? 'targetList' : 'returningList')).filter(isNode);
}

function commonQuery(frame: Frame, entry: Node): Node | null {
  let at: Frame | null = frame;
  for (let up = numberOf(entry.fields.get('ctelevelsup')); up > 0; up -= 1) at = at?.parent ?? null;
  const all = listOf(at?.query.fields.get('cteList')).filter(isNode);
  const found = all.find((one) => one.fields.get('ctename') === entry.fields.get('ctename'));
  return nodeOf(found?.fields.get('ctequery'));
}

/** What holds of every row: the conditions of WHERE and of each ON, taken apart at AND. */
function conditionsOf(frame: Frame): readonly Node[] {
  const found: Node[] = [];
  const take = (value: Value | undefined): void => {
    const node = nodeOf(value);
    if (node === null) return;
    if (node.kind === 'BOOLEXPR' && node.fields.get('boolop') === 'and')
      listOf(node.fields.get('args')).forEach(take);
    else found.push(node);
  };
  const outside = (node: Node) => node.kind !== 'QUERY' && node.kind !== 'SUBLINK';
  for (const node of nodesIn(frame.query.fields.get('jointree'), outside))
    if (node.kind === 'FROMEXPR' || node.kind === 'JOINEXPR') take(node.fields.get('quals'));
  return found;
}

function uniteCondition(work: Work, frame: Frame, condition: Node): void {
  const [left, right] = listOf(condition.fields.get('args'));
  if (condition.kind === 'OPEXPR' && condition.fields.get('opno') === uuidEquals) {
    const [a, b] = [nameOf(frame, left), nameOf(frame, right)];
    if (a !== null && b !== null) work.classes.unite(a, b);
  }
  // `(a, b) IN (SELECT c, d …)`: compared with outputs of the subquery.
  if (condition.kind === 'SUBLINK' && condition.fields.get('subLinkType') === '2')
    uniteIn(work, frame, condition);
}

function uniteIn(work: Work, frame: Frame, condition: Node): void {
  const inner = nodeOf(condition.fields.get('subselect'));
  if (inner === null) return;
  const outputs = outputsOf(work, inner);
  for (const test of nodesIn(condition.fields.get('testexpr'))) {
    const [left, right] = listOf(test.fields.get('args'));
    if (test.kind !== 'OPEXPR' || test.fields.get('opno') !== uuidEquals) continue;
    const column = numberOf(nodeOf(right)?.fields.get('paramid'));
    const [a, b] = [nameOf(frame, left), outputs.find((one) => one.column === column)?.name ?? null];
    if (a !== null && b !== null) work.classes.unite(a, b);
  }
}

/** Set to itself, which moves nothing and no cluster refuses. */
function staysAsItIs(target: Node, column: number): boolean {
  const value = nodeOf(target.fields.get('expr'));
  return value?.kind === 'VAR' && numberOf(value.fields.get('varattno')) === column;
}

function movesRows(work: Work, { query }: Frame): boolean {
  if (query.fields.get('commandType') !== '2') return false;
  const target = listOf(query.fields.get('rtable'))[numberOf(query.fields.get('resultRelation')) - 1];
  const table = work.relations.get(numberOf(nodeOf(target)?.fields.get('relid')));
  return (
    table?.class === 'distributed' &&
    listOf(query.fields.get('targetList'))
      .filter(isNode)
      .some((one) => numberOf(one.fields.get('resno')) === table.column && !staysAsItIs(one, table.column))
  );
}

function featuresOf({ query }: Frame): readonly string[] {
  const found: string[] = [];
  if (query.fields.get('hasRecursive') === 'true') found.push('WITH RECURSIVE');
  if (listOf(query.fields.get('groupingSets')).length > 0) found.push('GROUPING SETS');
  for (const one of nodesIn(query.fields.get('setOperations')))
    if (one.kind === 'SETOPERATIONSTMT' && one.fields.get('op') !== '1') found.push('INTERSECT or EXCEPT');
  return found;
}
