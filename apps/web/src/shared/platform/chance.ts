/** The only source of chance in the pages: the browser's cryptographic generator, which also works over plain HTTP. */

/** Fills the bytes and returns them. */
export function fillRandom(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  return crypto.getRandomValues(bytes);
}
