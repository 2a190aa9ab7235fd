/** A bureau that begins with nothing but its own document: its first three administrators, its people, its papers. */
import assert from 'node:assert/strict';
import { accessText } from '@mingcha/core/common/access-text.ts';
import type { DocumentStep } from '@mingcha/core/common/document-flow.ts';
import { documentFlowText } from '@mingcha/core/common/document-flow-text.ts';
import { grantPageText } from '@mingcha/core/common/grant-page-text.ts';
import { systemPageText } from '@mingcha/core/common/system-page-text.ts';
import { uiText } from '@mingcha/core/common/ui-text.ts';
import { itemPageText } from '@mingcha/core/registers/items/item-page-text.ts';
import { itemText } from '@mingcha/core/registers/items/item-text.ts';
import { libraryPageText } from '@mingcha/core/registers/library/library-page-text.ts';
import { rulePageText } from '@mingcha/core/registers/rules/rule-page-text.ts';
import { setupText } from '@mingcha/core/setup/setup-text.ts';
import type { Browser, Page } from 'playwright-core';
import { firstSignIn, newProfile } from './browser.ts';
import type { RunningServer } from './running-server.ts';

const setup = setupText.zh;
const system = systemPageText.zh;
const access = accessText.zh;
const grants = grantPageText.zh;
const items = itemPageText.zh;
const field = itemText.zh;
const library = libraryPageText.zh;
const rules = rulePageText.zh;
const flow = documentFlowText.zh;
const ui = uiText.zh;

export type RoleName = 'legalOfficer' | 'sectionOfficer' | 'agencyHead';

export interface Bureau {
  readonly jurisdiction: string;
  readonly divisionCode: string;
  readonly name: string;
  readonly shortName: string;
  readonly level: string;
  readonly kind: string;
  readonly sections: readonly string[];
  readonly preset: 'hebei' | 'shanxi';
}

export interface Newcomer {
  readonly name: string;
  readonly signInName: string;
  readonly agency: string;
  readonly section: string;
  readonly role: RoleName;
}

/** Everybody's desk: each person has a browser profile of the own. */
export interface Office {
  readonly server: RunningServer;
  readonly desk: (signInName: string) => Promise<Page>;
  readonly passwords: Map<string, string>;
}

export function openOffice(server: RunningServer, browser: Browser): Office {
  const passwords = new Map<string, string>();
  const desks = new Map<string, Page>();
  const desk = async (signInName: string): Promise<Page> => {
    const known = desks.get(signInName);
    if (known !== undefined) return known;
    const page = await (await newProfile(browser)).newPage();
    await page.goto(`${server.base}/`);
    const handedOver = { ...server, oneTimePassword: (name: string) => passwords.get(name) ?? '' };
    await firstSignIn(page, handedOver, signInName);
    desks.set(signInName, page);
    return page;
  };
  return { server, desk, passwords };
}

async function fill(page: Page, fields: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, text] of Object.entries(fields))
    await page.getByLabel(label, { exact: true }).fill(text);
}

export const press = (page: Pick<Page, 'getByRole'>, name: string) =>
  page.getByRole('button', { name, exact: true }).click();
export const stands = (page: Page, title: string) =>
  page.getByRole('heading', { name: title, exact: true }).waitFor();
const oneTime = (text: string) => /[\w]{4}-[\w]{4}-[\w]{4}/.exec(text)?.[0] ?? '';

/** The assistant's five steps; the three administrators sign in as `guan`, `an` and `shen`. */
export async function setUp(office: Office, browser: Browser, bureau: Bureau): Promise<void> {
  const { server, passwords } = office;
  const page = await (await newProfile(browser)).newPage();
  await page.goto(`${server.base}/`);
  await stands(page, setup.title);
  await fill(page, { [setup.code]: server.setupCode() });
  await press(page, setup.next);
  await stands(page, setup['step.place']);
  await fill(page, {
    [setup.jurisdictionName]: bureau.jurisdiction,
    [setup.divisionCode]: bureau.divisionCode,
    [setup.agencyName]: bureau.name,
    [setup.shortName]: bureau.shortName,
  });
  await page.getByLabel(setup.level, { exact: true }).selectOption(bureau.level);
  await page.getByLabel(setup.kind, { exact: true }).selectOption(bureau.kind);
  await press(page, setup.next);
  await stands(page, setup['step.sections']);
  await page.getByLabel(setup.sections).fill(bureau.sections.join('\n'));
  await press(page, setup.next);
  await stands(page, setup['step.administrators']);
  const three = [
    ['role.administrator', '管平', 'guan'],
    ['role.securityAdministrator', '安固', 'an'],
    ['role.auditAdministrator', '沈明', 'shen'],
  ] as const;
  for (const [role, name, signInName] of three) {
    const group = page.getByRole('group', { name: setup[role], exact: true });
    await group.getByLabel(setup.personName, { exact: true }).fill(name);
    await group.getByLabel(setup.signInName, { exact: true }).fill(signInName);
  }
  await press(page, setup.next);
  await stands(page, setup['step.rules']);
  await page.getByLabel(setup[`preset.${bureau.preset}`]).check();
  await press(page, setup.finish);
  await stands(page, setup.doneTitle);
  for (const [role, , signInName] of three) {
    const slip = page.getByRole('region', { name: access[role], exact: true });
    passwords.set(signInName, oneTime(await slip.innerText()));
  }
  await page.context().close();
}

/** One more agency of the jurisdiction with one section. */
export async function addAgency(
  office: Office,
  agency: Pick<Bureau, 'name' | 'shortName' | 'level' | 'kind' | 'divisionCode'> & {
    readonly section: string;
  },
): Promise<void> {
  const page = await office.desk('guan');
  await page.goto(`${office.server.base}/agencies/new`);
  await stands(page, system.agencyNew);
  await page.locator('#field-name').fill(agency.name);
  await page.locator('#field-shortName').fill(agency.shortName);
  await page.locator('#field-level').selectOption(agency.level);
  await page.locator('#field-kind').selectOption(agency.kind);
  await page.locator('#field-divisionCode').fill(agency.divisionCode);
  await page.locator('button[type=submit]').click();
  await page.getByText(agency.name).first().click();
  await page.getByLabel(system.sectionNew, { exact: true }).fill(agency.section);
  await page.getByLabel(system.sectionNew, { exact: true }).press('Enter');
  await page.getByText(agency.section, { exact: true }).waitFor();
}

/** The administrator opens all accounts; then the security administrator confirms each of them. */
export async function addPeople(office: Office, people: readonly Newcomer[]): Promise<void> {
  for (const who of people) await openAccount(office, who);
  const security = await office.desk('an');
  await security.goto(`${office.server.base}/account-grants`);
  for (const { name } of people) {
    const row = security.getByRole('row').filter({ hasText: name });
    await row.getByRole('button', { name: grants.approve, exact: true }).click();
    await row.waitFor({ state: 'detached' });
  }
  await security.getByText(grants.emptyWaiting).waitFor();
}

async function openAccount({ server, desk, passwords }: Office, who: Newcomer): Promise<void> {
  const page = await desk('guan');
  await page.goto(`${server.base}/accounts/new`);
  await fill(page, { [system.personName]: who.name, [system.signInName]: who.signInName });
  await page.locator('#field-agencyId').selectOption({ label: who.agency });
  await page.locator('#field-sectionId').selectOption({ label: who.section });
  await page.getByLabel(access[`role.${who.role}`]).check();
  await press(page, system.accountNew);
  const slip = page.getByRole('region', { name: system.slipTitle, exact: true });
  const password = oneTime(await slip.innerText());
  assert.notEqual(password, '');
  passwords.set(who.signInName, password);
}

/** Takes one step of a document on its page, and waits until it is on record. */
export async function takeStep(page: Page, step: DocumentStep): Promise<void> {
  await press(page, flow[`step.${step}`]);
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: flow[`step.${step}`], exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('list', { name: flow.history }).getByText(flow[`done.${step}`]).last().waitFor();
}

/** Who takes a document which step: its section, the legal section and the head. */
export interface Trio {
  readonly section: string;
  readonly legal: string;
  readonly head: string;
}

/** From submission to publication, each step at the desk of whose duty it is. */
export async function publish(office: Office, path: string, who: Trio): Promise<void> {
  const way = [
    [who.section, 'submit'],
    [who.legal, 'review'],
    [who.head, 'approve'],
    [who.legal, 'publish'],
  ] as const;
  for (const [name, step] of way) {
    const page = await office.desk(name);
    await page.goto(office.server.base + path);
    await takeStep(page, step);
  }
}

export interface ItemWish {
  readonly name: string;
  readonly category: string;
  readonly content: string;
  readonly law: string;
  readonly article: string;
}

/** A first item list, typed item by item, and brought to publication. */
export async function publishItems(office: Office, who: Trio, wishes: readonly ItemWish[]): Promise<void> {
  const { base } = office.server;
  const page = await office.desk(who.section);
  await page.goto(`${base}/item-lists`);
  await press(page, items.startFirst);
  await page.getByRole('dialog').getByRole('button', { name: items.create, exact: true }).click();
  await page.waitForURL(/item-lists\/[0-9a-f-]{36}$/);
  const path = new URL(page.url()).pathname;
  for (const wish of wishes) {
    await page.getByRole('link', { name: items.addItem, exact: true }).click();
    await page.locator('#field-name').fill(wish.name);
    await page.locator('#field-category').fill(wish.category);
    await page.locator('#field-content').fill(wish.content);
    await press(page, library.typeBasis);
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(library.law, { exact: true }).fill(wish.law);
    await dialog.locator('#field-basis-article').fill(wish.article);
    await dialog.getByRole('button', { name: library.addBasis, exact: true }).click();
    await page.getByRole('group', { name: field['field.methods'] }).getByRole('checkbox').first().check();
    await press(page, ui.save);
    await page.waitForURL(`${base}${path}`);
    await page.getByText(wish.name).first().waitFor();
  }
  await publish(office, path, who);
}

/** A rule book out of the province's data package, brought to publication. */
export async function publishRules(office: Office, who: Trio, preset: Bureau['preset']): Promise<void> {
  const { base } = office.server;
  const page = await office.desk(who.section);
  await page.goto(`${base}/rule-books`);
  await stands(page, rules.ruleBooks);
  const own = page.getByRole('row').nth(1);
  await own.or(page.getByText(rules.noneYet)).first().waitFor();
  if (await page.getByText(rules.noneYet).isVisible()) {
    await press(page, rules.newVersion);
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(rules[`from.${preset}`]).check();
    await dialog.getByLabel(rules.reason, { exact: true }).fill('按本省细则制定');
    await dialog.getByRole('button', { name: rules.newVersion, exact: true }).click();
    await page.waitForURL(/rule-books\/[0-9a-f-]{36}\/edit$/);
    await publish(office, new URL(page.url()).pathname.replace(/\/edit$/, ''), who);
    return;
  }
  await own.getByRole('button').first().click();
  await page.waitForURL(/rule-books\/[0-9a-f-]{36}/);
  await publish(office, new URL(page.url()).pathname, who);
}

/** Somebody who may take the seat of the team's leader; no roster has a column for it. */
export async function mayLead(office: Office, by: string, name: string): Promise<void> {
  const page = await office.desk(by);
  await page.goto(`${office.server.base}/inspectors`);
  await page.getByRole('row').filter({ hasText: name }).getByRole('button').first().click();
  await page.getByRole('link', { name: ui.edit, exact: true }).click();
  await page.waitForURL(/inspectors\/[0-9a-f-]{36}\/edit$/);
  await page.locator('#field-canLead').check();
  await press(page, ui.save);
  await page.waitForURL(/inspectors\?open=/);
}
