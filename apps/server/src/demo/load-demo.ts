/**
 * Fills an empty installation with the demo data: the two bureaus of the source documents, invented people and
 * objects, a joint task that waits for its draw, and a finished draw to verify. Everything goes through the services
 * that people's own entries go through, in one transaction, so that a broken first start begins again from nothing.
 */
import { inTransaction } from '../platform/db/transaction.ts';
import { record } from '../platform/ledger/ledger.ts';
import type { Platform } from '../platform/platform.ts';
import { uuidSource } from '../platform/system.ts';
import { loadAccountability } from './accountability.ts';
import { loadArchive } from './archive.ts';
import { loadArticles } from './articles.ts';
import { loadPoolRemoval } from './audit.ts';
import { loadChannels } from './channels.ts';
import { loadCourses } from './courses.ts';
import { loadCredit } from './credit.ts';
import { demoClock } from './demo-clock.ts';
import { loadDrawPlatform } from './draw-platform.ts';
import { loadJointTask, loadReleasedDraw } from './draws.ts';
import { type DemoEnterprise, demoPhone, loadEnterprise } from './enterprise.ts';
import { loadFollowups } from './followups.ts';
import { loadGovernance } from './governance.ts';
import { loadInspectorDepth } from './inspector-depth.ts';
import { loadInspectors } from './inspectors.ts';
import { loadItemLists } from './item-lists.ts';
import { loadLectures } from './lectures.ts';
import { loadNotices } from './notices.ts';
import { loadObjectDepth } from './object-depth.ts';
import { loadObjections } from './objections.ts';
import { loadObjects } from './objects.ts';
import { asOneTransaction } from './one-transaction.ts';
import { describePerson, loadOrganisation, makePasswords, type Organisation } from './organisation.ts';
import { loadPlans } from './plans.ts';
import { loadPreparation } from './preparation.ts';
import { loadPublications } from './publications.ts';
import { loadRatings } from './ratings.ts';
import { loadResults } from './results.ts';
import { loadRules } from './rules.ts';
import { loadSheets } from './sheets.ts';
import { loadSupervision } from './supervision.ts';
import { loadCaseTasks, loadDispatches } from './tasks.ts';

/** An account whose one-time password is shown once, at the first start. */
export interface DemoAccount {
  readonly signInName: string;
  readonly password: string;
  /** Person, role and section, as an operator reads it. */
  readonly description: string;
}

/** The demo's past begins so many days before its load. */
const pastDays = 6;
/** People try a demo on other days than they install it. */
const passwordDays = 30;

/** Loads everything and gives the accounts with their one-time passwords. */
export async function loadDemo(platform: Platform): Promise<readonly DemoAccount[]> {
  const passwords = await makePasswords(platform);
  const now = platform.clock.now();
  const expiresAt = new Date(Date.parse(now) + passwordDays * 86_400_000).toISOString();
  const tried = await asOneTransaction(platform.db, async (db) => {
    const clock = demoClock(now, pastDays, platform.config.zone);
    const past = { ...platform, db, clock, ids: uuidSource(clock, platform.random) };
    const organisation = await loadOrganisation(past, { passwords, expiresAt });
    clock.advance(60);
    await loadGovernance(past, organisation);
    const objects = await loadObjects(past, organisation);
    const ids = await loadInspectors(past, organisation, objects);
    await loadRules(past, organisation, objects);
    await loadSheets(past, organisation);
    await loadItemLists(past, organisation);
    clock.advance(60);
    await loadDrawPlatform(past, organisation);
    await loadPoolRemoval(past, organisation, objects);
    await loadReleasedDraw(past, organisation);
    await loadDispatches(past, organisation);
    await loadCaseTasks(past, organisation, { ids, objects });
    await loadPreparation(past, organisation);
    await loadFollowups(past, organisation, { ids, objects });
    await loadResults(past, organisation, { ids, objects });
    await loadPublications(past, organisation, { ids, objects });
    await loadCredit(past, organisation, objects);
    await loadObjections(past, organisation);
    await loadArticles(past, organisation);
    await loadChannels(past, organisation);
    await loadArchive(past, organisation);
    clock.advance(60);
    await loadPlans(past, organisation);
    clock.advance(60);
    await loadJointTask(past, organisation);
    await loadInspectorDepth(past, organisation, { ids, objects });
    await loadCourses(past, organisation, { ids, loadDay: platform.clock.today() });
    await loadObjectDepth(past, organisation, objects);
    await loadNotices(past, organisation);
    await loadSupervision(past, organisation);
    await loadAccountability(past, organisation);
    const opened = await loadEnterprise(past, organisation);
    const enterprise = opened?.creditCode ?? null;
    await loadLectures(past, organisation, { clock, enterprise });
    await loadRatings(past, organisation, enterprise);
    await noteLoad(past, organisation);
    return opened;
  });
  const accounts = passwords.map(({ signInName, password }) => ({
    signInName,
    password,
    description: describePerson(signInName),
  }));
  return tried === null ? accounts : [...accounts, enterpriseAccount(tried)];
}

/** How to try the enterprise's centre; nothing of it expires. */
function enterpriseAccount({ creditCode, password }: DemoEnterprise): DemoAccount {
  return { signInName: creditCode, password, description: `企业中心 /p/enterprise，手机号 ${demoPhone}` };
}

/** Both ledgers say that what stands before this event is invented. */
async function noteLoad(platform: Platform, { actors }: Organisation): Promise<void> {
  for (const { jurisdictionId } of [actors['jz.admin'], actors['jc.admin']]) {
    await inTransaction(platform.db, (tx) =>
      record(tx, platform, {
        type: 'demo.loaded',
        actor: { jurisdictionId, accountId: null },
        subject: { kind: 'jurisdiction', id: jurisdictionId },
        data: {},
      }),
    );
  }
}
