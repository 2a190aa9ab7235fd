/** The check sheet: all sections in one list, drawn as it is scrolled; the index jumps; what is missing is counted. */
import { sheetProgress } from '@mingcha/core/inspections/visits/sheet-progress.ts';
import type { PackedVisit } from '@mingcha/core/inspections/visits/visit-pack.ts';
import { visitSheetText } from '@mingcha/core/inspections/visits/visit-sheet-text.ts';
import { visitStepText } from '@mingcha/core/inspections/visits/visit-step-text.ts';
import { useMemo, useState } from 'react';
import { useText } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { EmptyState } from '../../shared/ui/states.tsx';
import { PhoneActions } from '../frame.tsx';
import { SheetIndex } from './sheet-index.tsx';
import { SheetSection } from './sheet-section.tsx';
import type { StepProps } from './step-props.ts';
import { isAbnormal } from './steps.ts';
import { agencyName, isJoint } from './team.ts';
import { useGrowing } from './use-growing.ts';
import { useJump } from './use-jump.ts';
import { useBook } from './visit-context.tsx';

type Sheet = PackedVisit['sheets'][number];

export function SheetStep(props: StepProps) {
  const { content } = useBook();
  return isAbnormal(content) ? <Skipped {...props} /> : <WholeSheet onNext={props.onNext} />;
}

/** Nothing is checked line by line where nobody could be inspected. */
function Skipped(props: StepProps) {
  const steps = useText(visitStepText);
  return (
    <>
      <EmptyState
        title={steps('outcomeSkips')}
        action={<Button onClick={props.onOutcome}>{steps('outcomePage')}</Button>}
      />
      <PhoneActions>
        <Button kind="primary" onClick={() => props.onGo('sign')}>
          {steps('next', { step: steps('step.sign') })}
        </Button>
      </PhoneActions>
    </>
  );
}

function WholeSheet(props: { readonly onNext: () => void }) {
  const say = useText(visitSheetText);
  const { visit, content } = useBook();
  const [index, setIndex] = useState(false);
  const sheets = useMemo(() => ownFirst(visit), [visit]);
  const total = sheets.reduce(
    (sum, sheet) => sum + sheet.sections.reduce((n, { lines }) => n + lines.length, 0),
    0,
  );
  const [shown, showAll] = useGrowing(total);
  const jump = useJump(showAll);
  const mine = sheets.filter(({ agencyId }) => agencyId === visit.agencyId);
  const progress = mine.map((sheet) => ({ sheet, sections: sheetProgress(sheet, content.lines) }));
  const figures = progress.flatMap(({ sections }) => sections);
  const asked = figures.reduce((sum, section) => sum + section.asked, 0);
  const answered = figures.reduce((sum, section) => sum + section.answered, 0);
  const missing = progress.flatMap(({ sheet, sections }) =>
    sections.flatMap((section) => section.missing.map((line) => `line-${sheet.versionId}-${line.key}`)),
  );
  if (total === 0) return <NoSheet onNext={props.onNext} />;
  return (
    <>
      <SheetList sheets={sheets} shown={shown} />
      <PhoneActions>
        <div className="sheet-foot">
          <button type="button" className="sheet-count" onClick={() => setIndex(true)}>
            <span>{say('index')}</span>
            <strong>{`${answered}/${asked}`}</strong>
          </button>
          {missing[0] === undefined ? (
            <Button kind="primary" onClick={props.onNext}>
              {say('toFeedback')}
            </Button>
          ) : (
            <Button kind="primary" onClick={() => jump(missing[0] ?? '')}>
              {say('nextMissing')}
            </Button>
          )}
        </div>
      </PhoneActions>
      {index ? (
        <SheetIndex
          sheets={sheets}
          onClose={() => setIndex(false)}
          onJump={(id) => {
            setIndex(false);
            jump(id);
          }}
        />
      ) : null}
    </>
  );
}

function ownFirst(visit: PackedVisit): readonly Sheet[] {
  const own = (sheet: Sheet) => (sheet.agencyId === visit.agencyId ? 0 : 1);
  return visit.sheets.toSorted((a, b) => own(a) - own(b));
}

/** As many lines as have been drawn so far, sheet by sheet and section by section. */
function SheetList(props: { readonly sheets: readonly Sheet[]; readonly shown: number }) {
  const say = useText(visitSheetText);
  const { visit } = useBook();
  const starts = sectionStarts(props.sheets);
  return props.sheets.map((sheet, sheetAt) => {
    const parts = sheet.sections.map((section, at) => {
      const before = starts[sheetAt]?.[at] ?? 0;
      const lines = Math.max(0, Math.min(section.lines.length, props.shown - before));
      const first = before + 1;
      return lines === 0 ? null : (
        <SheetSection key={at} sheet={sheet} index={at} shown={lines} firstNumber={first} />
      );
    });
    const owner = agencyName(visit, sheet.agencyId);
    return (
      <section key={sheet.versionId} className="sheet" aria-label={sheet.name}>
        <header className="sheet-head">
          <h2>{sheet.name}</h2>
          {isJoint(visit) ? (
            <p className="secondary">
              {say(sheet.agencyId === visit.agencyId ? 'ofAgency' : 'readOnly', { agency: owner })}
            </p>
          ) : null}
        </header>
        {parts}
      </section>
    );
  });
}

/** How many lines stand before each section, over all sheets. */
function sectionStarts(sheets: readonly Sheet[]): readonly (readonly number[])[] {
  const starts: number[][] = [];
  let count = 0;
  for (const sheet of sheets) {
    const own: number[] = [];
    for (const section of sheet.sections) {
      own.push(count);
      count += section.lines.length;
    }
    starts.push(own);
  }
  return starts;
}

function NoSheet(props: { readonly onNext: () => void }) {
  const say = useText(visitSheetText);
  const steps = useText(visitStepText);
  return (
    <>
      <EmptyState title={say('sheetNone')} text={say('sheetNoneText')} />
      <PhoneActions>
        <Button kind="primary" onClick={props.onNext}>
          {steps('next', { step: steps('step.feedback') })}
        </Button>
      </PhoneActions>
    </>
  );
}
