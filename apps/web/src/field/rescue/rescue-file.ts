/** stub */
import type { Kept } from '../store/kept.ts';
export async function rescueFile(
  kept: Kept,
): Promise<{ readonly count: number; readonly name: string; readonly blob: Blob }> {
  void kept;
  return { count: 0, name: '', blob: new Blob([]) };
}
