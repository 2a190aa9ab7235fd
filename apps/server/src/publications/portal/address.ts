/** Addresses of the portal in full, for feeds, files and citations. */
import type { Platform } from '../../platform/platform.ts';

/** With the portal's public address where the operator has set it; never with a host that a request names. */
export function fullAddress({ config }: Platform, path: string): string {
  return config.publicUrl === null ? path : config.publicUrl + path.slice('/p'.length);
}
