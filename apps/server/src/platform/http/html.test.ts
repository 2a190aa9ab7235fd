/** The escaping of pages: whatever a text holds, it stays text. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Html, type HtmlValue, html, written } from './html.ts';
import { hostileTexts } from './testing-fuzz.ts';

const attacks: readonly string[] = [
  ...hostileTexts,
  '<script>alert(1)</script>',
  '"><svg onload=alert(1)>',
  "' onmouseover='alert(1)",
  '`onfocus=alert(1) autofocus x=`',
  '</title><script>alert(1)</script>',
  '<!--',
  '-->',
  '<![CDATA[',
  ']]>',
  '&lt;b&gt;',
  '&#x3c;b>',
  '<\u0000script>',
  '\u2028<b>',
  '＜script＞',
  '<a href=javascript:alert(1)>',
  '<style>*{x:expression(1)}</style>',
];

test('W-01 no text becomes mark-up, in an element or in a quoted attribute', () => {
  for (const text of attacks) {
    const page = written(html`<p title="${text}">${text}</p>`);
    const inside = /^<p title="([^"<>']*)">([^<>"'`]*)<\/p>$/.exec(page);
    assert.ok(inside !== null, JSON.stringify(page).slice(0, 200));
  }
});

test('W-01 a text reads back as it was written but for characters that no page can show', () => {
  const text = `张三&李四 <有限公司> "甲" 'a' \`b\``;
  const back = written(html`${text}`)
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&#96;', '`')
    .replaceAll('&amp;', '&');
  assert.equal(back, text);
  assert.equal(written(html`${'甲\u0000\u202e乙\ud800'}`), '甲乙\ufffd');
});

test('W-01 a link leads only to paths of ours and plain addresses', () => {
  const bad = [
    'javascript:alert(1)',
    ' javascript:alert(1)',
    'JaVaScRiPt:1',
    'data:text/html,x',
    '//evil.example',
    '/\\evil',
    'vbscript:x',
    '',
  ];
  for (const address of bad)
    assert.equal(written(html`<a href="${address}">x</a>`), '<a href="#">x</a>', address);
  assert.equal(
    written(html`<a href="${'/p/records?q="a"&b'}">x</a>`),
    '<a href="/p/records?q=&quot;a&quot;&amp;b">x</a>',
  );
  assert.equal(
    written(html`<a href="/p/units/${'"><b>'}">x</a>`),
    '<a href="/p/units/&quot;&gt;&lt;b&gt;">x</a>',
  );
});

test('W-01 only what the template made goes in as it is; data cannot pose as it', () => {
  const inner = html`<b>${'<'}</b>`;
  assert.equal(
    written(html`<p>${inner}${[inner, '&', 3]}${null}${undefined}${false}</p>`),
    '<p><b>&lt;</b><b>&lt;</b>&amp;3</p>',
  );
  const posed = JSON.parse('{"html":"<b>","text":"<b>"}') as unknown as Html;
  assert.throws(() => html`<p>${posed}</p>`);
});

test('W-01 a template that could not be escaped is refused when it is written', () => {
  const value: HtmlValue = 'x';
  assert.throws(() => html`<p class=${value}>x</p>`, /quoted/);
  assert.throws(() => html`<p onclick="${value}">x</p>`, /onclick/);
  assert.throws(() => html`<p style="${value}">x</p>`, /style/);
  assert.throws(() => html`<script>${value}</script>`, /script/);
});
