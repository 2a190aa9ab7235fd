/** The page for the representative, in plain language: what was inspected, what was found, by when, which rights. */
import { lineId, sheetProgress } from '@mingcha/core/inspections/visits/sheet-progress.ts';
import { partyOpinions } from '@mingcha/core/inspections/visits/visit-fields.ts';
import { visitSheetText } from '@mingcha/core/inspections/visits/visit-sheet-text.ts';
import { visitSignText } from '@mingcha/core/inspections/visits/visit-sign-text.ts';
import { useState } from 'react';
import { formatDay } from '../../shared/format.ts';
import { TextArea } from '../../shared/forms/field.tsx';
import { useLocale, useText } from '../../shared/i18n/locale.tsx';
import { nowInstant } from '../../shared/platform/clock.ts';
import { Button } from '../../shared/ui/button.tsx';
import { PhoneActions } from '../frame.tsx';
import { Doubled } from './doubled.tsx';
import type { StepProps } from './step-props.ts';
import { ownTeam } from './team.ts';
import type { VisitBook } from './visit-book.ts';
import { useBook, useVisitActions } from './visit-context.tsx';

type PartyOpinion = (typeof partyOpinions)[number];

export function FeedbackStep(props: StepProps) {
  const say = useText(visitSignText);
  const book = useBook();
  const { content } = book;
  const { write } = useVisitActions();
  const [opinion, setOpinion] = useState<PartyOpinion>(content.feedback?.opinion ?? 'agrees');
  const [statement, setStatement] = useState(content.feedback?.statement ?? '');
  const [asked, setAsked] = useState(false);
  const figures = figuresOf(book);
  const lacks = opinion === 'objects' && statement.trim() === '';
  const press = () => {
    if (lacks) return setAsked(true);
    const at = nowInstant();
    const text = say('summary', { ...figures, findings: content.findings.length });
    write('feedback', { at, text, opinion, statement: statement.trim() });
    // The time of an outcome that was taken back is not the end of the visit.
    if (content.feedback === null || content.ended === null) write('ended', at);
    return props.onNext();
  };
  return (
    <>
      <h2>{say('feedbackTitle')}</h2>
      <p className="secondary">{say('feedbackLead')}</p>
      <Checked figures={figures} />
      <Found />
      <section>
        <h3>{say('rightsTitle')}</h3>
        <p>{say('rightsText', { phone: ownTeam(book.visit)?.supervisionPhone ?? '' })}</p>
      </section>
      <Doubled path="feedback" />
      <TextArea
        name="statement"
        label={say('statement')}
        hint={say('statementHint')}
        optional={opinion !== 'objects'}
        rows={3}
        maxLength={2000}
        value={statement}
        error={asked && lacks ? say('statementNeeded') : undefined}
        onChange={setStatement}
      />
      <Opinion opinion={opinion} onOpinion={setOpinion} />
      <PhoneActions>
        <Button kind="primary" onClick={press}>
          {say(`feedbackAction.${opinion}`)}
        </Button>
      </PhoneActions>
    </>
  );
}

/** Whoever agrees is recorded by the action at the foot, which says so; the others are chosen here first. */
function Opinion(props: {
  readonly opinion: PartyOpinion;
  readonly onOpinion: (opinion: PartyOpinion) => void;
}) {
  const say = useText(visitSignText);
  return (
    <fieldset className="answers" aria-label={say('opinion')}>
      {partyOpinions.map((each) => (
        <button
          key={each}
          type="button"
          className="answer"
          aria-pressed={props.opinion === each}
          onClick={() => props.onOpinion(each)}
        >
          {say(`opinion.${each}`)}
        </button>
      ))}
    </fieldset>
  );
}

interface Figures extends Readonly<Record<string, number>> {
  /** Answered. */
  readonly asked: number;
  /** Asked and not answered, also by other agencies. */
  readonly open: number;
  readonly conform: number;
  readonly nonConform: number;
  readonly notApplicable: number;
  readonly notChecked: number;
}

/** Over the sheets of all agencies: it is one visit to the enterprise. */
function figuresOf({ visit, content }: VisitBook): Figures {
  const count = { asked: 0, open: 0, conform: 0, nonConform: 0, notApplicable: 0, notChecked: 0 };
  for (const sheet of visit.sheets) {
    for (const section of sheetProgress(sheet, content.lines)) {
      count.asked += section.answered;
      count.open += section.asked - section.answered;
    }
    for (const line of sheet.sections.flatMap((section) => section.lines)) {
      const answer = content.lines.get(lineId(sheet.versionId, line.key));
      const verdict = answer?.answer ?? (answer?.value == null ? null : 'conform');
      if (verdict !== null) count[verdict] += 1;
    }
  }
  return count;
}

function Checked(props: { readonly figures: Figures }) {
  const say = useText(visitSignText);
  const { visit, content } = useBook();
  const items = [...new Set(visit.teams.flatMap((team) => team.items.map((item) => item.name)))];
  const abnormal = content.outcome !== null && content.outcome.outcome !== 'normal';
  return (
    <section>
      <h3>{say(abnormal ? 'outcomeTitle' : 'checkedTitle')}</h3>
      {abnormal ? <p>{content.outcome?.facts}</p> : null}
      <p>{say('checkedItems', { items: items.join('；') })}</p>
      {abnormal ? null : <p>{say('checkedLines', props.figures)}</p>}
      {abnormal || props.figures.open === 0 ? null : <p>{say('linesOpen', { n: props.figures.open })}</p>}
    </section>
  );
}

function Found() {
  const say = useText(visitSignText);
  const words = useText(visitSheetText);
  const { locale } = useLocale();
  const { content } = useBook();
  const guidance = content.guidance.filter(({ text }) => text !== '');
  return (
    <>
      <section>
        <h3>{say('foundTitle')}</h3>
        {content.findings.length === 0 ? <p>{say('foundNone')}</p> : null}
        <ol className="found">
          {content.findings.map((finding) => (
            <li key={finding.id}>
              <p>{finding.text}</p>
              {finding.clauses.map(({ law, article }) => (
                <p key={`${law}${article}`} className="secondary">{`《${law}》${article}`}</p>
              ))}
              {finding.action === null ? null : (
                <p>
                  <strong>
                    {finding.action === 'rectify' && finding.dueOn !== null
                      ? say('foundBy', { day: formatDay(finding.dueOn, locale) })
                      : words(`action.${finding.action}`)}
                  </strong>
                </p>
              )}
            </li>
          ))}
        </ol>
      </section>
      {guidance.length === 0 ? null : (
        <section>
          <h3>{say('guidanceTitle')}</h3>
          {guidance.map(({ id, text }) => (
            <p key={id}>{text}</p>
          ))}
        </section>
      )}
    </>
  );
}
