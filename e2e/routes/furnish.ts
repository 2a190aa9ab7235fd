/**
 * What the demo leaves for people to do by themselves, done by requests before all pages are looked at: files read in,
 * figures kept, an evaluator let in. So that no page is seen empty only.
 */
import { randomUUID } from 'node:crypto';
import { claimedVisits } from '../support/field-task.ts';
import type { Office } from '../support/office.ts';
import { done, type Person } from '../support/person.ts';

/** Account of the one evaluator. */
export const evaluator = 'pinggu.2026';

const file = (name: string, lines: readonly string[]) => ({
  name,
  bytes: new TextEncoder().encode(`${lines.join('\n')}\n`),
});

const upload = async (person: Person, path: string, of: ReturnType<typeof file>): Promise<{ id: string }> =>
  done(await person.upload(`${path}?${new URLSearchParams({ actionId: randomUUID() })}${extra(path)}`, of));

/** The roster says which register it is for. */
const extra = (path: string): string => (path === '/api/imports' ? '&kind=inspectors' : '');

/** Ids of what nobody can find again in a list. */
export interface Furnished {
  readonly itemImport: string;
  /** A visit that the inspector of the first bureau has claimed. */
  readonly visit: string;
}

/** Once, before `allPlaces`. */
export async function furnish(office: Office): Promise<Furnished> {
  const legal = await office.as('jz.legal');
  await upload(
    legal,
    '/api/imports',
    file('名录.csv', [
      '姓名,执法证号,科室,专业,有效期至,状态',
      '检查员甲,YJ-0901,综合科,危险化学品,2031年12月31日,在岗',
      '检查员乙,YJ-0902,综合科,工贸,2031年12月31日,在岗',
    ]),
  );
  await upload(
    legal,
    '/api/personnel-feeds',
    file('人员.csv', ['姓名,执法证号,单位,有效期至', '康志强,YJ-0001,晋州市应急管理局,2031年12月31日']),
  );
  const list = done(
    await legal.post('/api/item-lists', { purpose: 'own', title: '随机抽查事项清单（修订）' }),
  ) as {
    id: string;
  };
  const read = await upload(
    legal,
    `/api/item-lists/${list.id}/imports`,
    file('清单.csv', [
      '序号,抽查项目,抽查事项,检查对象,检查依据',
      '1,安全生产,应急预案备案,生产经营单位,安全生产法',
    ]),
  );
  done(await legal.post('/api/figures/saved', { title: '本年指标', from: '2026-01-01', to: '2026-12-31' }));
  await letEvaluatorIn(office);
  const inspector = await office.as('jz.inspector');
  const wish = { title: '节前安全专项检查', objects: 1, people: ['康志强', '田雨桐'] };
  const [visit = ''] = await claimedVisits({ legal, inspector }, wish);
  return { itemImport: read.id, visit };
}

async function letEvaluatorIn(office: Office): Promise<void> {
  const coordinator = await office.as('jz.coordinator');
  const { rows } = done(await coordinator.get('/api/audit/agencies')) as { rows: { id: string }[] };
  const opened = done(
    await coordinator.post('/api/evaluations', {
      title: '双随机抽查第三方评估',
      organisation: '某大学评估中心',
      personName: '评估员甲',
      signInName: evaluator,
      agencyIds: rows.map(({ id }) => id),
      from: '2020-01-01',
      to: '2090-12-31',
      endsOn: new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10),
    }),
  ) as { oneTimePassword: string };
  const security = await office.as('jz.security');
  const { rows: waiting } = done(await security.get('/api/account-grants?limit=50')) as {
    rows: { id: string; account: { signInName: string } }[];
  };
  const grant = waiting.find((each) => each.account.signInName === evaluator);
  done(
    await security.post(`/api/account-grants/${grant?.id ?? ''}/decision`, {
      decision: 'approved',
      reason: '',
    }),
  );
  await office.meet(evaluator, opened.oneTimePassword);
}
