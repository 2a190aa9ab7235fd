/** A problem: canned finding, text, clauses, handling with its day, photos bound to it from the shutter on. */

import { proposedAction, proposedDueOn } from '@mingcha/core/inspections/visits/finding-proposal.ts';
import type { VisitFinding } from '@mingcha/core/inspections/visits/visit-content.ts';
import { type FindingAction, findingActions } from '@mingcha/core/inspections/visits/visit-fields.ts';
import { visitSheetText } from '@mingcha/core/inspections/visits/visit-sheet-text.ts';
import type { SheetLine } from '@mingcha/core/registers/sheets/sheet.ts';
import { dayOfInstant } from '../../shared/format.ts';
import { Checkbox } from '../../shared/forms/choices.tsx';
import { DayField, SelectField } from '../../shared/forms/field.tsx';
import { useText } from '../../shared/i18n/locale.tsx';
import { nowInstant } from '../../shared/platform/clock.ts';
import { ClausesField } from './clauses-field.tsx';
import { Doubled } from './doubled.tsx';
import { KeptArea } from './kept-fields.tsx';
import { Photos } from './photos.tsx';
import { Phrases } from './phrases.tsx';
import { useBook, useVisitActions } from './visit-context.tsx';

export function FindingForm(props: { readonly findingId: string; readonly line: SheetLine | null }) {
  const say = useText(visitSheetText);
  const { content, visit, evidence, fields } = useBook();
  const { write } = useVisitActions();
  const finding = content.findings.find(({ id }) => id === props.findingId);
  if (finding === undefined) return null;
  const path = `findings/${finding.id}`;
  const writable = finding.agencyId === visit.agencyId;
  if (!writable) return <FindingText finding={finding} />;
  const hasPhoto = evidence.some(({ findingId }) => findingId === finding.id);
  const doubled = ['text', 'clauses', 'action', 'dueOn', 'measures'].filter(
    (name) => (fields.get(`${path}/${name}`)?.beside.length ?? 0) > 0,
  );
  const words = props.line?.requirement ?? finding.text;
  return (
    <div className="finding">
      {doubled.map((name) => (
        <Doubled key={name} path={`${path}/${name}`} />
      ))}
      <Canned finding={finding} line={props.line} />
      <KeptArea
        name={`finding-${finding.id}`}
        label={say('findingText')}
        hint={say('findingTextHint')}
        rows={3}
        maxLength={2000}
        kept={finding.text}
        onKeep={(text) => write(`${path}/text`, text)}
      />
      <Phrases onTake={(phrase) => write(`${path}/text`, joined(finding.text, phrase))} />
      <Photos belonging={{ findingId: finding.id, line: null, words }} />
      {hasPhoto ? null : <p className="finding-need">{say('photoNeeded')}</p>}
      <ClausesField finding={finding} />
      <Handling finding={finding} />
      <Checkbox
        name={`public-${finding.id}`}
        label={say('isPublic')}
        hint={say('isPublicHint')}
        checked={finding.isPublic}
        onChange={(isPublic) => write(`${path}/public`, isPublic)}
      />
    </div>
  );
}

/** A phrase behind what stands there. */
function joined(text: string, phrase: string): string {
  return text.trim() === '' ? phrase : `${text.trim()}\n${phrase}`;
}

/** Frequent findings of the line: one tap takes text and handling over. */
function Canned(props: { readonly finding: VisitFinding; readonly line: SheetLine | null }) {
  const say = useText(visitSheetText);
  const { write } = useVisitActions();
  const { finding, line } = props;
  const choose = useChooseAction(finding.id);
  if (line === null || line.findings.length === 0) return null;
  const take = (text: string, handling: string) => {
    write(`findings/${finding.id}/text`, text);
    choose(proposedAction(handling));
  };
  return (
    <fieldset className="canned" aria-label={say('canned')}>
      {line.findings.map(({ text, handling }) => (
        <button
          key={text}
          type="button"
          className="canned-one"
          aria-pressed={finding.text === text}
          onClick={() => take(text, handling)}
        >
          {text}
        </button>
      ))}
    </fieldset>
  );
}

/** Takes an action with the day that the rule book proposes for it. */
function useChooseAction(findingId: string): (action: FindingAction) => void {
  const { terms } = useBook();
  const { write } = useVisitActions();
  return (action) => {
    write(`findings/${findingId}/action`, action);
    write(`findings/${findingId}/dueOn`, proposedDueOn(action, dayOfInstant(nowInstant()), terms));
  };
}

function Handling(props: { readonly finding: VisitFinding }) {
  const say = useText(visitSheetText);
  const { write } = useVisitActions();
  const { finding } = props;
  const { terms } = useBook();
  const path = `findings/${finding.id}`;
  const choose = useChooseAction(finding.id);
  const term = terms?.rectified ?? null;
  return (
    <>
      <SelectField
        name={`action-${finding.id}`}
        label={say('action')}
        value={finding.action ?? ''}
        choices={findingActions.map((value) => ({ value, label: say(`action.${value}`) }))}
        onChange={(value) => {
          const action = findingActions.find((each) => each === value);
          if (action !== undefined) choose(action);
        }}
      />
      {finding.action === 'rectify' ? (
        <>
          <DayField
            name={`due-${finding.id}`}
            label={say('dueOn')}
            hint={term === null ? say('dueHint') : say(`dueHint.${term.unit}`, { length: term.length })}
            value={finding.dueOn ?? ''}
            onChange={(day) => write(`${path}/dueOn`, day === '' ? null : day)}
          />
          <KeptArea
            name={`measures-${finding.id}`}
            label={say('measures')}
            optional
            rows={2}
            maxLength={1000}
            kept={finding.measures}
            onKeep={(text) => write(`${path}/measures`, text)}
          />
        </>
      ) : null}
    </>
  );
}

/** A problem of another agency: to read. */
export function FindingText(props: { readonly finding: VisitFinding }) {
  const say = useText(visitSheetText);
  const { finding } = props;
  return (
    <div className="finding finding-read">
      <p>{finding.text}</p>
      {finding.clauses.map(({ law, article }) => (
        <p key={`${law}${article}`} className="secondary">{`《${law}》${article}`}</p>
      ))}
      {finding.action === null ? null : <p>{say(`action.${finding.action}`)}</p>}
      <Photos readOnly belonging={{ findingId: finding.id, line: null, words: finding.text }} />
    </div>
  );
}
