import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hasMarkup, plainText } from './plain-markup.ts';

/** 检查方式 and 工作要求 as the second source document has them, markup and all. */
const methods =
  '<ol style="list-style-type: none"> 1.各检查人员登录平台领取任务，打印检查单。 2.发起部门检查人员与配合部门检查人员联络确定检查时间。联合进入检查对象工作区。 与检查对象相关人员见面，召开工作布置会议。 3.对照检查单的检查事项，按照各部门抽查工作指引，查看现场、查看相关资料，填写随机抽查检查表。 4.结果确认：检查人员、企业代表签字，企业盖章，并给检查对象反馈情况。 5.在本次抽查任务完成后20个工作日内，各检查组将检查结果录入“双随机一公开”监管工作平台。 6.做好后续监管，发现违法线索的，及时处理或移交执法部门。 ';
const demands =
  '<p>（一）严守工作纪律。各部门严格按照相关规定依法依规开展检查，廉洁自律，不得刁难企业，吃拿卡要。</p> <p>（二）加强组织协调。晋城市人民防空办公室、晋城市消防救援支队落实企业具体情况、落实交通工具，确定检查时间便于统一开展检查工作。</p>';

test('R367 list markup of the second source document becomes six numbered lines of plain text', () => {
  const lines = plainText(methods).split('\n');
  assert.equal(lines.length, 6);
  assert.equal(lines[0], '1.各检查人员登录平台领取任务，打印检查单。');
  assert.match(lines[1] ?? '', /^2\.发起部门.*召开工作布置会议。$/);
  assert.match(lines[4] ?? '', /^5\.在本次抽查任务完成后20个工作日内/);
  assert.match(lines[5] ?? '', /^6\..*移交执法部门。$/);
  assert.ok(!/[<>]/.test(plainText(methods)));
});

test('R367 paragraphs keep their own numbering, one to a line', () => {
  const lines = plainText(demands).split('\n');
  assert.deepEqual(
    lines.map((line) => line.slice(0, 3)),
    ['（一）', '（二）'],
  );
});

test('R367 items of an ordered list are numbered, unless they bring a number; scripts and styles leave nothing', () => {
  assert.equal(plainText('<ol><li>甲</li><li>2、乙</li></ol><ul><li>丙</li></ul>'), '1.甲\n2、乙\n丙');
  assert.equal(plainText('<p onclick="x()">甲<script>alert(1)</script></p><style>p{}</style>乙'), '甲\n乙');
  assert.equal(plainText('甲<br>乙&nbsp;&amp;&#x4E19;<!-- 丁 -->'), '甲\n乙 &丙');
  assert.equal(plainText('甲<img src=x onerror="a>b">乙<script>未闭合'), '甲乙');
});

test('text without markup is unchanged, also with a lone sign and with numbers in it', () => {
  for (const text of ['面积<200平方米', '1.甲。 2.乙。', 'a < b > c', '', '第一行\n第二行']) {
    assert.equal(hasMarkup(text), false, text);
    assert.equal(plainText(text), text);
  }
});

test('cleaning twice changes nothing more', () => {
  for (const text of [methods, demands]) assert.equal(plainText(plainText(text)), plainText(text));
});
