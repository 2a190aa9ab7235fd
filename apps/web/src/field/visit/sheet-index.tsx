/** The index of the sheet: sections with what is missing, and every line to jump to. */
import { isAsked, lineId, sheetProgress } from '@mingcha/core/inspections/visits/sheet-progress.ts';
import type { PackedVisit } from '@mingcha/core/inspections/visits/visit-pack.ts';
import { visitSheetText } from '@mingcha/core/inspections/visits/visit-sheet-text.ts';
import { useState } from 'react';
import { Checkbox } from '../../shared/forms/choices.tsx';
import { useText } from '../../shared/i18n/locale.tsx';
import { FullScreen } from './full-screen.tsx';
import { agencyName, isJoint } from './team.ts';
import { useBook } from './visit-context.tsx';

type Sheet = PackedVisit['sheets'][number];

export function SheetIndex(props: {
  readonly sheets: readonly Sheet[];
  readonly onJump: (id: string) => void;
  readonly onClose: () => void;
}) {
  const say = useText(visitSheetText);
  const { visit } = useBook();
  const [missingOnly, setMissingOnly] = useState(false);
  return (
    <FullScreen title={say('indexTitle')} onClose={props.onClose}>
      <Checkbox
        name="missing-only"
        label={say('indexMissingOnly')}
        checked={missingOnly}
        onChange={setMissingOnly}
      />
      {props.sheets.map((sheet) => (
        <section key={sheet.versionId} className="index-sheet">
          <h3>{isJoint(visit) ? `${sheet.name} · ${agencyName(visit, sheet.agencyId)}` : sheet.name}</h3>
          <SheetSections sheet={sheet} missingOnly={missingOnly} onJump={props.onJump} />
        </section>
      ))}
    </FullScreen>
  );
}

function SheetSections(props: {
  readonly sheet: Sheet;
  readonly missingOnly: boolean;
  readonly onJump: (id: string) => void;
}) {
  const say = useText(visitSheetText);
  const { content } = useBook();
  const [open, setOpen] = useState<number | null>(null);
  const { sheet, missingOnly } = props;
  return (
    <ul className="index-list">
      {sheetProgress(sheet, content.lines).map((section) => {
        const missing = section.missing.length;
        if (missingOnly && missing === 0) return null;
        const unfolded = missingOnly || open === section.index;
        return (
          <li key={section.index} data-missing={missing > 0}>
            <div className="index-row">
              <button
                type="button"
                className="index-section"
                onClick={() => props.onJump(`section-${sheet.versionId}-${section.index}`)}
              >
                <strong>{section.title}</strong>
                <span>
                  {`${section.answered}/${section.asked} · `}
                  {missing === 0 ? say('indexDone') : say('indexMissing', { n: missing })}
                  {section.problems === 0 ? null : ` · ${say('indexProblems', { n: section.problems })}`}
                </span>
              </button>
              <button
                type="button"
                className="index-more"
                aria-expanded={unfolded}
                aria-label={section.title}
                onClick={() => setOpen(unfolded ? null : section.index)}
              >
                {unfolded ? '−' : '+'}
              </button>
            </div>
            {unfolded ? <Lines {...props} index={section.index} /> : null}
          </li>
        );
      })}
    </ul>
  );
}

function Lines(props: {
  readonly sheet: Sheet;
  readonly index: number;
  readonly missingOnly: boolean;
  readonly onJump: (id: string) => void;
}) {
  const say = useText(visitSheetText);
  const { content } = useBook();
  const { sheet } = props;
  const missing = new Set(sheetProgress(sheet, content.lines)[props.index]?.missing.map(({ key }) => key));
  const lines = (sheet.sections[props.index]?.lines ?? []).filter(
    (line) => isAsked(sheet.versionId, line, content.lines) && (!props.missingOnly || missing.has(line.key)),
  );
  const wordsOf = (key: string): string => {
    const answer = content.lines.get(lineId(sheet.versionId, key));
    if (answer === undefined) return '';
    return answer.answer === null ? String(answer.value ?? '') : say(answer.answer);
  };
  return (
    <ul className="index-lines">
      {lines.map((line) => (
        <li key={line.key} data-missing={missing.has(line.key)}>
          <button type="button" onClick={() => props.onJump(`line-${sheet.versionId}-${line.key}`)}>
            <span>{line.requirement}</span>
            <span className="index-answer">{wordsOf(line.key)}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
