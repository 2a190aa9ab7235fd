/**
 * Checks of Chinese unit codes: the unified social credit code (GB 32100-2015), the organisation code inside
 * it (GB 11714-1997) and the older 15-digit registration number. Pure arithmetic on upper-case text; it
 * decides nothing: whether a wrong code is refused or only reported stands in the rule book.
 */

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const usccWeights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const;
const orgWeights = [3, 7, 9, 10, 5, 8, 4, 2] as const;

const valueOf = new Map<string, number>(Array.from(alphabet, (character, value) => [character, value]));

/** Keys of `spreadsheet-text`. */
export type CodeProblem =
  | 'cell.uscc_length'
  | 'cell.uscc_character'
  | 'cell.uscc_check'
  | 'cell.uscc_org_check'
  | 'cell.uscc_is_registration_number'
  | 'cell.uscc_is_organisation_code'
  | 'cell.uscc_is_resident_id';

/** The check character that the first 17 characters ask for; null when one is outside the alphabet. GB 32100-2015, 4.2. */
export function usccCheckCharacter(first17: string): string | null {
  let sum = 0;
  for (let i = 0; i < 17; i++) {
    const value = valueOf.get(first17[i] ?? '');
    if (value === undefined) return null;
    sum += value * (usccWeights[i] ?? 0);
  }
  return alphabet[(31 - (sum % 31)) % 31] ?? null;
}

/** The check character of the first 8 characters of an organisation code; null when one is no digit or capital. GB 11714-1997. */
export function organisationCheckCharacter(first8: string): string | null {
  if (!/^[0-9A-Z]{8}/.test(first8)) return null;
  let sum = 0;
  for (let i = 0; i < 8; i++) {
    const code = first8.charCodeAt(i);
    sum += (code <= 57 ? code - 48 : code - 55) * (orgWeights[i] ?? 0);
  }
  const check = 11 - (sum % 11);
  return check === 10 ? 'X' : check === 11 ? '0' : String(check);
}

/** Is this a right organisation code of 9 characters (a hyphen before the last is allowed)? */
export function isOrganisationCode(text: string): boolean {
  const code = text.replace('-', '');
  return /^[0-9A-Z]{8}[0-9X]$/.test(code) && organisationCheckCharacter(code) === code[8];
}

/** Is this a right 15-digit registration number? Check of ISO 7064 MOD 11,10 over 14 digits. */
export function isRegistrationNumber(text: string): boolean {
  if (!/^\d{15}$/.test(text)) return false;
  let product = 10;
  for (let i = 0; i < 14; i++) {
    const sum = (product + text.charCodeAt(i) - 48) % 10 || 10;
    product = (sum * 2) % 11;
  }
  return (product + text.charCodeAt(14) - 48) % 10 === 1;
}

/** Is this a right resident identity number (GB 11643)? Such numbers are never imported as anything else. */
export function isResidentId(text: string): boolean {
  if (!/^[1-9]\d{5}(19|20)\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d{3}[\dX]$/.test(text)) return false;
  let sum = 0;
  for (let i = 0; i < 17; i++) sum += (text.charCodeAt(i) - 48) * (2 ** (17 - i) % 11);
  return '10X98765432'[sum % 11] === text[17];
}

/**
 * What is wrong with a credit code (upper case, without spaces), or null. The organisation-code check comes
 * last and is the mildest: some codes that registries really gave out fail it.
 */
export function usccProblem(code: string): CodeProblem | null {
  if (code.length !== 18) {
    if (isRegistrationNumber(code)) return 'cell.uscc_is_registration_number';
    if (isOrganisationCode(code)) return 'cell.uscc_is_organisation_code';
    return 'cell.uscc_length';
  }
  const check = usccCheckCharacter(code);
  if (check === null || !valueOf.has(code[17] ?? '')) return 'cell.uscc_character';
  if (check !== code[17]) return isResidentId(code) ? 'cell.uscc_is_resident_id' : 'cell.uscc_check';
  return organisationCheckCharacter(code.slice(8, 16)) === code[16] ? null : 'cell.uscc_org_check';
}

/** Does the code pass GB 32100 as a whole (the inner organisation code aside)? */
export function isUscc(code: string): boolean {
  const problem = usccProblem(code);
  return problem === null || problem === 'cell.uscc_org_check';
}
