/** A random code of the letters that people can say and type. */
import { lettersOf } from '@mingcha/core/common/typed-letters.ts';
import type { Platform } from './platform.ts';

/** `length` letters of 30, each as likely as the others. */
export function randomLetters(platform: Pick<Platform, 'random'>, length: number): string {
  for (;;) {
    const found = lettersOf(platform.random.bytes(length * 2), length);
    if (found !== null) return found;
  }
}
