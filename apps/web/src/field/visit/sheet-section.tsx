/** One section of a sheet. Its opening is recorded when it comes into view; "all conform" stands behind its last line. */
import { findingAtLine } from '@mingcha/core/inspections/visits/finding-proposal.ts';
import { isAsked, lineId, linesForAllConform } from '@mingcha/core/inspections/visits/sheet-progress.ts';
import type { PackedVisit } from '@mingcha/core/inspections/visits/visit-pack.ts';
import { visitSheetText } from '@mingcha/core/inspections/visits/visit-sheet-text.ts';
import { useEffect, useRef, useState } from 'react';
import { formatInstant } from '../../shared/format.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { nowInstant } from '../../shared/platform/clock.ts';
import { Button } from '../../shared/ui/button.tsx';
import { LineCard } from './line-card.tsx';
import { mayWriteFor } from './team.ts';
import { useBook, useVisitActions } from './visit-context.tsx';

type Sheet = PackedVisit['sheets'][number];

export interface SheetSectionProps {
  readonly sheet: Sheet;
  readonly index: number;
  /** Lines drawn so far. */
  readonly shown: number;
  /** Number of the first line in the whole list. */
  readonly firstNumber: number;
}

export function SheetSection(props: SheetSectionProps) {
  const { visit, content, fields, terms } = useBook();
  const { sheet, index, shown, firstNumber } = props;
  const section = sheet.sections[index];
  const writable = mayWriteFor(visit, sheet.agencyId);
  const head = useOpened(props, writable);
  if (section === undefined) return null;
  return (
    <section className="sheet-section" id={`section-${sheet.versionId}-${index}`} aria-label={section.title}>
      <h3 ref={head}>{section.title}</h3>
      <ul className="lines">
        {section.lines.slice(0, shown).map((line, at) => {
          if (!isAsked(sheet.versionId, line, content.lines)) return null;
          const path = `lines/${sheet.versionId}/${line.key}`;
          const finding = findingAtLine(fields, sheet.versionId, line.key);
          return (
            <LineCard
              key={line.key}
              agencyId={sheet.agencyId}
              itemKey={sheet.itemKey}
              sheetVersionId={sheet.versionId}
              line={line}
              number={firstNumber + at}
              answer={content.lines.get(lineId(sheet.versionId, line.key))}
              note={content.notes.get(lineId(sheet.versionId, line.key)) ?? ''}
              findingId={finding?.id ?? null}
              findingRemoved={finding?.removed ?? false}
              isDoubled={(fields.get(path)?.beside.length ?? 0) > 0}
              writable={writable}
              terms={terms}
            />
          );
        })}
      </ul>
      {writable && shown === section.lines.length ? <AllConform sheet={sheet} index={index} /> : null}
    </section>
  );
}

/** Writes once that the section was opened, as its heading comes into view. */
function useOpened({ sheet, index }: SheetSectionProps, writable: boolean) {
  const { content } = useBook();
  const { write } = useVisitActions();
  const head = useRef<HTMLHeadingElement>(null);
  const path = `${sheet.versionId}/${index}`;
  const isOpened = content.sections.has(path);
  useEffect(() => {
    const target = head.current;
    if (target === null || isOpened || !writable) return;
    const watch = new IntersectionObserver((seen) => {
      if (!seen.some(({ isIntersecting }) => isIntersecting)) return;
      watch.disconnect();
      write(`sections/${path}`, { openedAt: nowInstant(), allConformAt: null });
    });
    watch.observe(target);
    return () => watch.disconnect();
  }, [isOpened, writable, path, write]);
  return head;
}

/** Stands behind the section's last line: to press it, one has passed them all. */
function AllConform(props: { readonly sheet: Sheet; readonly index: number }) {
  const say = useText(visitSheetText);
  const { content } = useBook();
  const { write } = useVisitActions();
  const [hint, setHint] = useState(false);
  const { sheet, index } = props;
  const opened = content.sections.get(`${sheet.versionId}/${index}`);
  const open = linesForAllConform(sheet, index, content.lines);
  const confirm = () => {
    for (const line of open)
      write(`lines/${sheet.versionId}/${line.key}`, { answer: 'conform', value: null, by: 'section' });
    const at = nowInstant();
    write(`sections/${sheet.versionId}/${index}`, { openedAt: opened?.openedAt ?? at, allConformAt: at });
    setHint(true);
  };
  const at = opened?.allConformAt ?? null;
  return (
    <div className="all-conform">
      {at === null ? null : <p className="secondary">{say('allConformAt', { at: formatInstant(at) })}</p>}
      {open.length === 0 || hint ? null : (
        <>
          <Button disabled={opened === undefined} onClick={confirm}>
            {say('allConform')}
          </Button>
          <p className="secondary">
            {say(opened === undefined ? 'allConformLocked' : 'allConformHint', { n: open.length })}
          </p>
        </>
      )}
    </div>
  );
}
