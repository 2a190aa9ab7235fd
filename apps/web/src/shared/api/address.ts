/** Addresses of declared routes. */

/** The address of a call: path with its parameters, then the query without empty members. */
export function addressOf(
  spec: { readonly path: string },
  input: { readonly params?: unknown; readonly query?: unknown },
): string {
  const params = (input.params ?? {}) as Readonly<Record<string, unknown>>;
  const path = spec.path.replaceAll(/:([a-zA-Z]\w*)/g, (_, name: string) =>
    encodeURIComponent(plainText(params[name])),
  );
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries((input.query ?? {}) as Readonly<Record<string, unknown>>)) {
    if (value === undefined || value === null || value === '') continue;
    for (const each of Array.isArray(value) ? (value as unknown[]) : [value])
      search.append(name, plainText(each));
  }
  const text = search.toString();
  return text === '' ? path : `${path}?${text}`;
}

function plainText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? '');
}
