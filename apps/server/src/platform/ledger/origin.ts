/** The name under which a jurisdiction's ledger signs. Pure; it stands in every note ever published. */

/** `mingcha/ledger/140500`: the origin and key name of a jurisdiction's ledger. */
export function originOf(divisionCode: string): string {
  return `mingcha/ledger/${divisionCode}`;
}
