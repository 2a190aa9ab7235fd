/** What the browser tells of the network, and whether photos wait for Wi-Fi. */
import type { Kept } from '../store/kept.ts';

interface Connection {
  readonly type?: string;
  readonly saveData?: boolean;
}

function connection(): Connection | undefined {
  return (navigator as { readonly connection?: Connection }).connection;
}

/** True where the browser tells Wi-Fi from a mobile network; elsewhere the switch would be a promise nobody keeps. */
export function knowsWifi(): boolean {
  return connection()?.type !== undefined;
}

export function wifiOnly(kept: Kept): boolean {
  return kept.now().notes['wifiOnly'] === true;
}

/** Photos may be sent over the network that there is now. */
export function filesMayGo(kept: Kept): boolean {
  if (!wifiOnly(kept)) return true;
  const type = connection()?.type;
  return type === undefined || type === 'wifi' || type === 'ethernet' || type === 'unknown';
}
