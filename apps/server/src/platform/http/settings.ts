/** Numbers of the HTTP edge and of sign-in that an installation may change, with the defaults of this house. */
import type { RateClass } from '@mingcha/core/common/api.ts';
import type { PasswordProfile } from '@mingcha/core/common/password-rules.ts';

export interface RateLimit {
  /** Requests per minute and account, or per minute and source for nobody signed in. */
  readonly perMinute: number;
  /** Requests per minute and source, whoever is signed in; an office may share one address. */
  readonly perSource: number;
}

export interface AccessSettings {
  readonly rates: Readonly<Record<RateClass, RateLimit>>;
  readonly idleMinutes: number;
  /** Of a phone's sending between visits; the desk's routes keep the shorter one. */
  readonly fieldIdleMinutes: number;
  readonly absoluteHours: number;
  /** Of jurisdictions whose security administrator has chosen none. */
  readonly passwordProfile: PasswordProfile;
  readonly oneTimePasswordHours: number;
  /** Who waited so long for a connection once is not sent into the line for it a second time, milliseconds. */
  readonly longestWait: number;
}

export const defaultAccess: AccessSettings = {
  rates: {
    read: { perMinute: 600, perSource: 6000 },
    write: { perMinute: 180, perSource: 1800 },
    signIn: { perMinute: 30, perSource: 300 },
    public: { perMinute: 240, perSource: 240 },
    upload: { perMinute: 30, perSource: 300 },
    // Photos of a visit go up in pieces, from many phones behind one address.
    chunk: { perMinute: 600, perSource: 12_000 },
    heavy: { perMinute: 60, perSource: 300 },
  },
  idleMinutes: 30,
  fieldIdleMinutes: 8 * 60,
  absoluteHours: 12,
  passwordProfile: 'dengbao3',
  oneTimePasswordHours: 24,
  longestWait: 5000,
};
