import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readBases, writeBasis } from './read-bases.ts';

/** [law, article, text] of each basis. */
function read(cell: string) {
  return readBases(cell).map(({ law, article, text }) => [law, article, text]);
}

test('laws are told apart whatever stands between them: lines, marks, spaces or nothing', () => {
  assert.deepEqual(read('《旅馆业治安管理办法》第六条、第十四条      《治安管理处罚法》第五十四条。'), [
    ['旅馆业治安管理办法', '第六条、第十四条', ''],
    ['治安管理处罚法', '第五十四条', ''],
  ]);
  assert.deepEqual(read('《建筑法》《建设工程质量管理条例》\r\n《城市绿化条例》 第十一条；'), [
    ['建筑法', '', ''],
    ['建设工程质量管理条例', '', ''],
    ['城市绿化条例', '第十一条', ''],
  ]);
  assert.deepEqual(read('1.《招标投标法》；\r\n2.《实施办法（试行》(2014年第1号)；\r\n3.《工作细则》。'), [
    ['招标投标法', '', ''],
    ['实施办法（试行', '(2014年第1号)', ''],
    ['工作细则', '', ''],
  ]);
});

test('a law without name signs, one in brackets and one named by its issuer are laws too', () => {
  assert.deepEqual(read('劳动合同法第85条、《劳动保障监察条例》第26条'), [
    ['劳动合同法', '第85条', ''],
    ['劳动保障监察条例', '第26条', ''],
  ]);
  assert.deepEqual(read('劳动合同法第83条（《劳务派遣暂行规定》第6、23条）'), [
    ['劳动合同法', '第83条', ''],
    ['劳务派遣暂行规定', '第6、23条', ''],
  ]);
  assert.deepEqual(read('交通运输部《公路水运工程管理办法》（2019年第38号）第四章'), [
    ['交通运输部《公路水运工程管理办法》', '（2019年第38号）第四章', ''],
  ]);
  assert.deepEqual(read('商办消费函〔2020〕363号关于进一步做好工作的通知'), [
    ['商办消费函〔2020〕363号关于进一步做好工作的通知', '', ''],
  ]);
});

test('a name may hold another name, and a quoted text another law', () => {
  assert.deepEqual(read('《关于印发<考核办法>的通知》（教发厅函〔2020〕35号）'), [
    ['关于印发<考核办法>的通知', '（教发厅函〔2020〕35号）', ''],
  ]);
  const cell =
    '《安全生产法》第六十五条：应急管理部门依照《行政处罚法》进行检查，行使以下职权。\n《消防法》第五十三条';
  assert.deepEqual(read(cell), [
    ['安全生产法', '第六十五条', '应急管理部门依照《行政处罚法》进行检查，行使以下职权。'],
    ['消防法', '第五十三条', ''],
  ]);
});

test('what is written is read again without a difference', () => {
  const bases = [
    {
      law: '安全生产法',
      article: '第六十五条第一款',
      text: '依法开展工作；\n《消防法》另有规定的，从其规定',
    },
    { law: '关于印发《检查办法》的通知', article: '', text: '' },
    { law: '交通运输部《管理办法》', article: '第四条', text: '' },
    { law: '工会法', article: '第52条', text: '' },
  ];
  const written = bases.map(writeBasis).join('\n');
  assert.deepEqual(
    readBases(written).map(({ law, article, text }) => ({ law, article, text })),
    bases,
  );
});

test('an empty cell gives none, and words that are no law stay one basis', () => {
  assert.deepEqual(read('  '), []);
  assert.deepEqual(read('上级文件'), [['上级文件', '', '']]);
});
