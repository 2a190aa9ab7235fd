/** The verdict in words, then every step with its outcome, its figures and how it is computed. */
import './verify.css';
import { verifyText } from '@mingcha/core/draws/verify-text.ts';
import {
  type Figure,
  firstFailure,
  isVoided,
  type ViewStep,
  wordsOfCode,
} from '@mingcha/core/draws/verify-view.ts';
import { formatInstant, formatNumber } from '../../shared/format.ts';
import { useLocale, useText } from '../../shared/i18n/locale.tsx';
import { Icon, type IconName } from '../../shared/ui/icons.tsx';
import { DigestGroups } from '../../shared/ui/seal.tsx';
import { Notice } from '../../shared/ui/states.tsx';
import type { VerifyReport } from './verify-messages.ts';

export function VerdictView(props: { readonly report: VerifyReport }) {
  const say = useText(verifyText);
  const { report } = props;
  return (
    <div className="verdict-page">
      <Verdict report={report} />
      <section className="verdict-steps" aria-label={say('steps')}>
        <h2>{say('steps')}</h2>
        <ol>
          {report.steps.map((step, index) => (
            <StepLine key={step.id} step={step} number={index + 1} figures={report.figures[step.id] ?? []} />
          ))}
        </ol>
      </section>
      <Notice title={say('limit.title')}>{say('limit.text')}</Notice>
    </div>
  );
}

function Verdict(props: { readonly report: VerifyReport }) {
  const say = useText(verifyText);
  const { report } = props;
  const failure = firstFailure(report.steps);
  const count = (status: ViewStep['status']) =>
    report.steps.reduce((sum, step) => sum + (step.status === status ? 1 : 0), 0);
  const words = verdictWords(report, failure);
  return (
    <div className="verdict" data-ok={report.ok} aria-live="polite">
      <Icon name={report.ok ? 'check' : 'cross'} size={40} />
      <div>
        <p className="verdict-title">{say(words.title)}</p>
        <p>{say(words.text, failure === null ? {} : { n: failure.n, step: say(`step.${failure.id}`) })}</p>
        <p className="verdict-counts">
          {say('verdict.counts', {
            pass: count('PASS'),
            fail: count('FAIL'),
            sealed: count('NOT DISCLOSED'),
            open: count('NOT CHECKED'),
          })}
          <span>{say('verdict.where', { seconds: report.seconds.toFixed(1) })}</span>
        </p>
      </div>
    </div>
  );
}

function verdictWords(report: VerifyReport, failure: ReturnType<typeof firstFailure>) {
  if (failure !== null) return { title: 'verdict.fail', text: 'verdict.failText' } as const;
  if (report.mismatch) return { title: 'verdict.mismatch', text: 'verdict.mismatchText' } as const;
  if (isVoided(report.steps)) return { title: 'verdict.void', text: 'verdict.voidText' } as const;
  return report.draw?.infeasible === true
    ? ({ title: 'verdict.ok', text: 'verdict.infeasibleText' } as const)
    : ({ title: 'verdict.ok', text: 'verdict.okText' } as const);
}

const icons: Readonly<Record<ViewStep['status'], IconName>> = {
  PASS: 'check',
  FAIL: 'cross',
  'NOT DISCLOSED': 'lock',
  'NOT CHECKED': 'info',
};

interface StepLineProps {
  readonly step: ViewStep;
  readonly number: number;
  readonly figures: readonly Figure[];
}

function StepLine(props: StepLineProps) {
  const say = useText(verifyText);
  const { locale } = useLocale();
  const { step, number, figures } = props;
  return (
    <li className="step-line" data-status={step.status}>
      <Icon name={icons[step.status]} />
      <div className="step-body">
        <p className="step-head">
          <strong>{`${number} ${say(`step.${step.id}`)}`}</strong>
          <span className="step-status">{say(`status.${step.status}`)}</span>
        </p>
        <p>{wordsOfCode(locale, step.code)}</p>
        <Difference step={step} />
        <details className="step-more">
          <summary>{say('howTitle')}</summary>
          <p>{say(`how.${step.id}`)}</p>
          <FigureList figures={figures} />
        </details>
      </div>
    </li>
  );
}

/** Values of a failure are cut to what a screen can hold; the whole stands in the bundle. */
const longest = 300;

function Difference(props: { readonly step: ViewStep }) {
  const say = useText(verifyText);
  const { status, code, expected, found } = props.step;
  if (status !== 'FAIL') return null;
  const cut = (text: string) => (text.length > longest ? `${text.slice(0, longest)}…` : text);
  return (
    <dl className="step-difference">
      {expected === null ? null : (
        <div>
          <dt>{say('expected')}</dt>
          <dd>{cut(expected)}</dd>
        </div>
      )}
      {found === null ? null : (
        <div>
          <dt>{say('found')}</dt>
          <dd>{cut(found)}</dd>
        </div>
      )}
      <div>
        <dt>{say('code')}</dt>
        <dd>{code}</dd>
      </div>
    </dl>
  );
}

function FigureList(props: { readonly figures: readonly Figure[] }) {
  const say = useText(verifyText);
  if (props.figures.length === 0) return null;
  return (
    <dl className="step-figures">
      {props.figures.map((figure, index) => (
        <div key={index}>
          <dt>{say(figure.key, figure.data)}</dt>
          <dd>
            <FigureValue figure={figure} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function FigureValue(props: { readonly figure: Figure }) {
  const { value, form } = props.figure;
  if (form === 'number' && typeof value === 'number') return <>{formatNumber(value)}</>;
  if (form === 'instant') return <>{formatInstant(String(value), true)}</>;
  if (form === 'digest') return <DigestGroups digest={String(value)} copy={false} />;
  return <>{value}</>;
}
