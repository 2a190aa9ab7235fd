/**
 * Entering a team's result: the fast path where the visit noted nothing (one screen, one confirmation, no text), else a
 * result for each item and each problem with its basis, action and day. Nothing is chosen beforehand.
 */
import { submitResult, type TeamResultView } from '@mingcha/core/inspections/results/result-api.ts';
import { resultPageText } from '@mingcha/core/inspections/results/result-page-text.ts';
import { useState } from 'react';
import { newActionId } from '../../shared/api/action-id.ts';
import { useApiAction } from '../../shared/api/use-api.ts';
import { DayField, SelectField, TextArea, TextField } from '../../shared/forms/field.tsx';
import { Form, type FormState, useForm } from '../../shared/forms/form.tsx';
import { useText } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { ConfirmDialog } from '../../shared/ui/dialog.tsx';
import { ErrorNotice } from '../../shared/ui/states.tsx';
import { useToast } from '../../shared/ui/toast.tsx';
import { Hint } from '../help/hint.tsx';
import { FindingFields } from './finding-fields.tsx';
import { firstValues, missingIn, newFinding, sentResult, type TypedResult } from './result-values.ts';
import type { TeamProps } from './results-section.tsx';

type FormProps = TeamProps & { readonly rectifyBy: string };

export function ResultForm(props: FormProps) {
  const { inspectionId, team } = props;
  const [long, setLong] = useState(false);
  const isFast =
    !long &&
    !team.outside &&
    team.submissions.length === 0 &&
    team.found.length === 0 &&
    team.concealment === '' &&
    team.outcome === 'normal' &&
    team.codes.some((each) => each.code === 'noProblem');
  return isFast ? (
    <FastPath inspectionId={inspectionId} team={team} onOther={() => setLong(true)} />
  ) : (
    <LongForm {...props} />
  );
}

function useSubmit({ inspectionId, team }: TeamProps) {
  const say = useText(resultPageText);
  const toast = useToast();
  const action = useApiAction(submitResult);
  const send = async (typed: TypedResult) => {
    const body = { agencyId: team.agencyId, version: team.version, ...sentResult(typed, team.outside) };
    const result = await action.run({ params: { id: inspectionId }, body });
    if (result.ok) toast(say('submitted'));
    return result;
  };
  return { send, busy: action.busy, error: action.error };
}

function FastPath(props: TeamProps & { readonly onOther: () => void }) {
  const { team } = props;
  const say = useText(resultPageText);
  const submit = useSubmit(props);
  const [asking, setAsking] = useState(false);
  const send = async () => {
    const items = team.items.map(({ itemKey }) => ({ itemKey, code: 'noProblem', note: '' }));
    const result = await submit.send({ ...firstValues(team), items });
    if (!result.ok) setAsking(false);
  };
  return (
    <div className="result-fast">
      <h3>{say('fastTitle')}</h3>
      <p>{say('fastText')}</p>
      <ErrorNotice error={submit.error} />
      <div className="button-row">
        <Button kind="primary" size="large" onClick={() => setAsking(true)}>
          {say('fastAction')}
        </Button>
        <Button onClick={props.onOther}>{say('fastOther')}</Button>
      </div>
      <ConfirmDialog
        open={asking}
        question={say('fastAsk', { n: team.items.length })}
        action={say('fastConfirm')}
        busy={submit.busy}
        onConfirm={() => void send()}
        onClose={() => setAsking(false)}
      >
        <ul className="result-list">
          {team.items.map((item) => (
            <li key={item.itemKey}>{[item.code, item.name].filter((text) => text !== '').join(' ')}</li>
          ))}
        </ul>
      </ConfirmDialog>
    </div>
  );
}

function LongForm({ inspectionId, team, rectifyBy }: FormProps) {
  const say = useText(resultPageText);
  const submit = useSubmit({ inspectionId, team });
  const form = useForm<TypedResult>(firstValues(team));
  const send = async () => {
    const missing = missingIn(form.values, team.outside);
    if (missing.length > 0)
      return form.setProblems(missing.map((each) => ({ field: each.field, message: say(each.key) })));
    const result = await submit.send(form.values);
    if (!result.ok) form.refuse(result.error);
  };
  return (
    <Form
      label={say('entryTitle')}
      problems={form.problems}
      onSubmit={send}
      actions={
        <Button kind="primary" type="submit" busy={submit.busy}>
          {say('submit')}
        </Button>
      }
    >
      <Hint form="result" />
      <div className="result-box-head">
        <h3>{say('entryTitle')}</h3>
        <span className="secondary">{say('entryLead')}</span>
      </div>
      <Items team={team} form={form} />
      <Findings team={team} form={form} rectifyBy={rectifyBy} />
      <TextArea
        name="concealment"
        label={say('concealment')}
        hint={say('concealmentHint')}
        optional
        rows={2}
        maxLength={4000}
        error={form.error('concealment')}
        value={form.values.concealment}
        onChange={form.set('concealment')}
      />
      {team.outside ? <Behalf team={team} form={form} /> : null}
    </Form>
  );
}

interface PartProps {
  readonly team: TeamResultView;
  readonly form: FormState<TypedResult>;
}

function Findings({ team, form, rectifyBy }: PartProps & { readonly rectifyBy: string }) {
  const say = useText(resultPageText);
  const firstProblem = team.items.length === 1 ? (team.items[0]?.itemKey ?? '') : '';
  const add = () => form.set('findings')([...form.values.findings, newFinding(newActionId(), firstProblem)]);
  return (
    <>
      <div className="result-box-head">
        <h3>{say('findings')}</h3>
        <Button size="small" onClick={add}>
          {say('addFinding')}
        </Button>
      </div>
      {form.values.findings.length === 0 ? <p className="secondary">{say('findingsNone')}</p> : null}
      {form.values.findings.map((finding, n) => (
        <FindingFields
          key={finding.id}
          n={n}
          items={team.items}
          finding={finding}
          rectifyBy={rectifyBy}
          error={form.error}
          onChange={(next) => form.set('findings')(form.values.findings.with(n, next))}
          onRemove={() => form.set('findings')(form.values.findings.filter((_, at) => at !== n))}
        />
      ))}
    </>
  );
}

function Items({ team, form }: PartProps) {
  const say = useText(resultPageText);
  const codes = team.codes.map((each) => ({ value: each.code, label: each.wording }));
  const change = (n: number, part: { code?: string; note?: string }) => {
    const item = form.values.items[n];
    if (item !== undefined) form.set('items')(form.values.items.with(n, { ...item, ...part }));
  };
  return (
    <div>
      {team.items.map((item, n) => {
        const typed = form.values.items[n];
        const suggested = team.codes.find((each) => each.code === item.suggested);
        return (
          <div key={item.itemKey} className="result-item">
            <p className="result-item-name">
              <span className="mono">{item.code}</span> {item.name}
              {suggested === undefined || typed?.code === suggested.code ? null : (
                <span className="result-clock">
                  <span className="secondary">{say('suggested', { wording: suggested.wording })}</span>
                  <Button size="small" kind="quiet" onClick={() => change(n, { code: suggested.code })}>
                    {say('take')}
                  </Button>
                </span>
              )}
            </p>
            <div className="inspection-team">
              <SelectField
                name={`items.${n}.code`}
                label={say('code')}
                choices={codes}
                error={form.error(`items.${n}.code`)}
                value={typed?.code ?? ''}
                onChange={(code) => change(n, { code })}
              />
              <TextField
                name={`items.${n}.note`}
                label={say('note')}
                optional
                maxLength={2000}
                error={form.error(`items.${n}.note`)}
                value={typed?.note ?? ''}
                onChange={(note) => change(n, { note })}
              />
            </div>
          </div>
        );
      })}
    </div>
  );
}

function Behalf({ team, form }: PartProps) {
  const say = useText(resultPageText);
  return (
    <div className="result-box">
      <div className="result-box-head">
        <h3>{say('behalfTitle')}</h3>
      </div>
      <p className="secondary">{say('behalfText', { agency: team.agencyName })}</p>
      <div className="result-row">
        <TextField
          name="onBehalf.confirmedBy"
          label={say('confirmedBy')}
          maxLength={60}
          error={form.error('onBehalf.confirmedBy')}
          value={form.values.confirmedBy}
          onChange={form.set('confirmedBy')}
        />
        <DayField
          name="onBehalf.confirmedOn"
          label={say('confirmedOn')}
          error={form.error('onBehalf.confirmedOn')}
          value={form.values.confirmedOn}
          onChange={form.set('confirmedOn')}
        />
        <TextField
          name="onBehalf.proof"
          label={say('proof')}
          hint={say('proofHint')}
          maxLength={200}
          error={form.error('onBehalf.proof')}
          value={form.values.proof}
          onChange={form.set('proof')}
        />
      </div>
    </div>
  );
}
