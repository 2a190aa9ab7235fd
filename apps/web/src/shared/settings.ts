/** Small choices remembered in this browser (language, columns, text size). Works without storage: nothing is kept then. */
const prefix = 'mingcha.';

export function readSetting(name: string): string | null {
  try {
    return localStorage.getItem(prefix + name);
  } catch {
    return null;
  }
}

export function writeSetting(name: string, value: string): void {
  try {
    localStorage.setItem(prefix + name, value);
  } catch {
    // private windows may refuse storage; the choice then lasts as long as the page
  }
}
