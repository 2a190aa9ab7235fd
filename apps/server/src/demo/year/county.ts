/**
 * An invented county for the simulated year: agencies with sections, people with accounts, and what each agency has before
 * its plan: rule book, item list, inspectors, objects. Everything that a person enters goes through the services.
 */
import { addDays } from '@mingcha/core/common/plain-date.ts';
import type { Actor, Role } from '@mingcha/core/common/roles.ts';
import { objectFields } from '@mingcha/core/registers/object.ts';
import { presetRules } from '@mingcha/core/registers/rules/presets-form.ts';
import {
  insertAccount,
  insertAgency,
  insertCredential,
  insertJurisdiction,
  insertSection,
} from '../../platform/auth/organisation.queries.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import type { Platform } from '../../platform/platform.ts';
import { createInspector } from '../../registers/inspector.service.ts';
import { tieAccount } from '../../registers/inspectors/account-tie.service.ts';
import { createItem } from '../../registers/items/item.service.ts';
import { createItemList, stepItemList } from '../../registers/items/item-list.service.ts';
import { createObject } from '../../registers/object.service.ts';
import { createRuleBook, saveRuleBook, stepRuleBook } from '../../registers/rules/rule-book.service.ts';
import { creditCode, personName, spread, unitWord } from '../invented.ts';
import { must } from '../must.ts';
import type { Chance } from './chance.ts';
import { fields, trades, yearItem } from './county-words.ts';

const division = '139981';

export interface Bureau {
  readonly name: string;
  readonly admin: Actor;
  readonly legal: Actor;
  readonly section: Actor;
  readonly head: Actor;
  /** With their entries in the directory, in the same order. */
  readonly inspectors: readonly Actor[];
  readonly inspectorIds: readonly string[];
  readonly objectIds: readonly string[];
}

export interface County {
  readonly jurisdictionId: string;
  readonly bureaus: readonly Bureau[];
  readonly coordinator: Actor;
  readonly auditor: Actor;
  readonly witness: Actor;
}

export interface CountySize {
  readonly agencies: number;
  readonly objects: number;
  readonly inspectorsEach: number;
}

/** Builds all of it; `passwordHash` belongs to everybody, whose sign-in names are `b1.legal`, `b1.i3` and the like. */
export async function loadCounty(
  platform: Platform,
  of: { readonly size: CountySize; readonly chance: Chance; readonly passwordHash: string },
): Promise<County> {
  const { size } = of;
  const jurisdictionId = platform.ids.next();
  const placed = await inTransaction(platform.db, async (tx) => {
    await insertJurisdiction(tx, { id: jurisdictionId, divisionCode: division, name: '青禾县' });
    const agencies: PlacedAgency[] = [];
    for (let n = 0; n < size.agencies; n += 1)
      agencies.push(await placeAgency(tx, platform, { ...of, jurisdictionId, n }));
    return agencies;
  });
  const bureaus: Bureau[] = [];
  for (const [n, agency] of placed.entries()) {
    await publishRules(platform, agency);
    await publishItems(platform, agency);
    const inspectorIds = await enterInspectors(platform, agency);
    const share =
      Math.floor(((n + 1) * size.objects) / size.agencies) - Math.floor((n * size.objects) / size.agencies);
    const objectIds = await enterObjects(platform, agency, { n, count: share, chance: of.chance });
    bureaus.push({ ...agency, inspectorIds, objectIds });
  }
  const [first] = placed;
  if (first === undefined) throw new Error('a county has agencies');
  return { jurisdictionId, bureaus, ...first.watchers };
}

interface PlacedAgency extends Omit<Bureau, 'inspectorIds' | 'objectIds'> {
  readonly watchers: Pick<County, 'coordinator' | 'auditor' | 'witness'>;
}

async function placeAgency(
  tx: Tx,
  platform: Platform,
  of: {
    readonly jurisdictionId: string;
    readonly n: number;
    readonly size: CountySize;
    readonly passwordHash: string;
  },
): Promise<PlacedAgency> {
  const { jurisdictionId, n, size } = of;
  const agencyId = platform.ids.next();
  const field = fields[n % fields.length] ?? '应急管理';
  const round = Math.floor(n / fields.length);
  const name = `青禾县${field}${round === 0 ? '局' : `第${round + 1}分局`}`;
  await insertAgency(tx, {
    jurisdictionId,
    id: agencyId,
    parentId: null,
    name,
    shortName: name.slice(3),
    level: 'county',
    kind: 'emergency',
    divisionCode: division,
    phone: `0000-${String(8_000_000 + n)}`,
    complaintPhone: '12345',
  });
  const lawSection = platform.ids.next();
  const businessSection = platform.ids.next();
  await insertSection(tx, { jurisdictionId, id: lawSection, agencyId, name: '政策法规股' });
  await insertSection(tx, { jurisdictionId, id: businessSection, agencyId, name: '监督管理股' });
  const home = { jurisdictionId, agencyId, passwordHash: of.passwordHash, agency: n + 1 };
  let people = n * (size.inspectorsEach + 4);
  const person = (key: string, role: Role, sectionId: string | null): Promise<Actor> => {
    people += 1;
    return openAccount(tx, platform, { ...home, name: personName(people), key, role, sectionId });
  };
  const admin = await person('admin', 'administrator', null);
  const legal = await person('legal', 'legalOfficer', lawSection);
  const section = await person('section', 'sectionOfficer', businessSection);
  const head = await person('head', 'agencyHead', null);
  const watchers = {
    coordinator: n === 0 ? await person('coordinator', 'coordinator', null) : admin,
    auditor: n === 0 ? await person('auditor', 'auditor', null) : admin,
    witness: n === 0 ? await person('witness', 'witness', null) : admin,
  };
  const inspectors: Actor[] = [];
  for (let k = 0; k < size.inspectorsEach; k += 1)
    inspectors.push(await person(`i${k + 1}`, 'inspector', businessSection));
  // With the administrator the second of the two who confirm a restoration.
  if (n === 0) await person('auditadmin', 'auditAdministrator', null);
  return { name, admin, legal, section, head, inspectors, watchers };
}

async function openAccount(
  tx: Tx,
  platform: Platform,
  of: {
    readonly jurisdictionId: string;
    readonly agencyId: string;
    readonly sectionId: string | null;
    readonly passwordHash: string;
    readonly agency: number;
    readonly name: string;
    readonly key: string;
    readonly role: Role;
  },
): Promise<Actor> {
  const { jurisdictionId, agencyId, sectionId } = of;
  const actor: Actor = {
    accountId: platform.ids.next(),
    personName: of.name,
    jurisdictionId,
    agencyId,
    sectionId,
    roles: [of.role],
  };
  const at = platform.clock.now();
  await insertAccount(tx, { ...actor, id: actor.accountId, at });
  await insertCredential(tx, {
    signInName: `b${of.agency}.${of.key}`,
    jurisdictionId,
    accountId: actor.accountId,
    passwordHash: of.passwordHash,
    mustChange: false,
    expiresAt: null,
    at,
  });
  return actor;
}

type People = Pick<Bureau, 'legal' | 'section' | 'head' | 'name'>;
const way = ['submit', 'review', 'approve', 'publish'] as const;

/** Who takes each step of a document: the business section drafts, the legal section reviews and publishes, the head approves. */
function taker(people: People, step: (typeof way)[number]): Actor {
  if (step === 'submit') return people.section;
  return step === 'approve' ? people.head : people.legal;
}

async function publishRules(platform: Platform, people: People): Promise<void> {
  const actionId = () => platform.ids.next();
  const reason = '制定随机抽查工作细则';
  const made = must(
    await createRuleBook(platform, people.section, { actionId: actionId(), from: 'plain', reason }),
  );
  const preset = presetRules('plain');
  const rules = { ...preset, sampling: { ...preset.sampling, note: '模拟年度使用的比例。' } };
  const change = { actionId: actionId(), id: made.id, version: made.version, reason, rules };
  let { version } = must(await saveRuleBook(platform, people.section, change));
  for (const step of way) {
    const input = { actionId: actionId(), id: made.id, version, step, reason: '', place: place(step) };
    ({ version } = must(await stepRuleBook(platform, taker(people, step), input)));
  }
}

const place = (step: (typeof way)[number]) => (step === 'publish' ? '青禾县人民政府门户网站' : '');

async function publishItems(platform: Platform, people: People): Promise<void> {
  const list = must(
    await createItemList(platform, people.section, {
      actionId: platform.ids.next(),
      purpose: 'own',
      title: `${people.name}随机抽查事项清单`,
      issuer: '',
    }),
  );
  for (const [n, trade] of trades.entries())
    must(
      await createItem(platform, people.section, {
        actionId: platform.ids.next(),
        listId: list.id,
        fields: { ...yearItem(trade, people.name), code: String(n + 1), sectionId: people.section.sectionId },
      }),
    );
  let { version } = list;
  for (const step of way) {
    const input = {
      actionId: platform.ids.next(),
      id: list.id,
      version,
      step,
      reason: '',
      place: place(step),
    };
    ({ version } = must(await stepItemList(platform, taker(people, step), input)));
  }
}

async function enterInspectors(platform: Platform, agency: PlacedAgency): Promise<readonly string[]> {
  const ids: string[] = [];
  const today = platform.clock.today();
  for (const [k, account] of agency.inspectors.entries()) {
    const { id } = must(
      await createInspector(platform, agency.legal, {
        actionId: platform.ids.next(),
        fields: {
          name: account.personName,
          certificateNumber: `MN${account.accountId.slice(0, 4).toUpperCase()}${account.accountId.slice(-6).toUpperCase()}`,
          certificateValidTo: addDays(today, 900),
          specialities: [],
          areas: ['*'],
          canLead: k % 2 === 0,
          post: k % 2 === 0 ? '主办' : '协办',
          yearlyCap: null,
          priorLoad: 0,
          sectionId: account.sectionId,
          establishment: 'established',
          level: '一级主办',
          postSince: addDays(today, -700),
          qualifications: [],
        },
      }),
    );
    const tie = { actionId: platform.ids.next(), id, accountId: account.accountId };
    must(await tieAccount(platform, agency.legal, tie));
    ids.push(id);
  }
  return ids;
}

async function enterObjects(
  platform: Platform,
  agency: PlacedAgency,
  of: { readonly n: number; readonly count: number; readonly chance: Chance },
): Promise<readonly string[]> {
  const ids: string[] = [];
  const today = platform.clock.today();
  for (let i = 0; i < of.count; i += 1) {
    const serial = of.n * 1000 + i;
    const trade = trades[i % trades.length] ?? '工贸';
    const made = must(
      await createObject(platform, agency.section, {
        actionId: platform.ids.next(),
        fields: objectFields.parse({
          kind: 'enterprise',
          name: `青禾县${unitWord(i)}${trade}${String(serial)}号有限公司`,
          formerNames: [],
          uscc: creditCode(division, serial),
          registrationNumber: null,
          localCode: null,
          address: `青禾县${unitWord(i + 7)}路${String(i + 1)}号`,
          divisionCode: division,
          industry: trade,
          riskLevel: spread(i, [
            [10, 'major'],
            [20, 'higher'],
            [40, 'general'],
            [30, 'low'],
          ]),
          creditClass: spread(i + 5, [
            [40, 'A'],
            [40, 'B'],
            [15, 'C'],
            [5, 'D'],
          ]),
          creditClassOn: addDays(today, -100),
          tags: [],
          responsiblePerson: personName(serial),
          registeredOn: addDays(today, -900 - of.chance.roll(4000)),
          remark: '',
          sectionId: agency.section.sectionId,
          riskOn: addDays(today, -200),
        }),
      }),
    );
    ids.push(made.id);
  }
  return ids;
}
