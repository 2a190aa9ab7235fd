/**
 * Reads what an entity shows at the door: an adapter turns scanned text into a unit's code and name. Electronic business
 * licences print a web address with the code in it, older ones lines of "name:value", and some only the code. Pure.
 */
import { usccCheckCharacter } from '../../common/uscc.ts';

export interface ScannedEntity {
  readonly uscc: string;
  /** Empty where the code does not say it. */
  readonly name: string;
}
/** Further national or local codes are further adapters. */
export interface EntityAdapter {
  readonly id: string;
  /** Null when the text is not of this kind. */
  readonly read: (text: string) => ScannedEntity | null;
}

const code = /(?<![0-9A-Z])[0-9A-HJ-NPQRTUWXY]{18}(?![0-9A-Z])/g;

function usccIn(text: string): string | null {
  const found = text.toUpperCase().match(code) ?? [];
  return found.find((one) => usccCheckCharacter(one.slice(0, 17)) === one[17]) ?? null;
}

const plainCode: EntityAdapter = {
  id: 'plain',
  read: (text) => {
    const uscc = usccIn(text.replaceAll(/\s/g, ''));
    return uscc === null || text.replaceAll(/\s/g, '').length !== 18 ? null : { uscc, name: '' };
  },
};

const address: EntityAdapter = {
  id: 'address',
  read: (text) => {
    if (!/^https?:\/\//i.test(text)) return null;
    const uscc = usccIn(safeDecode(text));
    return uscc === null ? null : { uscc, name: '' };
  },
};

const labelled: EntityAdapter = {
  id: 'labelled',
  read: (text) => {
    const uscc = usccIn(text);
    if (uscc === null) return null;
    const name = text.match(/(?:名称|name)\s*[:：=]\s*([^;；,，\n]{2,200})/i)?.[1] ?? '';
    return { uscc, name: name.trim() };
  },
};

export const entityAdapters: readonly EntityAdapter[] = [plainCode, address, labelled];

/** The first adapter that can read it; null when none can. */
export function readEntity(text: string): ScannedEntity | null {
  for (const adapter of entityAdapters) {
    const found = adapter.read(text.trim());
    if (found !== null) return found;
  }
  return null;
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
