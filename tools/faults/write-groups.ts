/**
 * Every declared route that writes, by what it writes about. The crash harness walks paths of most groups; a group that it does
 * not walk says why. A new route belongs to a group, or a test fails.
 */
import type { RouteSpec } from '@mingcha/core/common/api.ts';
import { declaredRoutes } from '../../apps/server/src/app.ts';

/** First words of the routes' ids. */
export const writeGroups = {
  draws: 'draws ceremony outsideDraws substitutes',
  tasks:
    'tasks caseTasks myInspections inspectionMembers inspectionTeams teams tripSheets cancellations recusals',
  preparation: 'approvals notices visitCodes visitSlots',
  visits: 'field fieldDevices fieldFiles mediaPacks visits evidence',
  results: 'results',
  papers: 'papers dossiers',
  followups: 'followups returnVisits coordinations enterpriseCoordinations',
  publications:
    'publications channels packages reconciliation portal articles listings leniencyLists themedDirectories',
  objections:
    'objections contacts publicContacts publicObjections publicRectifications publicVisits ratingMatters ratingQuestions',
  enterprises:
    'enterprise enterpriseAccounts enterpriseAddresses enterpriseCorrections enterpriseData enterpriseLectures enterpriseLetters enterpriseObjections enterprisePreferences enterpriseVisits lectures lectureSignups',
  imports: 'imports itemImports feeds personnelFeeds personnelDifferences feedTokens',
  registers:
    'objects objectIncidents objectLicences objectTags inspectors experts items itemLists itemAlignments auxiliary assistingBodies bodies boundaries calendar ruleBooks sheets sheetVersions banks divisions declarations declarationRounds organisation posts sections statutes policyDocuments schemes frequency',
  training: 'training courses myTraining',
  plans: 'plans entries',
  credit: 'credit measureLists',
  oversight:
    'accountability auditSamples deadlines delegations evaluation evaluations figures handovers reports superior supervision workbench',
  access:
    'accounts agencies grants jurisdictions machines noticeAddresses noticeChannels noticeMessages noticePreferences noticeRules password passwordPolicy session sessions setup',
  ledger: 'ledger',
  backups: 'backups agencyExports',
} as const;
export type WriteGroup = keyof typeof writeGroups;

const groupOfWord = new Map(
  Object.entries(writeGroups).flatMap(([group, words]) =>
    words.split(' ').map((word): readonly [string, WriteGroup] => [word, group as WriteGroup]),
  ),
);

/** Routes that change something: no plain reads, whatever their method. */
export function writeRoutes(): readonly RouteSpec[] {
  return declaredRoutes().filter((spec) => spec.method !== 'GET');
}

/** Null for a route that nobody has put into a group. */
export function groupOf(routeId: string): WriteGroup | null {
  return groupOfWord.get(routeId.split('.')[0] ?? '') ?? null;
}

/** Groups that no path of the harness walks. They write as the others do: one transaction with its event, and no file. */
export const notWalked: readonly WriteGroup[] = [
  'preparation',
  'papers',
  'enterprises',
  'plans',
  'credit',
  'ledger',
];
