/** What is refused before a file travels. */
import { formatSize } from '../format.ts';

/** Why a file is not taken, or null. Pure, so that the rule can be tested without a page. */
export function refusalOf(
  file: { readonly name: string; readonly size: number },
  limits: { readonly accept: readonly string[]; readonly maxBytes: number },
) {
  const name = file.name.toLowerCase();
  if (!limits.accept.some((ending) => name.endsWith(ending))) {
    return { key: 'uploadWrongType', data: { name: file.name, types: limits.accept.join('、') } } as const;
  }
  if (file.size > limits.maxBytes) {
    const data = { name: file.name, size: formatSize(file.size), max: formatSize(limits.maxBytes) };
    return { key: 'uploadTooLarge', data } as const;
  }
  return null;
}
