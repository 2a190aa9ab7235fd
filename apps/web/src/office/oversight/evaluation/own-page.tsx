/** The evaluator's only page beside the samples: the data, the scoring sheet, the report. */
import { Scrolls } from '../../../shared/ui/scrolls.tsx';
import '../audit/audit.css';
import '../../../shared/table/data-table.css';
import type { SheetLine } from '@mingcha/core/oversight/evaluation/evaluation.ts';
import {
  downloadPackage,
  type EvaluationView,
  ownEvaluation,
  saveSheet,
  submitEvaluation,
} from '@mingcha/core/oversight/evaluation/evaluation-api.ts';
import { evaluationPageText } from '@mingcha/core/oversight/evaluation/evaluation-page-text.ts';
import { indicatorText } from '@mingcha/core/oversight/figures/indicator-text.ts';
import { useState } from 'react';
import { addressOf } from '../../../shared/api/address.ts';
import { useApiAction, useApiQuery } from '../../../shared/api/use-api.ts';
import { TextArea } from '../../../shared/forms/field.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';
import { Button, buttonClass } from '../../../shared/ui/button.tsx';
import { ConfirmDialog } from '../../../shared/ui/dialog.tsx';
import { Page, PageHeader, Section } from '../../../shared/ui/page.tsx';
import { ErrorNotice, ErrorState, Notice, Skeleton } from '../../../shared/ui/states.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';
import { PairList } from '../../../shared/ui/values.tsx';
import { GoTo } from '../../shell/navigation.tsx';
import { Reports } from './evaluations-page.tsx';

export function OwnEvaluationPage() {
  const say = useText(evaluationPageText);
  const read = useApiQuery(ownEvaluation);
  const { data } = read;
  if (data === undefined)
    return (
      <Page>
        <PageHeader title={say('own')} />
        {read.status === 'loading' ? (
          <Skeleton lines={8} />
        ) : (
          <ErrorState error={read.error} onRetry={read.reload} />
        )}
      </Page>
    );
  return (
    <Page>
      <PageHeader
        title={data.title}
        lead={say('ownLead', { day: data.endsOn })}
        actions={
          <>
            <GoTo to="/audit/samples" className={buttonClass()}>
              {say('samples')}
            </GoTo>
            <a className={buttonClass()} href={addressOf(downloadPackage, {})} download>
              {say('package')}
            </a>
          </>
        }
      />
      <Section>
        <div className="audit-column">
          <PairList
            columns={2}
            pairs={[
              { name: say('organisation'), value: data.organisation },
              { name: say('period'), value: say('periodOf', { from: data.from, to: data.to }) },
              { name: say('agencies'), value: data.agencies.join('、'), wide: true },
              { name: say('state'), value: say(`state.${data.state}`) },
              { name: say('mean'), value: data.mean ?? say('none') },
            ]}
          />
          <p className="secondary">{say('packageText')}</p>
        </div>
      </Section>
      {data.state === 'draft' ? <Sheet key={data.id} evaluation={data} /> : <Submitted evaluation={data} />}
    </Page>
  );
}

function Submitted({ evaluation }: { readonly evaluation: EvaluationView }) {
  const say = useText(evaluationPageText);
  return (
    <Section title={say('report')}>
      <div className="audit-column">
        <Notice tone="verified">
          {evaluation.state === 'received'
            ? say('received', { name: evaluation.receivedName ?? '' })
            : say('submitted')}
        </Notice>
        <Reports id={evaluation.id} />
      </div>
    </Section>
  );
}

interface TypedLine {
  readonly indicator: SheetLine['indicator'];
  readonly score: string;
  readonly note: string;
}

const typedOf = (sheet: readonly SheetLine[]): readonly TypedLine[] =>
  sheet.map((line) => ({ ...line, score: line.score === null ? '' : String(line.score) }));
const isScore = (text: string): boolean => text === '' || (/^\d{1,3}$/.test(text) && Number(text) <= 100);

function Sheet({ evaluation }: { readonly evaluation: EvaluationView }) {
  const say = useText(evaluationPageText);
  const toast = useToast();
  const save = useApiAction(saveSheet);
  const submit = useApiAction(submitEvaluation);
  const [lines, setLines] = useState(typedOf(evaluation.sheet ?? []));
  const [summary, setSummary] = useState(evaluation.summary);
  const [advice, setAdvice] = useState(evaluation.advice);
  const [asked, setAsked] = useState(false);
  const isGood = lines.every((line) => isScore(line.score));
  const set = (index: number, change: Partial<TypedLine>) =>
    setLines((old) => old.map((line, at) => (at === index ? { ...line, ...change } : line)));
  const keep = async () => {
    const sheet = lines.map(({ indicator, score, note }) => ({
      indicator,
      score: score === '' ? null : Number(score),
      note,
    }));
    const result = await save.run({ body: { version: evaluation.version, sheet, summary, advice } });
    if (result.ok) toast(say('saved'));
    return result;
  };
  const send = async () => {
    const kept = await keep();
    if (kept.ok) await submit.run({ body: { version: kept.value.version } });
    setAsked(false);
  };
  return (
    <Section title={say('sheet')}>
      <div className="audit-column">
        <ErrorNotice error={save.error ?? submit.error} />
        <SheetTable lines={lines} onChange={set} />
        <Words summary={summary} advice={advice} onSummary={setSummary} onAdvice={setAdvice} />
        <div className="button-row">
          <Button busy={save.busy} disabled={!isGood} onClick={() => void keep()}>
            {say('save')}
          </Button>
          <Button kind="primary" disabled={!isGood} onClick={() => setAsked(true)}>
            {say('submit')}
          </Button>
        </div>
        <ConfirmDialog
          open={asked}
          question={say('submitQuestion')}
          action={say('submit')}
          busy={save.busy || submit.busy}
          onConfirm={() => void send()}
          onClose={() => setAsked(false)}
        >
          {say('submitText')}
        </ConfirmDialog>
      </div>
    </Section>
  );
}

function SheetTable(props: {
  readonly lines: readonly TypedLine[];
  readonly onChange: (index: number, change: Partial<TypedLine>) => void;
}) {
  const say = useText(evaluationPageText);
  const words = useText(indicatorText);
  return (
    <Scrolls>
      <table className="table audit-kinds audit-sheet" aria-label={say('sheet')}>
        <thead>
          <tr>
            <th scope="col">{say('indicator')}</th>
            <th scope="col">{say('score')}</th>
            <th scope="col">{say('note')}</th>
          </tr>
        </thead>
        <tbody>
          {props.lines.map((line, index) => (
            <tr key={line.indicator}>
              <th scope="row">
                {words(`${line.indicator}.name`)}
                <details>
                  <summary className="secondary">{say('definition')}</summary>
                  <p className="secondary">{words(`${line.indicator}.definition`)}</p>
                </details>
              </th>
              <td>
                <input
                  className="input input-short"
                  inputMode="numeric"
                  maxLength={3}
                  aria-label={`${words(`${line.indicator}.name`)} ${say('score')}`}
                  aria-invalid={!isScore(line.score)}
                  title={isScore(line.score) ? undefined : say('badScore')}
                  value={line.score}
                  onChange={(event) => props.onChange(index, { score: event.target.value.trim() })}
                />
              </td>
              <td>
                <textarea
                  className="input"
                  maxLength={1000}
                  rows={2}
                  placeholder={say('noteHint')}
                  aria-label={`${words(`${line.indicator}.name`)} ${say('note')}`}
                  value={line.note}
                  onChange={(event) => props.onChange(index, { note: event.target.value })}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scrolls>
  );
}

function Words(props: {
  readonly summary: string;
  readonly advice: string;
  readonly onSummary: (text: string) => void;
  readonly onAdvice: (text: string) => void;
}) {
  const say = useText(evaluationPageText);
  return (
    <>
      <TextArea
        name="summary"
        label={say('summary')}
        maxLength={8000}
        rows={6}
        value={props.summary}
        onChange={props.onSummary}
      />
      <TextArea
        name="advice"
        label={say('advice')}
        optional
        maxLength={8000}
        rows={4}
        value={props.advice}
        onChange={props.onAdvice}
      />
    </>
  );
}
