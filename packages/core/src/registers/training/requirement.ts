/** The yearly requirement of training hours, and the gate "trained on this sheet version" (R048). Pure. */

/** Hours of a course that was not passed do not count. */
export const countedResults = ['attended', 'passed'] as const;

export interface HoursBalance {
  readonly hoursTenths: number;
  /** Null: the rule book asks for none. */
  readonly requiredTenths: number | null;
  readonly missingTenths: number;
  readonly met: boolean;
}

/** Hours against the requirement of a rule book; `null` requires nothing. */
export function hoursBalance(hoursTenths: number, requiredTenths: number | null): HoursBalance {
  const missingTenths = Math.max(0, (requiredTenths ?? 0) - hoursTenths);
  return { hoursTenths, requiredTenths, missingTenths, met: missingTenths === 0 };
}

/** `off`: not asked; `warn`: said at the claim; `refuse`: nobody claims an inspection whose sheet he is not trained on. */
export const sheetGates = ['off', 'warn', 'refuse'] as const;
export type SheetGate = (typeof sheetGates)[number];

export interface SheetVersion {
  readonly sheetId: string;
  /** The number that people see. */
  readonly version: number;
  readonly name: string;
}

/** A training of a person as far as the gate asks. */
export interface TrainedOn {
  readonly sheetId: string | null;
  readonly sheetVersion: number | null;
  readonly result: string;
}

/** Sheets of an inspection that the person was not trained on in exactly this version, each once. */
export function untrainedSheets(
  sheets: readonly SheetVersion[],
  training: readonly TrainedOn[],
): readonly SheetVersion[] {
  const trained = new Set(
    training
      .filter((each) => (countedResults as readonly string[]).includes(each.result))
      .map((each) => `${each.sheetId ?? ''} ${each.sheetVersion ?? 0}`),
  );
  const seen = new Set<string>();
  return sheets.filter((each) => {
    const key = `${each.sheetId} ${each.version}`;
    if (trained.has(key) || seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
