/** Chance of the simulated year: the same for the same seed, on every machine. */

export interface Chance {
  /** A whole number below `sides`. */
  roll(sides: number): number;
  /** True in so many of a hundred cases. */
  percent(share: number): boolean;
  /** As `percent`, for what rarely happens; a small year has it more often, so that it happens at all. */
  rarely(share: number): boolean;
  pick<T>(list: readonly T[]): T;
}

/** Mulberry32; good enough to scatter invented events, never used for a draw. `often`: how much oftener rare things happen. */
export function chanceOf(seed: number, often = 1): Chance {
  let state = seed >>> 0;
  const roll = (sides: number): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * sides);
  };
  return {
    roll,
    percent: (share) => roll(1000) < share * 10,
    rarely: (share) => roll(1000) < Math.min(share * often, 50) * 10,
    pick(list) {
      const found = list[roll(list.length)];
      if (found === undefined) throw new Error('an empty list has no members');
      return found;
    },
  };
}
