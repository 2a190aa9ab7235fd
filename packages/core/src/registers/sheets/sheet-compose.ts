/**
 * One sheet for a joint visit out of the sheets of several agencies (一业一查, R163): sections of the same title become one,
 * lines that ask the same stand once, and each line says whose it is. And what changed between two versions. Pure.
 */
import type { SheetContent, SheetLine } from './sheet.ts';

export interface SheetPart {
  /** Short name of the agency, as it stands on the merged sheet. */
  readonly agency: string;
  readonly content: SheetContent;
}

export interface JointLine {
  readonly line: SheetLine;
  /** Agencies that ask this line, in the order of the parts. */
  readonly agencies: string[];
}

export interface JointSection {
  readonly title: string;
  readonly lines: JointLine[];
}

/** Spaces and punctuation do not make two requirements of one. */
function sameness(text: string): string {
  return text.replaceAll(/[\s\p{P}]/gu, '');
}

/**
 * Sections in the order in which they first appear; in each the lines of the first agency, then those of the next that
 * ask something new. A line asked by several agencies keeps the first one's wording and the bases of all.
 */
export function composeSheets(parts: readonly SheetPart[]): JointSection[] {
  const sections = new Map<string, Map<string, JointLine>>();
  for (const { agency, content } of parts) {
    for (const section of content.sections) {
      const lines = sections.get(section.title) ?? new Map<string, JointLine>();
      sections.set(section.title, lines);
      for (const line of section.lines) {
        const key = sameness(line.requirement);
        const known = lines.get(key);
        lines.set(key, known === undefined ? { line, agencies: [agency] } : joined(known, line, agency));
      }
    }
  }
  return [...sections].map(([title, lines]) => ({ title, lines: [...lines.values()] }));
}

function joined(known: JointLine, line: SheetLine, agency: string): JointLine {
  const bases = [...known.line.bases];
  for (const basis of line.bases) {
    if (!bases.some((one) => one.law === basis.law && one.article === basis.article)) bases.push(basis);
  }
  const agencies = known.agencies.includes(agency) ? known.agencies : [...known.agencies, agency];
  return { line: { ...known.line, bases }, agencies };
}

export type LineChange = 'added' | 'removed' | 'changed';

export interface SheetDifference {
  readonly change: LineChange;
  readonly key: string;
  readonly section: string;
  readonly before: string;
  readonly after: string;
  /** Members of the line that differ; empty when it came or went. */
  readonly fields: readonly string[];
}

/** What a version changed, line by line: in the order of the later version, then what it left out. */
export function sheetDifferences(before: SheetContent, after: SheetContent): readonly SheetDifference[] {
  const old = placed(before);
  const now = placed(after);
  const changed = [...now.values()].flatMap(({ line, section }): readonly SheetDifference[] => {
    const was = old.get(line.key);
    if (was === undefined) return [difference('added', { section, key: line.key, after: line.requirement })];
    const fields = changedMembers(was.line, line);
    if (was.section !== section) fields.push('section');
    return fields.length === 0
      ? []
      : [
          {
            ...difference('changed', { section, key: line.key, after: line.requirement }),
            before: was.line.requirement,
            fields,
          },
        ];
  });
  const removed = [...old.values()]
    .filter(({ line }) => !now.has(line.key))
    .map(({ line, section }) => difference('removed', { section, key: line.key, before: line.requirement }));
  return [...changed, ...removed];
}

function difference(
  change: LineChange,
  rest: { section: string; key: string; before?: string; after?: string },
): SheetDifference {
  return { change, before: '', after: '', fields: [], ...rest };
}

function placed(content: SheetContent): Map<string, { line: SheetLine; section: string }> {
  return new Map(
    content.sections.flatMap((section) =>
      section.lines.map((line) => [line.key, { line, section: section.title }] as const),
    ),
  );
}

function changedMembers(before: SheetLine, after: SheetLine): string[] {
  return (Object.keys(after) as (keyof SheetLine)[]).filter(
    (member) => JSON.stringify(before[member]) !== JSON.stringify(after[member]),
  );
}
