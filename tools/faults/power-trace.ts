/** What a tracer wrote of the calls of one process, in the order in which they came to their end. */

export interface Call {
  readonly name: string;
  /** As the tracer printed them, without the parentheses. */
  readonly args: string;
  readonly result: number;
}

/** Calls of these threads that succeeded. Children with tables of files of their own are left out. */
export function callsOf(trace: string, threads: ReadonlySet<string>): readonly Call[] {
  const begun = new Map<string, string>();
  const calls: Call[] = [];
  for (const line of trace.split('\n')) {
    const [, thread = '', rest = ''] = /^(\d+) +(.*)$/.exec(line) ?? [];
    if (!threads.has(thread)) continue;
    const unfinished = /^(.*) <unfinished \.\.\.>$/.exec(rest)?.[1];
    if (unfinished !== undefined) {
      begun.set(thread, unfinished);
      continue;
    }
    const resumed = /^<\.\.\. \w+ resumed>(.*)$/.exec(rest)?.[1];
    const whole = resumed === undefined ? rest : `${begun.get(thread) ?? ''}${resumed}`;
    const [, name, args = '', result = '-1'] = /^(\w+)\((.*)\) += (-?\d+)/.exec(whole) ?? [];
    if (name !== undefined && Number(result) >= 0) calls.push({ name, args, result: Number(result) });
  }
  return calls;
}

/** All strings among the arguments; the tracer writes each byte as \xNN. */
export function stringsIn(args: string): readonly Buffer[] {
  return [...args.matchAll(/"((?:\\x[0-9a-f]{2})*)"/g)].map(([, text = '']) =>
    Buffer.from(text.replaceAll('\\x', ''), 'hex'),
  );
}

export const pathsIn = (args: string): readonly string[] =>
  stringsIn(args).map((bytes) => bytes.toString('utf8'));

/** The first argument where it is a number: the file. */
export const fileOf = (args: string): number => Number(/^\d+/.exec(args)?.[0] ?? -1);
