/** One problem of a result: what, on which basis, what follows, until when. */
import { resultPageText } from '@mingcha/core/inspections/results/result-page-text.ts';
import { datedActions } from '@mingcha/core/inspections/results/result-rules.ts';
import { type FindingAction, findingActions } from '@mingcha/core/inspections/visits/visit-fields.ts';
import { Checkbox } from '../../shared/forms/choices.tsx';
import { DayField, SelectField, TextArea, TextField } from '../../shared/forms/field.tsx';
import { useText } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';
import type { TypedFinding } from './result-values.ts';

interface FindingProps {
  readonly n: number;
  /** Items of the team. */
  readonly items: readonly { readonly itemKey: string; readonly code: string; readonly name: string }[];
  readonly finding: TypedFinding;
  /** Proposed by the rule book once correction is ordered; anybody may change it. */
  readonly rectifyBy: string;
  readonly error: (name: string) => string | undefined;
  readonly onChange: (finding: TypedFinding) => void;
  readonly onRemove: () => void;
}

export function FindingFields(props: FindingProps) {
  const { n, finding, error, onChange } = props;
  const say = useText(resultPageText);
  const set = (part: Partial<TypedFinding>) => onChange({ ...finding, ...part });
  const name = (member: string) => `findings.${n}.${member}`;
  return (
    <div className="result-box">
      <div className="result-box-head">
        <h4>{say('findingN', { n: n + 1 })}</h4>
        {finding.evidenceIds.length === 0 ? null : (
          <span className="secondary">{say('evidenceCount', { n: finding.evidenceIds.length })}</span>
        )}
        <Button size="small" kind="quiet" onClick={props.onRemove}>
          {say('removeFinding')}
        </Button>
      </div>
      <TextArea
        name={name('text')}
        label={say('findingText')}
        rows={2}
        maxLength={2000}
        error={error(name('text'))}
        value={finding.text}
        onChange={(text) => set({ text })}
      />
      <Handling {...props} />
      <Clauses {...props} />
      <TextField
        name={name('measures')}
        label={say('measures')}
        optional
        maxLength={1000}
        error={error(name('measures'))}
        value={finding.measures}
        onChange={(measures) => set({ measures })}
      />
      <Checkbox
        name={name('isPublic')}
        label={say('isPublic')}
        checked={finding.isPublic}
        onChange={(isPublic) => set({ isPublic })}
      />
    </div>
  );
}

function Handling({ n, items, finding, rectifyBy, error, onChange }: FindingProps) {
  const say = useText(resultPageText);
  const set = (part: Partial<TypedFinding>) => onChange({ ...finding, ...part });
  const name = (member: string) => `findings.${n}.${member}`;
  return (
    <div className="result-row">
      <SelectField
        name={name('itemKey')}
        label={say('findingItem')}
        empty={say('wholeVisit')}
        choices={items.map((item) => ({ value: item.itemKey, label: item.name || item.code }))}
        error={error(name('itemKey'))}
        value={finding.itemKey}
        onChange={(itemKey) => set({ itemKey })}
      />
      <SelectField
        name={name('action')}
        label={say('action')}
        choices={findingActions.map((value) => ({ value, label: say(`action.${value}`) }))}
        error={error(name('action'))}
        value={finding.action}
        onChange={(action) =>
          set({
            action: action as FindingAction | '',
            ...(action === 'rectify' && finding.dueOn === '' ? { dueOn: rectifyBy } : {}),
          })
        }
      />
      {finding.action !== '' && datedActions.includes(finding.action) ? (
        <DayField
          name={name('dueOn')}
          label={say('dueOn')}
          error={error(name('dueOn'))}
          value={finding.dueOn}
          onChange={(dueOn) => set({ dueOn })}
        />
      ) : null}
    </div>
  );
}

function Clauses({ n, finding, error, onChange }: FindingProps) {
  const say = useText(resultPageText);
  const change = (at: number, part: { law?: string; article?: string }) => {
    const clause = finding.clauses[at];
    if (clause !== undefined)
      onChange({ ...finding, clauses: finding.clauses.with(at, { ...clause, ...part }) });
  };
  return (
    <>
      {finding.clauses.map((clause, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: clauses have no ids and keep their places
        <div key={at} className="result-row">
          <TextField
            name={`findings.${n}.clauses.${at}.law`}
            label={say('law')}
            optional={at > 0}
            maxLength={200}
            error={error(`findings.${n}.clauses.${at}.law`)}
            value={clause.law}
            onChange={(law) => change(at, { law })}
          />
          <TextField
            name={`findings.${n}.clauses.${at}.article`}
            label={say('article')}
            optional
            maxLength={400}
            error={error(`findings.${n}.clauses.${at}.article`)}
            value={clause.article}
            onChange={(article) => change(at, { article })}
          />
          {at === finding.clauses.length - 1 && finding.clauses.length < 20 ? (
            <Button
              size="small"
              kind="quiet"
              onClick={() =>
                onChange({ ...finding, clauses: [...finding.clauses, { law: '', article: '' }] })
              }
            >
              {say('addClause')}
            </Button>
          ) : (
            // Keeps the columns of all clauses in line.
            <span aria-hidden />
          )}
        </div>
      ))}
    </>
  );
}
