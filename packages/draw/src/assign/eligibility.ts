/**
 * Who may take a seat by department, skills and area (§8.1), one list per requirement. Requirements with the
 * same people share a list. Avoidance pairs are not here: they belong to tasks, not to requirements.
 */
import type { InspectorPub } from '../types.ts';
import type { Signature } from './model.ts';

export interface EligibilityLists {
  /** Each list in the order of rho. */
  readonly members: readonly Int32Array[];
  has(list: number, inspector: number): boolean;
}

/** People of one department, in the order of rho. */
interface Department {
  readonly all: number[];
  readonly everywhere: number[];
  readonly byArea: Map<string, number[]>;
}

function departments(people: readonly InspectorPub[], rho: Int32Array): Map<string, Department> {
  const found = new Map<string, Department>();
  for (const inspector of rho) {
    const pub = people[inspector]!;
    if (pub.cap === 0) continue;
    let department = found.get(pub.dept);
    if (department === undefined) {
      department = { all: [], everywhere: [], byArea: new Map() };
      found.set(pub.dept, department);
    }
    department.all.push(inspector);
    if (pub.areas.includes('*')) department.everywhere.push(inspector);
    else {
      for (const area of new Set(pub.areas)) {
        const there = department.byArea.get(area);
        if (there === undefined) department.byArea.set(area, [inspector]);
        else there.push(inspector);
      }
    }
  }
  return found;
}

function merged(a: readonly number[], b: readonly number[], rank: Int32Array): number[] {
  return [...a, ...b].sort((x, y) => rank[x]! - rank[y]!);
}

/** Lists for all requirements, and which list each of them has. */
export function buildLists(
  people: readonly InspectorPub[],
  rho: Int32Array,
  signatures: readonly Signature[],
): { readonly lists: EligibilityLists; readonly sigList: Int32Array } {
  const rank = new Int32Array(people.length);
  rho.forEach((inspector, at) => {
    rank[inspector] = at;
  });
  const byDept = departments(people, rho);
  const skillsOf = people.map((pub) => new Set(pub.skills));
  const members: Int32Array[] = [];
  const known = new Map<string, number>();
  const listOf = ({ dept, skills, area }: Signature): number => {
    const department = byDept.get(dept);
    const local = area === '*' ? undefined : department?.byArea.get(area);
    const kind = area === '*' ? 'all' : local === undefined ? 'everywhere' : `in ${area}`;
    const key = JSON.stringify([dept, skills, kind]);
    const found = known.get(key);
    if (found !== undefined) return found;
    const everywhere = department?.everywhere ?? [];
    const base =
      area === '*' ? (department?.all ?? []) : local ? merged(local, everywhere, rank) : everywhere;
    const able = base.filter((inspector) => skills.every((skill) => skillsOf[inspector]!.has(skill)));
    known.set(key, members.length);
    return members.push(Int32Array.from(able)) - 1;
  };
  const sigList = Int32Array.from(signatures, listOf);
  const width = (people.length + 31) >>> 5;
  const bits = members.map((list) => {
    const row = new Uint32Array(width);
    for (const inspector of list) row[inspector >>> 5]! |= 1 << (inspector & 31);
    return row;
  });
  const has = (list: number, inspector: number): boolean =>
    ((bits[list]![inspector >>> 5]! >>> (inspector & 31)) & 1) === 1;
  return { lists: { members, has }, sigList };
}
