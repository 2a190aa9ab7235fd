/** Randomness of this device, from the one source that plain HTTP offers too. */

/** Fills the given bytes with unpredictable ones and gives them back. */
export function fillRandom(bytes: Uint8Array<ArrayBuffer>): Uint8Array {
  return crypto.getRandomValues(bytes);
}
