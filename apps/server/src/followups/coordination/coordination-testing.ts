/** What tests of coordination tickets share: two agencies whose open demands on one enterprise contradict each other. */
import { addDays } from '@mingcha/core/common/plain-date.ts';
import type { Finding } from '@mingcha/core/inspections/results/result.ts';
import type { FindingAction } from '@mingcha/core/inspections/visits/visit-fields.ts';
import { sql } from 'kysely';
import { saveFindings } from '../../inspections/results/result.queries.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import type { CastName, TestApp, TestClient } from '../../platform/testing-app.ts';
import { plantInspections } from '../../tasks/task-testing.ts';

export const barred = '二层外窗未设防盗护栏，应加装防盗护栏';
export const unbarred = '二层外窗设有防盗护栏，影响逃生，应予拆除';

interface Asked {
  /** A visit to the same object; another object without it. */
  readonly like?: string;
  readonly by: CastName;
  readonly text: string;
  readonly action?: FindingAction;
}

interface Demanded {
  readonly inspectionId: string;
  readonly findingId: string;
}

/** A visit of the bureau and the brigade at which the agency of `by` found a problem; under a directory row of its own. */
export async function addDemand(app: TestApp, asked: Asked): Promise<Demanded> {
  const { platform, cast } = app;
  const { inspectionIds } = await plantInspections(app, { stage: 'passed', joint: true });
  const [inspectionId = ''] = inspectionIds;
  if (asked.like !== undefined)
    await sql`UPDATE inspections SET object_key = (SELECT object_key FROM inspections WHERE id = ${asked.like})
      WHERE id = ${inspectionId}`.execute(platform.db);
  const id = platform.ids.next();
  const { action = 'rectify' } = asked;
  const finding: Finding = {
    id,
    itemKey: null,
    sheetVersionId: null,
    lineKey: null,
    text: asked.text,
    clauses: [{ law: '《中华人民共和国消防法》', article: '第二十八条' }],
    action,
    dueOn: action === 'rectify' ? addDays(platform.clock.today(), 10) : null,
    measures: '',
    isPublic: true,
    evidenceIds: [],
  };
  const { jurisdictionId } = cast.anLan;
  const of = { jurisdictionId, inspectionId, agencyId: cast[asked.by].agencyId };
  await inTransaction(platform.db, (tx) => saveFindings(tx, of, { round: 1, findings: [finding] }));
  return { inspectionId, findingId: id };
}

export interface Contradiction {
  /** The bureau's visit. */
  readonly inspectionId: string;
  readonly otherInspectionId: string;
  /** The bureau's demand and the brigade's. */
  readonly own: string;
  readonly other: string;
}

export async function plantContradiction(app: TestApp): Promise<Contradiction> {
  const own = await addDemand(app, { by: 'anLan', text: barred });
  const other = await addDemand(app, { like: own.inspectionId, by: 'otherAgency', text: unbarred });
  return {
    inspectionId: own.inspectionId,
    otherInspectionId: other.inspectionId,
    own: own.findingId,
    other: other.findingId,
  };
}

export function raise(app: TestApp, client: TestClient, findingIds: readonly string[], actionId?: string) {
  const contradiction = '一个要求加装防盗护栏，一个要求拆除。';
  return client.post('/api/coordinations', {
    actionId: actionId ?? app.actionId(),
    findingIds,
    contradiction,
  });
}

export async function move(
  app: TestApp,
  client: TestClient,
  of: { id: string; form: object; actionId?: string },
) {
  const found = await client.get(`/api/coordinations/${of.id}`);
  const actionId = of.actionId ?? app.actionId();
  const version = found.body.version ?? 0;
  return client.post(`/api/coordinations/${of.id}/moves`, { actionId, version, form: of.form });
}

/** A ticket that the office took up, with five days for opinions. */
export async function takenUp(app: TestApp, planted: Contradiction): Promise<string> {
  const { own, other } = planted;
  const raised = await raise(app, await app.signIn('boWen'), [own, other]);
  const opinionsBy = addDays(app.platform.clock.today(), 5);
  const office = await app.signIn('coordinator');
  await move(app, office, { id: raised.body.id, form: { move: 'takeUp', opinionsBy } });
  return raised.body.id as string;
}

export function say(app: TestApp, client: TestClient, id: string, actionId?: string) {
  const body = {
    actionId: actionId ?? app.actionId(),
    opinion: '本机关依据消防法提出，建议改为可开启式护栏。',
  };
  return client.post(`/api/coordinations/${id}/opinions`, body);
}
