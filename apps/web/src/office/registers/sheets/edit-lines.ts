/** Changes of a sheet that is being edited: adding, removing, moving lines; bases and findings as typed text. Pure. */
import type { SheetLine, SheetSection } from '@mingcha/core/registers/sheets/sheet.ts';
import { readBases } from '@mingcha/core/registers/sheets/sheet-import.ts';

export type Sections = readonly SheetSection[];

/** A key that no line has yet: L and the next number. */
function freeKey(sections: Sections): string {
  const used = new Set(sections.flatMap((section) => section.lines.map((line) => line.key)));
  let n = used.size + 1;
  while (used.has(`L${String(n).padStart(3, '0')}`)) n += 1;
  return `L${String(n).padStart(3, '0')}`;
}

export function withLine(sections: Sections, at: number): Sections {
  const line: SheetLine = {
    key: freeKey(sections),
    requirement: '',
    bases: [],
    method: '',
    criterion: '',
    evidence: '',
    answer: 'conformity',
    unit: '',
    choices: [],
    askedWhen: null,
    notApplicable: '',
    findings: [],
  };
  return sections.map((section, i) => (i === at ? { ...section, lines: [...section.lines, line] } : section));
}

/** The same sections with the line of `key` replaced, or removed when `change` gives null. */
export function changeLine(
  sections: Sections,
  key: string,
  change: (line: SheetLine) => SheetLine | null,
): Sections {
  return sections.map((section) => ({
    ...section,
    lines: section.lines.flatMap((line) => (line.key === key ? (change(line) ?? []) : line)),
  }));
}

/** Moves a line up or down; over the edge of its section it goes to the next one. */
export function moveLine(sections: Sections, key: string, by: -1 | 1): Sections {
  const at = sections.findIndex((section) => section.lines.some((line) => line.key === key));
  const section = sections[at];
  const line = section?.lines.find((one) => one.key === key);
  if (section === undefined || line === undefined) return sections;
  const place = section.lines.indexOf(line);
  const rest = section.lines.filter((one) => one !== line);
  const to = place + by;
  if (to >= 0 && to <= rest.length)
    return sections.map((one, i) =>
      i === at ? { ...one, lines: [...rest.slice(0, to), line, ...rest.slice(to)] } : one,
    );
  const neighbour = sections[at + by];
  if (neighbour === undefined) return sections;
  return sections.map((one, i) => {
    if (i === at) return { ...one, lines: rest };
    if (i !== at + by) return one;
    return { ...one, lines: by === 1 ? [line, ...one.lines] : [...one.lines, line] };
  });
}

/** One basis a line of text: 《law》 and article. */
export function basesText(line: SheetLine): string {
  return line.bases.map(({ law, article }) => `《${law}》${article}`).join('\n');
}

/** Bases of the typed text; one that stands unchanged keeps its ties to the library of statutes. */
export function basesFrom(text: string, old: SheetLine['bases']): SheetLine['bases'] {
  return text
    .split('\n')
    .flatMap((row) => readBases(row))
    .map((basis) => old.find((one) => one.law === basis.law && one.article === basis.article) ?? basis);
}

const mark = '｜';

/** One finding a line of text, its handling after the mark. */
export function findingsText(line: SheetLine): string {
  return line.findings
    .map(({ text, handling }) => (handling === '' ? text : text + mark + handling))
    .join('\n');
}

export function findingsFrom(text: string): SheetLine['findings'] {
  return linesOfText(text).map((row) => {
    const [finding = '', ...rest] = row.split(mark);
    return { text: finding.trim(), handling: rest.join(mark).trim() };
  });
}

/** Rows of a text without the empty ones. */
export function linesOfText(text: string): string[] {
  return text
    .split('\n')
    .map((row) => row.trim())
    .filter((row) => row !== '');
}
