/** What the pages follow of an open session. */
import { useSyncExternalStore } from 'react';
import type { FieldSession } from '../session.ts';
import type { Standing } from '../store/kept.ts';
import type { EngineState } from './engine.ts';

export function useStanding({ kept }: FieldSession): Standing {
  return useSyncExternalStore(kept.subscribe, kept.now);
}

export function useEngine({ engine }: FieldSession): EngineState {
  return useSyncExternalStore(engine.subscribe, engine.now);
}
