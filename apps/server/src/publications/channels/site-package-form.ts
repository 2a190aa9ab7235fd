/** The page and the feed of the government site's package, in the site's own Chinese. Pure. */
import { blocksOf, type LayoutBlock, type LayoutRow } from '@mingcha/core/publications/channels/channel.ts';
import { channelLayouts } from '@mingcha/core/publications/channels/channel-layouts-form.ts';

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

type Rows = Readonly<Record<string, readonly LayoutRow[]>>;

const headings: Readonly<Record<string, string>> = {
  results: '抽查检查结果',
  documents: '清单、细则和计划',
  draws: '随机抽取',
  listings: '严重失信主体名单',
  penalties: '行政处罚决定',
};
const hidden: readonly string[] = ['recordId', 'recordVersion', 'op', 'url'];

function table({ key, fields }: LayoutBlock, rows: readonly LayoutRow[]): string {
  const shown = fields.filter((each) => !hidden.includes(each.key));
  const cells = (row: LayoutRow): string =>
    shown.map((each) => `<td>${escaped(row[each.key] ?? '')}</td>`).join('');
  const heads = shown.map(({ title }) => `<th scope="col">${escaped(title)}</th>`).join('');
  const lines = rows.map((row) => `<tr id="${escaped(row['recordId'] ?? '')}">${cells(row)}</tr>`).join('\n');
  return `<h2>${headings[key] ?? ''}</h2>
<table><thead><tr>${heads}</tr></thead><tbody>
${lines}
</tbody></table>`;
}

/** One table for each block that has rows. */
export function sitePage(rows: Rows, day: string): string {
  const tables = blocksOf(channelLayouts.governmentSite)
    .filter(({ key }) => (rows[key] ?? []).length > 0)
    .map((block) => table(block, rows[block.key] ?? []));
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>双随机、一公开</title></head>
<body><h1>双随机、一公开</h1><p>${escaped(day)}</p>
${tables.join('\n')}
</body></html>
`;
}

/** What a row is called in a list of news. */
function nameOf(row: LayoutRow): string {
  const about = row['objectName'] ?? row['title'] ?? '';
  return `${about} ${row['overall'] ?? row['ground'] ?? row['kinds'] ?? row['kind'] ?? ''}`.trim();
}

export function siteFeed(rows: Rows, day: string): string {
  const entries = Object.values(rows)
    .flat()
    .map((row) => {
      const on = row['publishedOn'] ?? row['decidedOn'] ?? day;
      return `<entry><id>urn:uuid:${escaped(row['recordId'] ?? '')}</id><updated>${escaped(on)}T00:00:00+08:00</updated>
<title>${escaped(nameOf(row))}</title><link href="${escaped(row['url'] ?? '')}"/></entry>`;
    });
  return `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>双随机、一公开</title><id>urn:mingcha:government-site</id><updated>${escaped(day)}T00:00:00+08:00</updated>
${entries.join('\n')}
</feed>
`;
}
