/** Lines of a check sheet as they are read at a desk: requirement and basis, method and criterion, evidence, findings. */
import type { SheetLine, SheetSection } from '@mingcha/core/registers/sheets/sheet.ts';
import { sheetText } from '@mingcha/core/registers/sheets/sheet-text.ts';
import { useText } from '../../../shared/i18n/locale.tsx';
import { Section } from '../../../shared/ui/page.tsx';
import { EmptyState } from '../../../shared/ui/states.tsx';
import { StateChip } from '../../../shared/ui/values.tsx';

export interface ShownSection {
  readonly title: string;
  readonly lines: readonly { readonly line: SheetLine; readonly agencies: readonly string[] }[];
}

export function SheetLines(props: { readonly sections: readonly SheetSection[] }) {
  const sections = props.sections.map((section) => ({
    title: section.title,
    lines: section.lines.map((line) => ({ line, agencies: [] })),
  }));
  return <SectionList sections={sections} />;
}

/** Numbers run through all sections; lines of a joint sheet carry the names of their agencies. */
export function SectionList(props: { readonly sections: readonly ShownSection[] }) {
  const say = useText(sheetText);
  const firsts = props.sections.map((_, i) =>
    props.sections.slice(0, i).reduce((sum, section) => sum + section.lines.length, 1),
  );
  if (props.sections.length === 0) return <EmptyState title={say('emptyTitle')} text={say('emptyText')} />;
  return (
    <>
      {props.sections.map((section, s) => (
        <Section key={section.title} title={section.title}>
          <ol className="sheet-lines" start={firsts[s] ?? 1}>
            {section.lines.map(({ line, agencies }, l) => (
              <Line
                key={`${line.key} ${agencies.join()}`}
                number={(firsts[s] ?? 1) + l}
                line={line}
                agencies={agencies}
              />
            ))}
          </ol>
        </Section>
      ))}
    </>
  );
}

function Line(props: {
  readonly number: number;
  readonly line: SheetLine;
  readonly agencies: readonly string[];
}) {
  const say = useText(sheetText);
  const { line } = props;
  const bases = line.bases.map(({ law, article }) => `《${law}》${article}`).join('；');
  const details = (['method', 'criterion', 'evidence', 'notApplicable'] as const).filter(
    (key) => line[key] !== '',
  );
  return (
    <li className="sheet-line">
      <p className="sheet-requirement">
        <span className="sheet-number">{props.number}</span>
        {line.requirement}
        {props.agencies.map((agency) => (
          <StateChip key={agency} tone="accent">
            {agency}
          </StateChip>
        ))}
      </p>
      {bases === '' ? null : <p className="sheet-basis">{bases}</p>}
      <dl className="sheet-details">
        {details.map((key) => (
          <div key={key}>
            <dt>{say(key)}</dt>
            <dd>{line[key]}</dd>
          </div>
        ))}
        {line.findings.length === 0 ? null : (
          <div>
            <dt>{say('findings')}</dt>
            <dd>
              {line.findings.map((one) => [one.text, one.handling].filter(Boolean).join('｜')).join('；')}
            </dd>
          </div>
        )}
      </dl>
    </li>
  );
}
