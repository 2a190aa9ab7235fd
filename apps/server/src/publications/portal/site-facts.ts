/**
 * What every page of the portal says about the installation: whether its data are invented, whom to call. Read again after
 * a minute, so that a page costs one question to the database and not three.
 */
import { inTransaction } from '../../platform/db/transaction.ts';
import type { Platform } from '../../platform/platform.ts';
import { hasDemoData, listPublicAgencies } from '../../platform/site/site.queries.ts';

type Agencies = Awaited<ReturnType<typeof listPublicAgencies>>;
export interface SiteFacts {
  readonly isDemo: boolean;
  readonly agencies: Agencies;
}

const minute = 60_000;

/** A reader of these facts for one application. */
export function makeSiteFacts(platform: Platform): () => Promise<SiteFacts> {
  let kept: { readonly at: number; readonly facts: SiteFacts } | null = null;
  return async () => {
    const now = Date.parse(platform.clock.now());
    if (kept !== null && now - kept.at < minute && now >= kept.at) return kept.facts;
    const facts = await inTransaction(platform.db, async (tx) => ({
      isDemo: await hasDemoData(tx),
      agencies: await listPublicAgencies(tx),
    }));
    kept = { at: now, facts };
    return facts;
  };
}
