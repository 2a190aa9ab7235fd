/** The short form of a request's id that people read out on the telephone: the end of the id, which no two requests of a day share. */

/** `0193f2a0-…-9c1e7f3a19c2` is `7F3A-19C2`; what is no id of ours stays as it is. */
export function shortId(id: string): string {
  if (!/^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(id)) return id;
  const end = id.slice(-8).toUpperCase();
  return `${end.slice(0, 4)}-${end.slice(4)}`;
}

/** What somebody typed, as the end of an id in lower case without strokes; null when it cannot be one. */
export function typedId(text: string): string | null {
  const bare = text.normalize('NFKC').replaceAll(/[\s-]/g, '').toLowerCase();
  return /^[0-9a-f]{4,32}$/.test(bare) ? bare : null;
}

/** Whether a whole id ends as typed (or begins so, when somebody reads it from the front). */
export function isTypedId(id: string, typed: string): boolean {
  const bare = id.replaceAll('-', '').toLowerCase();
  return bare.endsWith(typed) || (typed.length >= 8 && bare.startsWith(typed));
}
