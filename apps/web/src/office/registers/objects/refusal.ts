/** A stored refusal as `useSentence` takes it. */

export function refusalOf(stored: {
  readonly code: string;
  readonly data?: Readonly<Record<string, string | number>> | undefined;
}) {
  return stored.data === undefined ? { code: stored.code } : { code: stored.code, data: stored.data };
}
