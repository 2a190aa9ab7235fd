/** Maximum flow on small integer networks (Dinic), and which nodes starve when the flow falls short. */

export interface FlowNetwork {
  /** Adds an arc; returns its number. */
  readonly arc: (from: number, to: number, capacity: number) => number;
  /** Sends as much as possible from `source` to `sink` and returns the amount. */
  readonly send: (source: number, sink: number) => number;
  /** Unused capacity of an arc. */
  readonly spare: (arc: number) => number;
  /** All nodes from which one of `targets` can still be reached through spare capacity. */
  readonly reaching: (targets: readonly number[]) => Uint8Array;
}

interface Graph {
  readonly arcs: number[][];
  readonly to: number[];
  readonly room: number[];
}

/** Distance from the source through spare capacity, −1 where it does not lead. */
function layers(graph: Graph, source: number): Int32Array {
  const depth = new Int32Array(graph.arcs.length).fill(-1);
  depth[source] = 0;
  const queue = [source];
  for (const node of queue) {
    for (const arc of graph.arcs[node]!) {
      const next = graph.to[arc]!;
      if (graph.room[arc]! > 0 && depth[next] === -1) {
        depth[next] = depth[node]! + 1;
        queue.push(next);
      }
    }
  }
  return depth;
}

/** One blocking flow; recursion is at most as deep as the network has layers. */
function push(
  graph: Graph,
  level: { readonly depth: Int32Array; readonly next: Int32Array; readonly sink: number },
  [node, amount]: readonly [number, number],
): number {
  if (node === level.sink) return amount;
  const arcs = graph.arcs[node]!;
  let sent = 0;
  for (; level.next[node]! < arcs.length; level.next[node]! += 1) {
    const arc = arcs[level.next[node]!]!;
    const to = graph.to[arc]!;
    if (graph.room[arc]! <= 0 || level.depth[to] !== level.depth[node]! + 1) continue;
    const part = push(graph, level, [to, Math.min(amount - sent, graph.room[arc]!)]);
    graph.room[arc]! -= part;
    graph.room[arc ^ 1]! += part;
    sent += part;
    if (sent === amount) return sent;
  }
  return sent;
}

/** An empty network of `nodes` nodes. */
export function flowNetwork(nodes: number): FlowNetwork {
  const graph: Graph = { arcs: Array.from({ length: nodes }, () => []), to: [], room: [] };
  return {
    arc(from, to, capacity) {
      const arc = graph.to.length;
      graph.to.push(to, from);
      graph.room.push(capacity, 0);
      graph.arcs[from]!.push(arc);
      graph.arcs[to]!.push(arc + 1);
      return arc;
    },
    send(source, sink) {
      let total = 0;
      for (;;) {
        const depth = layers(graph, source);
        if (depth[sink] === -1) return total;
        const level = { depth, next: new Int32Array(nodes), sink };
        total += push(graph, level, [source, Number.MAX_SAFE_INTEGER]);
      }
    },
    spare: (arc) => graph.room[arc]!,
    reaching(targets) {
      const found = new Uint8Array(nodes);
      const queue = [...targets];
      for (const node of queue) found[node] = 1;
      for (const node of queue) {
        for (const arc of graph.arcs[node]!) {
          const before = graph.to[arc]!;
          if (graph.room[arc ^ 1]! > 0 && found[before] === 0) {
            found[before] = 1;
            queue.push(before);
          }
        }
      }
      return found;
    },
  };
}
