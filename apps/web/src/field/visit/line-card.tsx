/**
 * One line of the sheet: what is asked, three large answers, and what unfolds below them. Drawn again only when its own
 * answer changes, so that a sheet of 300 lines stays quick.
 */

import { answerWrites, type LinePlace } from '@mingcha/core/inspections/visits/finding-proposal.ts';
import { type LineAnswer, lineAnswer } from '@mingcha/core/inspections/visits/visit-fields.ts';
import type { VisitTerms } from '@mingcha/core/inspections/visits/visit-pack.ts';
import { visitSheetText } from '@mingcha/core/inspections/visits/visit-sheet-text.ts';
import type { SheetLine } from '@mingcha/core/registers/sheets/sheet.ts';
import { memo, useState } from 'react';
import { dayOfInstant } from '../../shared/format.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { nowInstant } from '../../shared/platform/clock.ts';
import { newId } from '../store/ids.ts';
import { Doubled } from './doubled.tsx';
import { FindingForm } from './finding-form.tsx';
import { KeptArea } from './kept-fields.tsx';
import { LineDetails } from './line-details.tsx';
import { LineValue } from './line-value.tsx';
import { useVisitActions } from './visit-context.tsx';

export interface LineCardProps extends LinePlace {
  /** Position in the sheet, from 1. */
  readonly number: number;
  readonly answer: LineAnswer | undefined;
  readonly note: string;
  /** Id of the problem opened here, also of one that was taken back. */
  readonly findingId: string | null;
  readonly findingRemoved: boolean;
  readonly isDoubled: boolean;
  readonly writable: boolean;
  readonly terms: VisitTerms | null;
}

export const LineCard = memo(function LineCard(props: LineCardProps) {
  const say = useText(visitSheetText);
  const { line, answer, sheetVersionId, writable } = props;
  const [noting, setNoting] = useState(false);
  const [unfolded, setUnfolded] = useState(false);
  const give = useAnswer(props);
  const showsNote = noting || wantsNote(props);
  return (
    <li
      className="line-card"
      id={`line-${sheetVersionId}-${line.key}`}
      data-answer={answer?.answer ?? 'none'}
    >
      <p className="line-text">
        <span className="line-number">{props.number}</span>
        {line.requirement}
      </p>
      {props.isDoubled ? (
        <Doubled
          path={`lines/${sheetVersionId}/${line.key}`}
          onTake={(value) => {
            const taken = lineAnswer.safeParse(value);
            if (taken.success) give(taken.data);
          }}
        />
      ) : null}
      {line.answer === 'conformity' ? null : (
        <LineValue line={line} answer={answer} writable={writable} onAnswer={give} />
      )}
      <Answers line={line} answer={answer} writable={writable} onAnswer={give} />
      {answer?.by === 'section' ? <p className="line-by">{say('bySection')}</p> : null}
      <div className="line-tools">
        <button
          type="button"
          className="line-tool"
          aria-expanded={unfolded}
          onClick={() => setUnfolded(!unfolded)}
        >
          {say('details')}
        </button>
        {writable && !showsNote ? (
          <button type="button" className="line-tool" onClick={() => setNoting(true)}>
            {say('addNote')}
          </button>
        ) : null}
      </div>
      {unfolded ? <LineDetails place={props} answer={answer} writable={writable} onAnswer={give} /> : null}
      {showsNote ? <LineNote card={props} /> : null}
      {openFinding(props) === null ? null : <FindingForm findingId={openFinding(props) ?? ''} line={line} />}
    </li>
  );
});

/** What was not checked says why. */
function wantsNote({ note, answer }: LineCardProps): boolean {
  return note !== '' || answer?.answer === 'notChecked';
}

/** The problem that unfolds below the line; null when it conforms or was taken back. */
function openFinding(props: LineCardProps): string | null {
  return props.answer?.answer === 'nonConform' && !props.findingRemoved ? props.findingId : null;
}

function LineNote(props: { readonly card: LineCardProps }) {
  const say = useText(visitSheetText);
  const { write } = useVisitActions();
  const { line, answer, sheetVersionId, note, writable } = props.card;
  if (!writable) return <p className="line-note">{note}</p>;
  const isReason = answer?.answer === 'notChecked';
  return (
    <KeptArea
      name={`note-${line.key}`}
      label={say('note')}
      rows={2}
      optional={!isReason}
      maxLength={2000}
      {...(isReason ? { hint: say('whyNotChecked') } : {})}
      kept={note}
      onKeep={(text) => write(`notes/${sheetVersionId}/${line.key}`, text)}
    />
  );
}

/** Writes an answer with what follows from it. */
function useAnswer(props: LineCardProps): (answer: LineAnswer) => void {
  const { write } = useVisitActions();
  return (answer) => {
    const { findingId } = props;
    const finding = findingId === null ? null : { id: findingId, removed: props.findingRemoved };
    const today = dayOfInstant(nowInstant());
    const known = { finding, newId: newId(), today, terms: props.terms };
    for (const [path, value] of answerWrites(props, answer, known)) write(path, value);
  };
}

const verdicts = ['conform', 'nonConform', 'notApplicable'] as const;

function Answers(props: {
  readonly line: SheetLine;
  readonly answer: LineAnswer | undefined;
  readonly writable: boolean;
  readonly onAnswer: (answer: LineAnswer) => void;
}) {
  const say = useText(visitSheetText);
  const { line, answer, writable } = props;
  const offered = verdicts.filter((verdict) => verdict !== 'notApplicable' || line.notApplicable !== '');
  if (!writable) {
    const verdict = answer?.answer ?? null;
    return <p className="line-verdict">{verdict === null ? (answer?.value ?? '–') : say(verdict)}</p>;
  }
  return (
    <fieldset className="answers" aria-label={line.requirement}>
      {offered.map((verdict) => (
        <button
          key={verdict}
          type="button"
          className="answer"
          data-verdict={verdict}
          aria-pressed={answer?.answer === verdict}
          onClick={() => props.onAnswer({ answer: verdict, value: answer?.value ?? null, by: 'hand' })}
        >
          {say(verdict)}
        </button>
      ))}
    </fieldset>
  );
}
