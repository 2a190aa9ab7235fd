/** All that the doctor says, in one catalogue, and the sentence and the hint of a finding. */
import { format, type Locale } from '../text.ts';
import { doctorDatabaseText } from './doctor-database-text.ts';
import { doctorMachineText } from './doctor-machine-text.ts';
import { doctorWorkText } from './doctor-work-text.ts';

export const doctorText = {
  zh: { ...doctorMachineText.zh, ...doctorDatabaseText.zh, ...doctorWorkText.zh },
  en: { ...doctorMachineText.en, ...doctorDatabaseText.en, ...doctorWorkText.en },
};
export type DoctorKey = keyof typeof doctorText.zh;

/** Whether the words know this code; findings of another version may carry others. */
export function isDoctorKey(code: string): code is DoctorKey {
  return code in doctorText.zh;
}

/** What was found, and how to mend it; null where nothing needs mending. */
export function spokenFinding(
  finding: { readonly code: DoctorKey; readonly data: Readonly<Record<string, string | number>> },
  locale: Locale,
): { readonly text: string; readonly mend: string | null } {
  const words: Readonly<Record<string, string>> = doctorText[locale];
  const mend = words[`${finding.code}.mend`];
  return {
    text: format(words[finding.code] ?? finding.code, finding.data),
    mend: mend === undefined ? null : format(mend, finding.data),
  };
}
