/** Reads the text of a ledger entry for showing it. Pure; a text that cannot be read gives nothing but itself. */

export interface EntryParts {
  /** Members of the data, flattened: `before.name`. */
  readonly data: readonly { readonly path: readonly string[]; readonly value: unknown }[];
  readonly prev: string | null;
  readonly clock: string | null;
  readonly request: string | null;
  readonly address: string | null;
}

type Members = Readonly<Record<string, unknown>>;

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function partsOf(entry: string): EntryParts {
  const read = parse(entry);
  const from = isMembers(read['from']) ? read['from'] : {};
  return {
    data: isMembers(read['data']) ? flat(read['data'], []) : [],
    prev: textOf(read['prev']),
    clock: textOf(read['clock']),
    request: textOf(from['request']),
    address: textOf(from['ip']),
  };
}

function parse(entry: string): Members {
  try {
    const value: unknown = JSON.parse(entry);
    return isMembers(value) ? value : {};
  } catch {
    return {};
  }
}

function flat(members: Members, above: readonly string[]): EntryParts['data'] {
  return Object.entries(members).flatMap(([name, value]) =>
    isMembers(value) ? flat(value, [...above, name]) : [{ path: [...above, name], value }],
  );
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
