/**
 * Two slow second opinions on an assignment, written from the protocol and sharing no code with it:
 * Annex A line by line without any shortcut, and a minimum-cost flow that knows nothing of Annex A.
 */
import { createHash } from 'node:crypto';
import type { AssignInput } from '../src/assign/index.ts';
import type { Suite } from '../src/hash-provider.ts';

type Group = AssignInput['tasks'][number]['groups'][number];

interface Seat {
  readonly task: number;
  readonly group: number;
  readonly k: number;
  readonly need: Group;
}

export interface LiteralResult {
  readonly leaves: string[] | null;
  readonly failures: { seat: number; X: number[]; R: number[] }[];
  readonly filled: number;
  readonly augmentations: number;
  readonly shifts: number;
}

function keyedHash(suite: Suite, key: Uint8Array): (label: string, ...parts: Uint8Array[]) => Buffer {
  const name = suite === 'SM3' ? 'sm3' : 'sha256';
  return (label, ...parts) => {
    const state = createHash(name)
      .update(key)
      .update(createHash(name).update(`rdraw/1/${label}`).digest());
    for (const part of parts) state.update(part);
    return state.digest();
  };
}

const u32 = (n: number): Buffer => {
  const out = Buffer.alloc(4);
  out.writeUInt32BE(n);
  return out;
};

/** The static rule of §8.1. */
function rule(input: AssignInput): (task: number, need: Group, i: number) => boolean {
  const forbidden = new Set(
    input.pairs.map(([c, i]) => `${Buffer.from(c).toString('hex')} ${Buffer.from(i).toString('hex')}`),
  );
  return (t, need, i) => {
    const task = input.tasks[t]!;
    const { c, pub } = input.inspectors[i]!;
    return (
      pub.dept === need.dept &&
      need.skills.every((skill) => pub.skills.includes(skill)) &&
      (need.anyArea || pub.areas.includes('*') || pub.areas.includes(task.area)) &&
      pub.cap > 0 &&
      !forbidden.has(`${Buffer.from(task.c).toString('hex')} ${Buffer.from(c).toString('hex')}`)
    );
  };
}

/** Annex A, line by line. */
export function literal(input: AssignInput, suite: Suite): LiteralResult {
  const KH = keyedHash(suite, input.key);
  const insp = input.inspectors;
  const I = insp.length;
  const everyone = [...insp.keys()];
  const order = [...input.tasks.keys()].sort((x, y) => {
    const [cx, cy] = [input.tasks[x]!.c, input.tasks[y]!.c];
    return Buffer.compare(KH('task', cx), KH('task', cy)) || Buffer.compare(cx, cy);
  });
  const seats: Seat[] = order.flatMap((task) =>
    input.tasks[task]!.groups.flatMap((need, group) =>
      Array.from({ length: need.n }, (_, k) => ({ task, group, k, need })),
    ),
  );
  const N = seats.length;
  const a: (number | null)[] = seats.map(() => null);
  const cnt = insp.map(() => 0);
  const L = insp.map(({ pub }) => pub.load);
  const cap = insp.map(({ pub }) => pub.cap);
  const allowed = rule(input);
  const elig = (s: number, i: number): boolean => allowed(seats[s]!.task, seats[s]!.need, i);
  const team = (s: number): number[] => [...seats.keys()].filter((z) => seats[z]!.task === seats[s]!.task);
  const isIn = (s: number, i: number): boolean => team(s).some((z) => a[z] === i);
  const put = (s: number, i: number): void => {
    a[s] = i;
    cnt[i]! += 1;
    L[i]! += 1;
  };
  const drop = (s: number): void => {
    const i = a[s]!;
    a[s] = null;
    cnt[i]! -= 1;
    L[i]! -= 1;
  };
  const permKeys = insp.map(({ c }) => KH('perm', c).subarray(0, 8));
  const rho = [...everyone].sort(
    (x, y) => Buffer.compare(permKeys[x]!, permKeys[y]!) || Buffer.compare(insp[x]!.c, insp[y]!.c),
  );
  const keyP = (i: number): Buffer => KH('insp', insp[i]!.c, u32(L[i]!)).subarray(0, 8);
  const smaller = (i: number, j: number): boolean =>
    (L[i]! - L[j]! || Buffer.compare(keyP(i), keyP(j)) || Buffer.compare(insp[i]!.c, insp[j]!.c)) < 0;

  // A
  const open: number[] = [];
  for (let s = 0; s < N; s += 1) {
    const C = everyone.filter((i) => elig(s, i) && cnt[i]! < cap[i]! && !isIn(s, i));
    if (C.length === 0) open.push(s);
    else
      put(
        s,
        C.reduce((best, i) => (smaller(i, best) ? i : best)),
      );
  }

  let certificate: { X: number[]; R: number[] } = { X: [], R: [] };
  const search = (start: number[], i0: number | null, goal: (i: number) => boolean): boolean => {
    const seenS = new Set(start);
    const seenI = new Set(i0 === null ? [] : [i0]);
    const parent = new Map<number, number | null>(start.map((s) => [s, null]));
    const Q = [...start];
    const shift = (from: number, newcomer: number): void => {
      let [s, cur]: [number, number] = [from, newcomer];
      for (;;) {
        const prev = a[s] ?? null;
        if (prev !== null) drop(s);
        put(s, cur);
        const next = parent.get(s) ?? null;
        if (next === null) return;
        cur = prev!;
        s = next;
      }
    };
    for (let s = Q.shift(); s !== undefined; s = Q.shift()) {
      for (const z of team(s)) {
        const other = a[z] ?? null;
        if (z !== s && other !== null && !seenS.has(z) && other !== a[s] && elig(s, other)) {
          seenS.add(z);
          parent.set(z, s);
          Q.push(z);
        }
      }
      for (const i of rho) {
        if (seenI.has(i) || !elig(s, i) || isIn(s, i)) continue;
        seenI.add(i);
        if (goal(i)) {
          shift(s, i);
          return true;
        }
        for (let z = 0; z < N; z += 1) {
          if (a[z] === i && !seenS.has(z)) {
            seenS.add(z);
            parent.set(z, s);
            Q.push(z);
          }
        }
      }
    }
    certificate = { X: [...seenS].sort((x, y) => x - y), R: [...seenI].sort((x, y) => x - y) };
    return false;
  };

  // B
  const failures: LiteralResult['failures'] = [];
  for (const s of open) {
    if (!search([s], null, (i) => cnt[i]! < cap[i]!)) failures.push({ seat: s, ...certificate });
  }
  const augmentations = open.length - failures.length;
  const filled = N - failures.length;
  if (failures.length > 0) return { leaves: null, failures, filled, augmentations, shifts: 0 };

  // C
  let shifts = 0;
  for (let V = Math.max(0, ...L); V >= 2; V -= 1) {
    for (const i of rho) {
      if (L[i] !== V || cnt[i]! === 0) continue;
      const own = [...seats.keys()].filter((s) => a[s] === i);
      if (search(own, i, (j) => L[j]! <= V - 2 && cnt[j]! < cap[j]!)) shifts += 1;
    }
  }

  // D
  const sig = seats.map(({ need, task }) =>
    JSON.stringify([need.dept, need.skills, need.anyArea ? '*' : input.tasks[task]!.area]),
  );
  for (let r = 0; r < input.mix * N; r += 1) {
    const h = KH('mix', u32(Math.floor(r / 2)));
    const o = 16 * (r % 2);
    const p = Number(h.readBigUInt64BE(o) % BigInt(N));
    const w = h.readBigUInt64BE(o + 8);
    const i = a[p]!;
    if (r % 3 === 2) {
      const j = Number(w % BigInt(I));
      if (j !== i && L[j] === L[i]! - 1 && cnt[j]! < cap[j]! && elig(p, j) && !isIn(p, j)) {
        drop(p);
        put(p, j);
      }
    } else {
      const G = [...seats.keys()].filter((s) => r % 3 === 0 || sig[s] === sig[p]);
      const z = G[Number(w % BigInt(G.length))]!;
      const j = a[z]!;
      const apart = z !== p && j !== i && seats[z]!.task !== seats[p]!.task;
      if (apart && elig(z, i) && !isIn(z, i) && elig(p, j) && !isIn(p, j)) {
        a[p] = j;
        a[z] = i;
      }
    }
  }
  const leaves = seats.map(({ task, group, k }, s) => {
    const tail = Buffer.from([group >> 8, group & 255, k >> 8, k & 255]);
    return Buffer.concat([Buffer.of(0x41), input.tasks[task]!.c, tail, insp[a[s]!]!.c]).toString('hex');
  });
  return { leaves: leaves.sort(), failures, filled, augmentations, shifts };
}

/** Largest number of seats that can be filled, and the least Σ level² with that many. */
export function minimumCostFlow(input: AssignInput): { filled: number; cost: number } {
  const allowed = rule(input);
  const arcs: { from: number; to: number; room: number; cost: number }[] = [];
  const arc = (from: number, to: number, cost: number): void => {
    arcs.push({ from, to, room: 1, cost }, { from: to, to: from, room: 0, cost: -cost });
  };
  const SINK = 1;
  let nodes = 2 + input.inspectors.length;
  let seatCount = 0;
  const seatNodes = input.tasks.map((task) =>
    task.groups.map((need) =>
      Array.from({ length: need.n }, () => {
        arc(nodes, SINK, 0);
        nodes += 1;
        seatCount += 1;
        return nodes - 1;
      }),
    ),
  );
  let cost = 0;
  input.inspectors.forEach(({ pub }, i) => {
    cost += pub.load ** 2;
    for (let n = 0; n < Math.min(pub.cap, seatCount); n += 1) arc(0, 2 + i, 2 * (pub.load + n) + 1);
    input.tasks.forEach((task, t) => {
      const node = nodes;
      nodes += 1;
      arc(2 + i, node, 0);
      task.groups.forEach((need, g) => {
        if (allowed(t, need, i)) for (const seat of seatNodes[t]![g]!) arc(node, seat, 0);
      });
    });
  });
  for (let filled = 0; ; filled += 1) {
    const distance = Array.from({ length: nodes }, () => Number.POSITIVE_INFINITY);
    const by = Array.from({ length: nodes }, () => -1);
    distance[0] = 0;
    for (let again = true; again; ) {
      again = false;
      arcs.forEach(({ from, to, room, cost: price }, n) => {
        if (room > 0 && distance[from]! + price < distance[to]!) {
          distance[to] = distance[from]! + price;
          by[to] = n;
          again = true;
        }
      });
    }
    if (distance[SINK] === Number.POSITIVE_INFINITY) return { filled, cost };
    cost += distance[SINK]!;
    for (let node = SINK; node !== 0; node = arcs[by[node]!]!.from) {
      arcs[by[node]!]!.room -= 1;
      arcs[by[node]! ^ 1]!.room += 1;
    }
  }
}
