/** Column recognition: the layouts people have, and what must never be imported. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { columnText } from './column-text.ts';
import {
  type ColumnSample,
  columnPlan,
  layoutFingerprint,
  type MappingProposal,
  proposeMapping,
  type RosterKind,
  rememberedMapping,
  rosterFields,
  rosterKinds,
} from './columns.ts';

/** A sheet as text: titles, then rows. */
function columns(...rows: readonly string[]): readonly ColumnSample[] {
  const [titles = [], ...values] = rows.map((row) => row.split('|'));
  return titles.map((title, column) => ({ column, title, values: values.map((row) => row[column] ?? '') }));
}

function fields(kind: RosterKind, ...rows: readonly string[]): readonly (string | null)[] {
  return proposeMapping(kind, columns(...rows)).columns.map((column) => column.field);
}

test('the public registration data is recognised', () => {
  const found = proposeMapping(
    'objects',
    columns(
      '企业名称|统一社会信用代码|注册日期|企业类型|注册资金|经营范围|所在省份|地区|注册地址',
      '高平市农业生产资料公司|91140581111357539Y|1980-05-09|集体所有制|204万人民币|批发：化肥|山西|晋城|山西省晋城市高平市新建北路98号',
    ),
  );
  assert.deepEqual(found.mapping, { name: 0, uscc: 1, registeredOn: 2, kind: 3, area: 7, address: 8 });
  assert.deepEqual(found.missing, []);
  assert.equal(found.looksLike, null);
});

const objectLayouts: readonly (readonly [string, readonly (string | null)[]])[] = [
  [
    '序号|单位名称|信用代码|住所|法定代表人|联系电话',
    [null, 'name', 'uscc', 'address', 'responsiblePerson', null],
  ],
  [
    '名称|TYXYDM|注册号|经营地址|所属行业|风险等级',
    ['name', 'uscc', 'registrationNumber', 'address', 'industry', 'riskLevel'],
  ],
  [
    '＊检查对象名称（全称）|统一社会信用代码/注册号|生产经营地址|信用 等级|登记状态',
    ['name', 'uscc', 'address', 'creditClass', 'status'],
  ],
  ['工程名称|工程编号|坐落位置|乡镇（街道）|责任科室', ['name', 'localCode', 'address', 'area', 'section']],
  [
    '被检查企业名称|企业统一社会信用代码|企业经营场所|企业安全风险等级',
    ['name', 'uscc', 'address', 'riskLevel'],
  ],
  ['ENTNAME|UNISCID|DOM|REGNO', ['name', 'uscc', 'address', 'registrationNumber']],
  [
    '企业基本信息/企业名称|企业基本信息/统一社会信用代码|分级情况/风险等级|分级情况/信用等级',
    ['name', 'uscc', 'riskLevel', 'creditClass'],
  ],
];
for (const [titles, expected] of objectLayouts) {
  test(`objects by title: ${titles}`, () => assert.deepEqual(fields('objects', titles), expected));
}

const inspectorLayouts: readonly (readonly [string, readonly (string | null)[]])[] = [
  [
    '姓名|执法证号|单位|专业|区域|上限|已查|有效期',
    [
      'name',
      'certificateNumber',
      'agency',
      'specialities',
      'areas',
      'yearlyCap',
      'priorLoad',
      'certificateValidTo',
    ],
  ],
  [
    '序号|执法人员姓名|执法编号|所属单位|科室|职务|在岗情况',
    [null, 'name', 'certificateNumber', 'agency', 'section', 'post', 'status'],
  ],
  ['姓名|执法证号|可任主检|状态', ['name', 'certificateNumber', 'canLead', 'status']],
  [
    '姓名|证号|编制性质|职级|岗位资格|职务',
    ['name', 'certificateNumber', 'establishment', 'level', 'qualifications', 'post'],
  ],
  [
    '姓 名|性别|身份证号|证件编号|执法单位|有效期至|联系方式',
    ['name', null, null, 'certificateNumber', 'agency', 'certificateValidTo', null],
  ],
];
for (const [titles, expected] of inspectorLayouts) {
  test(`inspectors by title: ${titles}`, () => assert.deepEqual(fields('inspectors', titles), expected));
}

test('experts by title', () => {
  assert.deepEqual(fields('experts', '专家姓名|工作单位|职称|从事专业|手机'), [
    'name',
    'organisation',
    'qualification',
    'specialities',
    null,
  ]);
});

test('columns without titles are guessed by their content, never as surely as by a title', () => {
  const found = proposeMapping(
    'objects',
    columns(
      '||',
      '高平市农业生产资料公司|91140581111357539Y|山西省晋城市高平市新建北路98号',
      '山西高达电缆有限公司|91140581111354354G|山西省晋城市高平市河西镇河西工业小区',
      '沁水县建筑公司|9114052111129040X1|山西省晋城市沁水县城西街584号',
    ),
  );
  assert.deepEqual(found.mapping, { name: 0, uscc: 1, address: 2 });
  assert.ok(found.columns.every((column) => column.why === 'content' && column.confidence < 0.9));
});

test('resident identity numbers are never mapped, whatever the column is called', () => {
  const found = proposeMapping(
    'inspectors',
    columns(
      '姓名|证件编号|执法编号',
      '王小明|11010519491231002X|14050012001',
      '李丽|110105194912310029|14050012002',
    ),
  );
  assert.equal(found.columns[1]?.field, null);
  assert.equal(found.columns[1]?.why, 'personalId');
  assert.equal(found.mapping['certificateNumber'], 2);
});

test('a title whose content contradicts it loses to the column that fits', () => {
  const found = proposeMapping(
    'objects',
    columns(
      '信用代码|统一代码|单位名称',
      '暂缺资料|91140581111357539Y|高平市农业生产资料公司',
      '见附件表|91140581111354354G|山西高达电缆有限公司',
      '待补充中|9114052111129040X1|沁水县建筑公司',
    ),
  );
  assert.equal(found.mapping['uscc'], 1);
});

test("the inspectors' template in the place of the objects' one is recognised, and the other way round", () => {
  const inspectors = columns(
    '姓名|执法证号|单位|专业|区域|有效期',
    '王小明|14050012001|晋城市应急管理局|危化|城区|2027-01-01',
  );
  const objects = columns(
    '企业名称|统一社会信用代码|经营地址|风险等级',
    '沁水县建筑公司|9114052111129040X1|山西省晋城市沁水县城西街584号|低',
  );
  const experts = columns('专家姓名|工作单位|职称|专业', '王小明|太原理工大学|教授|采矿');
  const likes = (kind: RosterKind, sample: readonly ColumnSample[]) => proposeMapping(kind, sample).looksLike;
  assert.equal(likes('objects', inspectors), 'inspectors');
  assert.equal(likes('inspectors', objects), 'objects');
  assert.equal(likes('inspectors', experts), 'experts');
  assert.equal(likes('objects', objects), null);
  assert.equal(likes('inspectors', inspectors), null);
  assert.equal(likes('experts', experts), null);
});

test('a corrected mapping is found again by its layout, spelling of titles aside', () => {
  const one = columns('企业名称|代码|地址');
  const same = columns(' 企业 名称（全称）|代码 ：|地址');
  assert.equal(layoutFingerprint(one), layoutFingerprint(same));
  assert.notEqual(layoutFingerprint(one), layoutFingerprint(columns('企业名称|地址|代码')));
  const again: MappingProposal = rememberedMapping('objects', one, {
    name: 2,
    localCode: 1,
    gone: 0,
    address: 9,
  });
  assert.deepEqual(again.mapping, { name: 2, localCode: 1 });
  assert.deepEqual(
    again.columns.map((column) => [column.field, column.why]),
    [
      [null, 'remembered'],
      ['localCode', 'remembered'],
      ['name', 'remembered'],
    ],
  );
});

test('a required field without a column is named', () => {
  assert.deepEqual(proposeMapping('inspectors', columns('姓名|单位')).missing, ['certificateNumber']);
});

test('closed sets are read by their words', () => {
  const word = (kind: RosterKind, field: string, text: string): string | null => {
    const [plan] = columnPlan(kind, { [field]: 0 });
    return plan?.words?.find(([pattern]) => new RegExp(pattern, 'iu').test(text))?.[1] ?? null;
  };
  const risks: readonly (readonly [string, string | null])[] = [
    ['重大风险', 'major'],
    ['较大', 'higher'],
    ['一般风险', 'general'],
    ['低', 'low'],
    ['红色', 'major'],
    ['D级', 'low'],
    ['Ⅲ级', 'general'],
    ['二级', 'higher'],
    ['II级', 'higher'],
    ['III', 'general'],
    ['IV级', 'low'],
    ['I级', 'major'],
    ['见附件', null],
  ];
  for (const [text, value] of risks) assert.equal(word('objects', 'riskLevel', text), value, text);
  const credits: readonly (readonly [string, string | null])[] = [
    ['A', 'A'],
    ['b级', 'B'],
    ['信用风险一般（B类）', 'B'],
    ['C类', 'C'],
    ['D', 'D'],
    ['信用风险高', 'D'],
  ];
  for (const [text, value] of credits) assert.equal(word('objects', 'creditClass', text), value, text);
  const states: readonly (readonly [string, string])[] = [
    ['存续', 'active'],
    ['在业', 'active'],
    ['吊销，未注销', 'inactive'],
    ['非正常户', 'inactive'],
    ['停业', 'inactive'],
  ];
  for (const [text, value] of states) assert.equal(word('objects', 'status', text), value, text);
  const kinds: readonly (readonly [string, string])[] = [
    ['有限责任公司(自然人投资或控股)', 'enterprise'],
    ['个体工商户', 'individualBusiness'],
    ['农民专业合作社', 'cooperative'],
    ['人防工程', 'facility'],
    ['集体所有制', 'enterprise'],
  ];
  for (const [text, value] of kinds) assert.equal(word('objects', 'kind', text), value, text);
});

test('every field and roster has its name in both languages', () => {
  for (const kind of rosterKinds) {
    for (const { field } of rosterFields[kind]) {
      const key = `${kind}.${field}`;
      assert.ok(key in columnText.zh && key in columnText.en, key);
    }
  }
});

test('no title stands for two fields of one roster', () => {
  for (const kind of rosterKinds) {
    const titles = rosterFields[kind].flatMap((field) => field.titles);
    assert.deepEqual(
      titles.filter((title, at) => titles.indexOf(title) !== at),
      [],
    );
  }
});
