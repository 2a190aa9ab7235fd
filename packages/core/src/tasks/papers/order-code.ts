/**
 * The code that stands on a rectification order and opens its public page (followups/rectify-api.ts): the random end of the
 * paper's id, so that a phone prints it without a network. Pure.
 */

/** 16 hexadecimal digits. */
export function orderCode(paperId: string): string {
  return paperId.replaceAll('-', '').slice(-16);
}

/** As printed: four groups of four. */
export function orderCodeText(code: string): string {
  return code.match(/.{4}/g)?.join(' ') ?? code;
}
