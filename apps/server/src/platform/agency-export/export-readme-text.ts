/** How to read an archive without this program, in the two languages; it goes into the archive. */
import type { ExportAbout } from './export-parts.ts';

export function readmeName(locale: 'zh' | 'en'): string {
  return locale === 'zh' ? '请先读我.txt' : 'README.txt';
}

export function readmeIn(locale: 'zh' | 'en', about: ExportAbout): string {
  return locale === 'zh' ? chinese(about) : english(about);
}

const chinese = (about: ExportAbout) => `${about.agencyName} 全部数据

导出时间：${about.takenAt}（协调世界时，北京时间加 8 小时）
申请人：${about.askedName}；确认人：${about.confirmedName}
理由：${about.reason}
辖区：${about.jurisdictionName}；程序版本 ${about.program}，表结构 ${about.schema}

一、里面有什么
  data/           每张表一个 CSV 文件，第一行是列名。没有数据的表只有列名。
  attachments/    附件原件，文件名是内容的 SHA-256，后缀照旧。原来的名称见 attachments.csv。
  tables.csv      每张表是什么、有多少行、哪些列没有导出。先看这一份。
  columns.csv     每一列的类型、是否必填、指向哪张表、允许的取值。
  attachments.csv 附件的原名、类型、在哪张表里、是否完好（没有附件时没有这一份）。
  not-exported.csv 没有导出的表和原因。
  manifest.json   清单：行数、字节数、每个文件的 SHA-256。
  SHA256SUMS      校验：在本文件夹运行 sha256sum -c SHA256SUMS。

二、怎样打开
  CSV 是 UTF-8 编码（带 BOM），逗号分隔，WPS 和 Excel 可以直接双击打开，数据库可以直接导入。
  空格子表示没有值。文字以 = + - @ 等开头的，前面加了一个单引号 '，防止被当作公式执行，使用时去掉。
  时间写作 2026-11-23 08:30:00+00，是协调世界时；日期写作 2026-11-23。列表和成组的内容写作 JSON。
  长号码在 Excel 里可能显示不全，请用“数据 → 从文本/CSV”导入并把列设为文本。

三、表与表怎样对应
  id 是一行的编号。名称以 _id 结尾的列写的是另一张表的 id，指向哪张表见 columns.csv 的 refers_to。
  例如 inspections.task_id 对应 inspection_tasks.id。照片 visit_evidence.sha256 对应 attachments 里的文件名。

四、范围
  只有本单位的数据，以及全辖区共用的日历、区划、法规等（tables.csv 里 kind 为 common）。
  联合检查只含本单位检查组所写的内容；由别的辖区牵头的联合任务，记录在牵头辖区的账里，不在这里。
  从封存到抽取完成之间的抽取、还没有到公开时刻的任务不在这里，办完后再导出一次就有。
  口令、密钥、验证码、封存名单的盲化密钥、举报人身份、评价人的意见不导出。
  留痕账本只含本单位人员的记录。每行 hash 是该记录的摘要，entry 是原文；全辖区签名的检查点见 ledger_checkpoints.csv。

五、保管
  内有个人信息和未公开的执法资料，请加密存放，用完删除。
`;

const english = (about: ExportAbout) => `Everything of ${about.agencyName}

Taken at ${about.takenAt} (UTC)
Asked for by ${about.askedName}, confirmed by ${about.confirmedName}
Reason: ${about.reason}
Jurisdiction: ${about.jurisdictionName}; program ${about.program}, schema ${about.schema}

1. What is inside
  data/            one CSV file for each table, first line: names of columns. A table without rows has that line only.
  attachments/     attachments as they are, named by the SHA-256 of their content. Their own names: attachments.csv.
  tables.csv       what each table is, how many rows it has, which columns are left out. Begin here.
  columns.csv      type of each column, whether it is required, to which table it leads, which values are allowed.
  attachments.csv  name, type, where it belongs, whether it is whole (absent when there are no attachments).
  not-exported.csv tables that are not exported, and why.
  manifest.json    rows, bytes and SHA-256 of each file.
  SHA256SUMS       check with: sha256sum -c SHA256SUMS

2. How to open it
  CSV in UTF-8 with byte order mark, separated by commas; spreadsheets open it, databases import it.
  An empty field is no value. A text that begins with = + - @ and the like has an apostrophe in front, so that no spreadsheet
  runs it as a formula; take it off when you use it.
  Moments read 2026-11-23 08:30:00+00 and are UTC; days read 2026-11-23. Lists and nested content are JSON.

3. How tables belong together
  id is the number of a row. A column that ends in _id holds the id of another table: refers_to in columns.csv says which.
  For example inspections.task_id leads to inspection_tasks.id. The photo visit_evidence.sha256 is the name of a file.

4. What it covers
  Rows of this agency, and what the jurisdiction shares: calendar, divisions, statutes (kind is common in tables.csv).
  Of joint visits, only what this agency's team wrote. Joint tasks led from another jurisdiction stand in its books, not here.
  Draws between their seal and their end, and tasks whose list is still kept back, are not here; a later export has them.
  Passwords, keys, codes, blinding keys of sealed lists, identities of informants and opinions of raters are never exported.
  Of the ledger, the entries of this agency's people: entry is the text, hash its digest; the signed checkpoints of the whole
  jurisdiction stand in ledger_checkpoints.csv.

5. Keep it safe
  It holds personal data and records that are not public: encrypt it, and delete it when it is no longer needed.
`;
