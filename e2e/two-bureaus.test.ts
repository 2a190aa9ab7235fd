/**
 * The two bureaus of the source documents, each set up from nothing by somebody who has only the document: people,
 * item list, directories, rule book, the year's plan with its joint task, and the draw task that comes of it.
 */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe } from 'node:test';
import { registerPageText } from '@mingcha/core/registers/register-page-text.ts';
import type { Browser } from 'playwright-core';
import { startBrowser } from './screens.ts';
import {
  confirmDraw,
  confirmPart,
  drawFromPlan,
  openYear,
  propose,
  publishPlan,
  toldOfDraw,
} from './support/annual-plan.ts';
import { newProfile, pictureAll } from './support/browser.ts';
import {
  addAgency,
  addPeople,
  type Bureau,
  mayLead,
  type Office,
  openOffice,
  publishItems,
  publishRules,
  setUp,
  type Trio,
} from './support/bureau.ts';
import { form, importFile } from './support/desk.ts';
import { type RunningServer, startServer } from './support/running-server.ts';
import { journeySteps } from './support/steps.ts';

/** Steps of the joint inspection as the second document carries them over from another platform. */
const pastedSteps =
  '<ol style="list-style-type: none;"><li>1.各检查人员登录平台领取任务，打印检查单。</li><li>2.发起部门与配合部门联络确定检查时间，联合进入检查对象工作区。</li></ol>';

/** The plan that the office offers to open is this year's. */
const year = new Date().getUTCFullYear();

const jincheng: Bureau = {
  jurisdiction: '晋城市',
  divisionCode: '140500',
  name: '晋城市人民防空办公室',
  shortName: '晋城市人防办',
  level: 'prefecture',
  kind: 'civilAirDefence',
  sections: ['工程科', '法宣科', '标准事务中心'],
  preset: 'shanxi',
};
const jinzhou: Bureau = {
  jurisdiction: '晋州市',
  divisionCode: '130183',
  name: '晋州市应急管理局',
  shortName: '晋州市应急局',
  level: 'county',
  kind: 'emergency',
  sections: ['政策法规股', '安全生产监督管理股', '自然灾害防御股', '应急管理综合行政执法大队'],
  preset: 'hebei',
};
const brigade = {
  name: '晋城市城区消防救援大队',
  shortName: '城区消防大队',
  level: 'county',
  kind: 'fire',
  divisionCode: '140502',
  section: '监督执法科',
} as const;

interface Row {
  readonly name: string;
  readonly code: string;
}

function objectsFile(folder: string, rows: readonly Row[]): string {
  const lines = rows.map((row) => `${row.name},${row.code},虚构路,正常`);
  const path = join(folder, 'objects.csv');
  writeFileSync(path, `\uFEFF${['名称,编号,地址,状态', ...lines].join('\r\n')}\r\n`);
  return path;
}

function peopleFile(folder: string, agency: string, section: string): string {
  const lines = Array.from(
    { length: 8 },
    (_, i) => `${section}人员${i + 1},${agency}-${i + 1},${section},消防监督,2031年12月31日,在岗`,
  );
  const path = join(folder, `${agency}.csv`);
  writeFileSync(path, `\uFEFF${['姓名,执法证号,科室,专业,有效期至,状态', ...lines].join('\r\n')}\r\n`);
  return path;
}

interface Stage {
  readonly step: (sentence: string, work: (office: Office) => Promise<void>) => void;
  readonly browser: () => Browser;
}

/** One bureau, one empty installation; after a failed step the rest is not tried. */
function bureauJourney(title: string, tell: (stage: Stage) => void): void {
  describe(title, () => {
    let server: RunningServer;
    let browser: Browser;
    let office: Office;
    before(async () => {
      [server, browser] = await Promise.all([startServer({ demo: false }), startBrowser()]);
      office = openOffice(server, browser);
    });
    after(async () => {
      await browser.close();
      await server.remove();
    });
    const plain = journeySteps(() => pictureAll(browser, 'two-bureaus'));
    const step: Stage['step'] = (sentence, work) => plain(sentence, () => work(office));
    tell({ step, browser: () => browser });
  });
}

/** What everybody may read without signing in. */
async function portalShows(browser: Browser, address: string, text: string): Promise<void> {
  const page = await (await newProfile(browser)).newPage();
  await page.goto(address);
  await page.getByText(text).first().waitFor();
  await page.context().close();
}

bureauJourney('the civil air defence office of Jincheng', ({ step, browser }) => {
  const trio: Trio = { section: 'wen', legal: 'xu', head: 'zhao' };
  const fire: Trio = { section: 'han', legal: 'fang', head: 'gong' };
  let plan: string;

  step('the assistant makes the office, its sections and three administrators', (office) =>
    setUp(office, browser(), jincheng),
  );

  step(
    'the administrator adds the fire brigade and everybody’s accounts, each confirmed by a second one',
    async (office) => {
      await addAgency(office, brigade);
      const own = { agency: jincheng.name, section: '工程科' };
      const theirs = { agency: brigade.name, section: brigade.section };
      await addPeople(office, [
        { ...own, name: '温卫东', signInName: 'wen', role: 'sectionOfficer' },
        { ...own, name: '许文博', signInName: 'xu', section: '法宣科', role: 'legalOfficer' },
        { ...own, name: '赵长河', signInName: 'zhao', role: 'agencyHead' },
        { ...theirs, name: '韩秀梅', signInName: 'han', role: 'sectionOfficer' },
        { ...theirs, name: '方雪芹', signInName: 'fang', role: 'legalOfficer' },
        { ...theirs, name: '龚大伟', signInName: 'gong', role: 'agencyHead' },
      ]);
    },
  );

  step('both item lists are typed, reviewed, approved and published', async (office) => {
    await publishItems(office, trio, [
      {
        name: '人民防空工程维护管理情况的检查',
        category: '人防工程',
        content: '工程结构、防护设备和内部设备的维护管理情况',
        law: '中华人民共和国人民防空法',
        article: '第二十五条',
      },
    ]);
    await publishItems(office, fire, [
      {
        name: '单位消防安全责任落实情况的检查',
        category: '消防监督',
        content: '消防设施器材、疏散通道和用火用电情况',
        law: '中华人民共和国消防法',
        article: '第十六条',
      },
    ]);
    await portalShows(browser(), `${office.server.base}/p/items`, jincheng.name);
  });

  step('the 37 objects and the inspectors of both agencies are imported', async (office) => {
    const { base, folder } = office.server;
    const works = Array.from({ length: 37 }, (_, i) => ({ name: `人防工程${i + 1}号`, code: `RF-${i + 1}` }));
    const section = await office.desk('wen');
    const objects = { kind: 'objects', path: objectsFile(folder, works) } as const;
    assert.equal(await importFile(section, base, objects), 37);
    const own = { kind: 'inspectors', path: peopleFile(folder, 'RFB', '工程科') } as const;
    assert.equal(await importFile(section, base, own), 8);
    const theirs = { kind: 'inspectors', path: peopleFile(folder, 'XFD', brigade.section) } as const;
    assert.equal(await importFile(await office.desk('han'), base, theirs), 8);
  });

  step('the rule book is made from the province’s package and published', (office) =>
    publishRules(office, trio, jincheng.preset),
  );

  step(
    'the joint entry of 15 % is proposed, the plan is checked, approved, filed and published',
    async (office) => {
      plan = await openYear(office, trio, year);
      await propose(office, plan, {
        by: 'wen',
        item: '人民防空工程维护管理情况的检查',
        scene: '人防工程',
        percent: '15',
        from: `${year}-04-01`,
        to: `${year}-11-30`,
        partner: brigade.name,
        steps: pastedSteps,
        requirements: '（一）严守工作纪律。（二）加强组织协调。',
      });
      await publishPlan(office, plan, trio);
      await confirmPart(office, 'fang');
      await portalShows(browser(), `${office.server.base}/p/plans`, jincheng.name);
    },
  );

  step(
    'the plan’s title is made of its own agency and year, and the pasted markup is gone',
    async (office) => {
      const legal = await office.desk('xu');
      const reply = await legal.request.get(`${office.server.base}/api${plan}`);
      const view = (await reply.json()) as {
        readonly title: string;
        readonly entries: readonly {
          readonly fields: { readonly steps: string; readonly drawLevel: string };
          readonly title: { zh: string };
        }[];
      };
      assert.ok(view.title.startsWith(`${jincheng.name}${year}年`), view.title);
      const [entry] = view.entries;
      assert.match(entry?.title.zh ?? '', new RegExp(`${jincheng.name}${year}年.*人防工程`));
      assert.equal(entry?.fields.drawLevel, 'prefecture');
      assert.equal(entry?.fields.steps.includes('<'), false);
      assert.match(entry?.fields.steps ?? '', /领取任务/);
    },
  );

  step('the draw task comes of the plan with window, ratio, pool and partner filled in', async (office) => {
    await drawFromPlan(office, trio.legal, async (page) => {
      await page.getByRole('checkbox', { name: brigade.name, exact: true }).waitFor();
      assert.ok(await page.getByRole('checkbox', { name: brigade.name, exact: true }).isChecked());
    });
    const legal = await office.desk(trio.legal);
    // 15 % of 37 is 5.55, and this province's package rounds to the nearest
    await legal.getByText('37 × 15% = 5.55 → 6', { exact: true }).waitFor();
  });

  step('the check names what is still missing, and is confirmed once that is done', async (office) => {
    const legal = await office.desk(trio.legal);
    const confirm = legal.getByRole('button', { name: form.confirmCheck, exact: true });
    await legal.getByText(registerPageText.zh.canLead).first().waitFor();
    assert.ok(await confirm.isDisabled());
    await mayLead(office, trio.section, '工程科人员1');
    await toldOfDraw(office, fire.legal);
    await confirmDraw(office, trio.legal);
  });
});

bureauJourney('the emergency bureau of Jinzhou', ({ step, browser }) => {
  const trio: Trio = { section: 'gao', legal: 'su', head: 'qin' };
  let plan: string;

  step('the assistant and the administrators bring everybody in', async (office) => {
    await setUp(office, browser(), jinzhou);
    const own = { agency: jinzhou.name, section: '政策法规股' };
    await addPeople(office, [
      { ...own, name: '高海涛', signInName: 'gao', section: '安全生产监督管理股', role: 'sectionOfficer' },
      { ...own, name: '苏晓燕', signInName: 'su', role: 'legalOfficer' },
      { ...own, name: '秦国栋', signInName: 'qin', role: 'agencyHead' },
    ]);
  });

  step('item list and rule book are published', async (office) => {
    await publishItems(office, trio, [
      {
        name: '安全生产责任制落实情况的检查',
        category: '工贸',
        content: '全员安全生产责任制的建立、落实和考核情况',
        law: '中华人民共和国安全生产法',
        article: '第二十二条',
      },
      {
        name: '危险化学品安全管理情况的检查',
        category: '危险化学品',
        content: '危险化学品储存、使用和经营情况',
        law: '危险化学品安全管理条例',
        article: '第二十四条',
      },
    ]);
    await publishRules(office, trio, jinzhou.preset);
    await portalShows(browser(), `${office.server.base}/p/rules`, jinzhou.name);
  });

  step(
    'directories are imported, and the plan goes from the section’s proposal to its publication',
    async (office) => {
      const { base, folder } = office.server;
      const section = await office.desk('gao');
      const units = Array.from({ length: 120 }, (_, i) => ({
        name: `晋州虚构企业${i + 1}号`,
        code: `QY-${i + 1}`,
      }));
      assert.equal(
        await importFile(section, base, { kind: 'objects', path: objectsFile(folder, units) }),
        120,
      );
      const people = peopleFile(folder, 'YJ', '安全生产监督管理股');
      assert.equal(await importFile(section, base, { kind: 'inspectors', path: people }), 8);
      plan = await openYear(office, trio, year);
      await propose(office, plan, {
        by: 'gao',
        item: '安全生产责任制落实情况的检查',
        scene: '工贸',
        percent: '5',
        from: `${year}-03-01`,
        to: `${year}-11-30`,
        partner: null,
        steps: '1.出示证件。2.对照检查单检查。',
        requirements: '廉洁自律，文明执法。',
      });
      await publishPlan(office, plan, trio);
      await portalShows(browser(), `${base}/p/plans`, jinzhou.name);
    },
  );

  step('a draw of the plan passes its check as soon as somebody may lead a team', async (office) => {
    await mayLead(office, trio.section, '安全生产监督管理股人员1');
    await drawFromPlan(office, trio.legal, (page) =>
      page
        .locator('option:checked', { hasText: '安全生产责任制落实情况的检查' })
        .first()
        .waitFor({ state: 'attached' }),
    );
    await confirmDraw(office, trio.legal);
  });
});
