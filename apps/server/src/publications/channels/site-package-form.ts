/** The page and the feed of the government site's package, in the site's own Chinese. Pure. */
import type { LayoutRow } from '@mingcha/core/publications/channels/channel.ts';
import { channelLayouts } from '@mingcha/core/publications/channels/channel-layouts-form.ts';

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

export function sitePage(rows: readonly LayoutRow[], day: string): string {
  const { blocks } = channelLayouts.governmentSite;
  const fields = (blocks[0]?.fields ?? []).filter(
    (each) => !['recordId', 'recordVersion', 'op', 'url'].includes(each.key),
  );
  const cells = (row: LayoutRow): string =>
    fields.map(({ key }) => `<td>${escaped(row[key] ?? '')}</td>`).join('');
  const heads = fields.map(({ title }) => `<th scope="col">${escaped(title)}</th>`).join('');
  const lines = rows.map((row) => `<tr id="${escaped(row['recordId'] ?? '')}">${cells(row)}</tr>`).join('\n');
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>抽查检查结果公示</title></head>
<body><h1>抽查检查结果公示</h1><p>${escaped(day)}</p>
<table><thead><tr>${heads}</tr></thead><tbody>
${lines}
</tbody></table></body></html>
`;
}

export function siteFeed(rows: readonly LayoutRow[], day: string): string {
  const entries = rows.map(
    (
      row,
    ) => `<entry><id>urn:uuid:${escaped(row['recordId'] ?? '')}</id><updated>${escaped(row['publishedOn'] ?? day)}T00:00:00+08:00</updated>
<title>${escaped(`${row['objectName'] ?? ''} ${row['overall'] ?? ''}`)}</title><link href="${escaped(row['url'] ?? '')}"/></entry>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>抽查检查结果公示</title><id>urn:mingcha:government-site</id><updated>${escaped(day)}T00:00:00+08:00</updated>
${entries.join('\n')}
</feed>
`;
}
