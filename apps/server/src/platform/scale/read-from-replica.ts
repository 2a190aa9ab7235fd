/** Gives routes that only read a platform whose database is the standby while it is fresh; see `replica.ts`. */
import type { Binder } from '../http/binder.ts';
import type { Platform } from '../platform.ts';
import type { Replica } from './replica.ts';

export interface ReadingDoor {
  readonly platform: Platform;
  readonly binder: Binder;
}

/** Without a replica the door is the ordinary one. */
export function readingDoor(binder: Binder, platform: Platform): ReadingDoor {
  const { replica } = platform;
  if (replica === undefined) return { binder, platform };
  // Spread once, so that only the database is looked up at each reading.
  const { db: _, ...rest } = platform;
  const reading: Platform = {
    ...rest,
    get db() {
      return replica.choose();
    },
  };
  return { platform: reading, binder: askingTwice(binder, replica) };
}

interface Reply {
  readonly ok?: boolean;
  readonly error?: { readonly code?: string };
  readonly value?: { readonly status?: number | string };
}

/** What the standby does not find, or fails to answer, the primary is asked for. Routes that write go to the primary at once. */
function askingTwice(binder: Binder, replica: Replica): Binder {
  return {
    ...binder,
    bindAnyone: (spec, handler, options) => {
      const asked: typeof handler = async (call) => {
        if (spec.method !== 'GET' || isSignedIn(call) || !replica.isFresh())
          return replica.onPrimary(() => handler(call));
        try {
          const answer = await handler(call);
          return isAbsent(answer as Reply) ? await replica.onPrimary(() => handler(call)) : answer;
        } catch {
          replica.distrust();
          return replica.onPrimary(() => handler(call));
        }
      };
      binder.bindAnyone(spec, asked, options);
    },
  };
}

/** Whoever works here may just have published: lists too are shown as they are. */
function isSignedIn(call: {
  readonly actor: unknown;
  readonly headers: Readonly<Record<string, unknown>>;
}): boolean {
  return call.actor !== null || call.headers['cookie'] !== undefined;
}

function isAbsent({ ok, error, value }: Reply): boolean {
  return ok === false ? (error?.code ?? '').endsWith('.not_found') : value?.status === 404;
}
