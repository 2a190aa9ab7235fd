/** Where the ids in addresses come from, page by page; lists of the same name as the page need no line here. */
import { indicatorKeys } from '@mingcha/core/oversight/figures/indicators.ts';
import { demoPhone } from '../../apps/server/src/demo/enterprise.ts';
import { done, holder } from '../support/person.ts';
import type { RunningServer } from '../support/running-server.ts';
import type { Furnished } from './furnish.ts';

/** What a GET answers; undefined body where it is refused. */
// Replies of every shape.
// oxlint-disable-next-line typescript/no-explicit-any
export type Ask = (path: string) => Promise<any>;

/** Values of an address's parameters; null where nothing is there. */
export type Values = Readonly<Record<string, string>>;

type Find = (ask: Ask, furnished: Furnished) => Promise<Values | null>;

interface Reply {
  readonly rows?: readonly Row[];
}

type Row = Readonly<Record<string, unknown>>;

async function rowsOf(ask: Ask, list: string): Promise<readonly Row[]> {
  const body = (await ask(list)) as Reply | undefined;
  return body?.rows ?? [];
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Every text of a row is a value: `$kind` and `$id` find their own; what has no id of its own lends that of its matter. */
function valuesOf(row: Row): Values {
  const texts = Object.entries(row).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  const id = row['id'] ?? row['findingId'] ?? row['objectId'];
  return { ...Object.fromEntries(texts), ...(typeof id === 'string' ? { id } : {}) };
}

/** The first row of this list. */
export const firstRow =
  (list: string): Find =>
  async (ask) => {
    const [row] = await rowsOf(ask, list);
    return row === undefined ? null : valuesOf(row);
  };

/** The first row's, for a list that has no row of its own in a state in which the page shows something. */
const firstOf =
  (list: string, fits: (row: Row) => boolean): Find =>
  async (ask) => {
    const row = (await rowsOf(ask, list)).find(fits);
    return row === undefined ? null : valuesOf(row);
  };

/** A value, wherever it stands in a reply. */
export function valueIn(body: unknown, name: string): string | null {
  if (typeof body !== 'object' || body === null) return null;
  const own = (body as Row)[name];
  if (typeof own === 'string' && own !== '') return own;
  for (const part of Object.values(body)) {
    const found = valueIn(part, name);
    if (found !== null) return found;
  }
  return null;
}

/** A sheet's page shows one version of it; a draft, which may be changed, is taken first. */
const latestSheet: Find = async (ask) => {
  const versions = (await rowsOf(ask, '/api/sheets')).map((row) => row['latest'] as Row);
  const version = versions.find((each) => each['state'] === 'draft') ?? versions[0];
  return version === undefined ? null : valuesOf(version);
};

/** By the page's id in the office. */
export const findersOfOffice: Readonly<Record<string, Find>> = {
  'itemImports.one': (_, { itemImport }) => Promise.resolve({ id: itemImport }),
  'credit.measureList': firstRow('/api/credit-measure-lists'),
  'items.one': async (ask, furnished) => {
    const [list] = await rowsOf(ask, '/api/item-lists');
    return firstRow(`/api/item-lists/${text(list?.['id'])}/items`)(ask, furnished);
  },
  'sheets.one': latestSheet,
  'sheets.edit': latestSheet,
  'personnel.feed': firstRow('/api/personnel-feeds'),
  'training.course': firstOf('/api/training-courses', (row) => Number(row['people']) > 0),
  'training.edit': firstRow('/api/training-courses'),
  'training.bank': firstRow('/api/question-banks'),
  'calendar.enter': () => Promise.resolve({ year: String(new Date().getFullYear() + 1) }),
  'plans.entryEdit': async (ask) => {
    for (const plan of await rowsOf(ask, '/api/plans')) {
      const id = text(plan['id']);
      const body = (await ask(`/api/plans/${id}`)) as { entries?: readonly Row[] } | undefined;
      const entry = body?.entries?.find((each) => each['state'] === 'draft') ?? body?.entries?.[0];
      if (entry !== undefined) return { id, entry: text(entry['id']) };
    }
    return null;
  },
  'draws.edit': firstOf('/api/draws', (row) => row['state'] === 'draft' || row['state'] === 'checked'),
  'draws.ceremony': firstOf('/api/draws', (row) => row['state'] !== 'released'),
  'tasks.dispatch': async (ask) => {
    const [row] = await rowsOf(ask, '/api/pending-dispatches');
    return row === undefined ? null : valuesOf(row['source'] as Row);
  },
  'myTraining.test': async (ask) => {
    const body = (await ask('/api/my-training')) as { courses?: readonly Row[] } | undefined;
    const course = body?.courses?.find((each) => each['test'] !== null);
    return course === undefined ? null : valuesOf(course);
  },
  'inspections.batch': async (ask) => {
    const [row] = await rowsOf(ask, '/api/inspections?of=own');
    return row === undefined ? null : { taskId: text(row['taskId']) };
  },
  'audit.draw': firstRow('/api/draws'),
  'figures.table': () => Promise.resolve({ indicator: indicatorKeys[0] }),
};

export interface PublicWorld {
  readonly ask: Ask;
  readonly asOfficer: Ask;
  readonly server: RunningServer;
  readonly furnished: Furnished;
}

type FindPublic = (world: PublicWorld) => Promise<Values | null>;

const publicRow =
  (list: string): FindPublic =>
  ({ ask, furnished }) =>
    firstRow(list)(ask, furnished);

/** From the links of a page of the server: the first whose address has this form. */
const linked =
  (page: string, form: RegExp): FindPublic =>
  async ({ server }) => {
    const html = await (await fetch(`${server.base}${page}`)).text();
    const found = form.exec(html)?.groups;
    return found === undefined ? null : { ...found };
  };

/** By the address as declared: pages of the server, of the portal and of the phone. */
export const findersOfPortal: Readonly<Record<string, FindPublic>> = {
  '/p/search': () => Promise.resolve({ '?': 'q=有限公司' }),
  '/p/units': linked('/p/records?kind=result', /href="\/p\/units\?(?<unit>name=[^"]+)"/),
  '/p/agencies/:id': linked('/p/agencies', /href="\/p\/agencies\/(?<id>[^"?]+)"/),
  '/p/articles/:id': linked('/p/articles', /href="\/p\/articles\/(?<id>[^"?]+)"/),
  '/p/records/:id': linked('/p/records?kind=result', /href="\/p\/records\/(?<id>[^"?]+)"/),
  '/p/units/:code': linked('/p/search?q=有限公司', /href="\/p\/units\/(?<code>[^"?]+)"/),
  '/p/training/:id': linked('/p/training', /href="\/p\/training\/(?<id>[^"?]+)"/),
  '/p/forms/objection': async (world) => {
    const found = await linked('/p/records?kind=result', /href="\/p\/records\/(?<id>[^"?]+)"/)(world);
    return found === null ? null : { '?': `record=${found['id'] ?? ''}` };
  },
  '/p/draws/:id': publicRow('/api/public/draws'),
  '/p/plans/:id': publicRow('/api/public/plans'),
  '/p/rules/:id': publicRow('/api/public/rule-books'),
  '/p/items/:id': publicRow('/api/public/item-lists'),
  '/p/leniency/:id': publicRow('/api/public/leniency-lists'),
  '/p/rectify/:code': ordered((order) => ({ code: order['code'] ?? '' })),
  '/p/papers/:id': ordered((order) => ({ id: order['paperId'] ?? '' })),
  '/p/visits/:code': async ({ asOfficer }) => {
    for (const { id } of await rowsOf(asOfficer, '/api/inspections?limit=50')) {
      const code = valueIn(await asOfficer(`/api/inspections/${text(id)}/code`), 'code');
      if (code !== null && code.length < 20) return { code };
    }
    return null;
  },
  '/p/enterprise/visits/:id': ofEnterprise('/api/enterprise/visits'),
  '/p/enterprise/objections/:id': ownObjection,
  '/m/visits/:id': ({ furnished }) => Promise.resolve({ id: furnished.visit }),
};

/** From the first rectification that was ordered. */
function ordered(values: (order: Values) => Values): FindPublic {
  return async ({ asOfficer }) => {
    for (const { findingId } of await rowsOf(asOfficer, '/api/followups')) {
      const body = (await asOfficer(`/api/followups/${text(findingId)}`)) as
        | { order?: Row | null }
        | undefined;
      if (body?.order != null) return values(valuesOf(body.order));
    }
    return null;
  };
}

/** A list of the enterprise's centre, read with its own session. */
function ofEnterprise(list: string): FindPublic {
  return async (world) => {
    const enterprise = holder(world.server, await enterpriseSession(world));
    return firstRow(list)(async (path) => (await enterprise.get(path)).body as unknown, world.furnished);
  };
}

/** The enterprise objects to its own result, then the objection is found. */
async function ownObjection(world: PublicWorld): Promise<Values | null> {
  const enterprise = holder(world.server, await enterpriseSession(world));
  const { rows } = done(await enterprise.get('/api/enterprise/visits')) as { rows: { id: string }[] };
  for (const { id } of rows) {
    const publicationId = valueIn(
      done(await enterprise.get(`/api/enterprise/visits/${id}`)),
      'publicationId',
    );
    if (publicationId === null) continue;
    const said = {
      name: '石磊',
      phone: '13900000001',
      address: '',
      grounds: '检查当日已经改正，有照片为证。',
    };
    return done(await enterprise.post('/api/enterprise/objections', { publicationId, ...said })) as Values;
  }
  return null;
}

const sessions = new Map<string, string>();

/** Signs the demo's enterprise in, once a server; gives its cookie. */
export async function enterpriseSession({ asOfficer, server }: PublicWorld): Promise<string> {
  const known = sessions.get(server.base);
  if (known !== undefined) return known;
  const creditCode = valueIn(await asOfficer('/api/enterprise-corrections?of=open'), 'creditCode');
  const reply = await fetch(`${server.base}/api/enterprise/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
    body: JSON.stringify({
      creditCode,
      phone: demoPhone,
      password: server.oneTimePassword(creditCode ?? ''),
    }),
  });
  if (!reply.ok) throw new Error(`the enterprise was not let in: ${await reply.text()}`);
  const session = (reply.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  sessions.set(server.base, session);
  return session;
}
