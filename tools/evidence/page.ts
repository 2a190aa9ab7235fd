/**
 * Writes docs/evidence.md from the kept records: what was proved over many repetitions, by which command, where a bound
 * was missed and what nobody measured. A figure that no record holds is said to be missing, never taken as nought.
 */
import type { Figure, KeptRecord, sections } from './record.ts';
import { sections as inOrder, zeros } from './record.ts';

type Section = (typeof sections)[number];
type Zero = (typeof zeros)[number];

const titles: Readonly<Record<Section, string>> = {
  draw: 'The draw (抽取)',
  faults: 'Faults (故障)',
  security: 'Security (安全)',
  speed: 'Speed, beside what people could use instead (性能对比)',
  scale: 'Beyond one machine (扩展)',
  operations: 'Operations (运维)',
  experience: 'Experience (使用体验)',
};

const headline: Readonly<Record<Zero, string>> = {
  acknowledgedMissing: 'Acknowledged to the client and missing afterwards (已确认而丢失)',
  duplicates: 'Done twice for one request (重复办理)',
  serverErrors: 'Answers with a 5xx status (服务器错误)',
  leaks: 'Data shown to somebody who may not see it (越权泄露)',
  seriousAccessibilityFaults: 'Serious or critical accessibility faults (严重无障碍问题)',
};

const cell = (text: string): string => text.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|').trim();

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

const linkTo = (record: KeptRecord): string => `[${record.title}](evidence/${record.name}.json)`;
const command = (record: KeptRecord): string => `\`${record.command}\``;
const number = (value: number): string => value.toLocaleString('en-US', { maximumFractionDigits: 1 });

/** The sum over the records that count it, and which those are. */
function headlineRow(zero: Zero, records: readonly KeptRecord[]): readonly string[] {
  const counting = records.filter((record) => record.zeros?.[zero] !== undefined);
  if (counting.length === 0) return [headline[zero], 'not measured', '–'];
  const sum = counting.reduce((total, record) => total + (record.zeros?.[zero] ?? 0), 0);
  const told = counting.map((record) => {
    const own = record.zeros?.[zero] ?? 0;
    return own === 0 ? linkTo(record) : `**${linkTo(record)}: ${number(own)}**`;
  });
  return [headline[zero], sum === 0 ? '0' : `**${number(sum)}**`, told.join(', ')];
}

function countsRow(record: KeptRecord): readonly string[] {
  const { counts } = record;
  return [
    linkTo(record),
    counts === undefined ? '–' : number(counts.done),
    counts === undefined ? '–' : counts.failed === 0 ? '0' : `**${number(counts.failed)}**`,
    counts?.longestSeconds === undefined ? '–' : `${number(counts.longestSeconds)} s`,
    `${record.on}; ${record.machine}`,
  ];
}

function figureRow(record: KeptRecord, figure: Figure): readonly string[] {
  const held = figure.held === undefined ? '' : figure.held ? 'held' : '**missed**';
  return [linkTo(record), figure.what, figure.measured, figure.ratio ?? '', figure.bound ?? '', held];
}

function sectionText(section: Section, records: readonly KeptRecord[]): string {
  const own = records.filter((record) => record.section === section);
  if (own.length === 0) return `## ${titles[section]}\n\nNo record is kept.`;
  const figures = own.flatMap((record) =>
    (record.figures ?? []).map((figure) => [...figureRow(record, figure)]),
  );
  const shown = [table(['record', 'done', 'failed', 'longest', 'when, on what'], own.map(countsRow))];
  if (figures.length > 0)
    shown.push(table(['record', 'what', 'measured', 'beside', 'bound', 'bound held'], figures));
  return [`## ${titles[section]}`, ...shown].join('\n\n');
}

/** Everything that is no success, in one place, so that nobody has to look for it. */
function faultLines(records: readonly KeptRecord[]): readonly string[] {
  return records.flatMap((record) => [
    ...zeros
      .filter((zero) => (record.zeros?.[zero] ?? 0) > 0)
      .map((zero) => `- ${linkTo(record)}: ${headline[zero]}: ${number(record.zeros?.[zero] ?? 0)}`),
    ...((record.counts?.failed ?? 0) > 0
      ? [`- ${linkTo(record)}: ${number(record.counts?.failed ?? 0)} failed`]
      : []),
    ...(record.figures ?? [])
      .filter((figure) => figure.held === false)
      .map(
        (figure) => `- ${linkTo(record)}: ${figure.what}: ${figure.measured}, bound ${figure.bound ?? ''}`,
      ),
  ]);
}

function untestedLines(records: readonly KeptRecord[]): readonly string[] {
  const named = records.flatMap((record) =>
    (record.notTested ?? []).map((reason) => `- ${linkTo(record)}: ${reason}`),
  );
  const unmeasured = zeros
    .filter((zero) => records.every((record) => record.zeros?.[zero] === undefined))
    .map((zero) => `- ${headline[zero]}: no record counts it.`);
  const empty = inOrder
    .filter((section) => records.every((record) => record.section !== section))
    .map((section) => `- ${titles[section]}: no record is kept.`);
  return [...unmeasured, ...empty, ...named];
}

const orNone = (lines: readonly string[], none: string): string =>
  lines.length === 0 ? none : lines.join('\n');

/** The whole page; the same records give the same bytes. */
export function evidencePage(records: readonly KeptRecord[]): string {
  const done = records.reduce((sum, record) => sum + (record.counts?.done ?? 0), 0);
  const failed = records.reduce((sum, record) => sum + (record.counts?.failed ?? 0), 0);
  const bounded = records.flatMap((record) => record.figures ?? []).filter((one) => one.held !== undefined);
  const held = bounded.filter((one) => one.held === true).length;
  return `${[
    '# Evidence (实测证据)',
    'Written by `node tools/generate.ts` from the records in [docs/evidence](evidence); not edited by hand, and `npm test` refuses a page that differs from its records. Each record is what the last run of its command counted on the machine named beside it; whoever doubts a line repeats the command and compares. What `npm test` itself checks on each run is not repeated here.',
    '## What has to be nought',
    table(
      ['what', 'sum', 'counted by'],
      zeros.map((zero) => headlineRow(zero, records)),
    ),
    `${records.length} records; ${number(done)} runs or checks done, ${number(failed)} failed; ${held} of ${bounded.length} bounds held.`,
    '## What failed or missed its bound',
    orNone(faultLines(records), 'Nothing in the kept records.'),
    ...inOrder.map((section) => sectionText(section, records)),
    '## What was not tested, and why',
    orNone(untestedLines(records), 'Every record says that it reached all it set out to reach.'),
    '## How to repeat each',
    table(
      ['record', 'command'],
      records.map((record) => [linkTo(record), command(record)]),
    ),
  ].join('\n\n')}\n`;
}
