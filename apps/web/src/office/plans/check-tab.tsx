/**
 * 核查: what the system shows before anyone asks. Findings with their answers first, then merge proposals, caps, coverage
 * of items, capacity, and the expected number of each class.
 */

import { format } from '@mingcha/core/common/text.ts';
import {
  answerFinding,
  type PlanCheck,
  type PlanFinding,
  readPlanCheck,
} from '@mingcha/core/plans/plan-check-api.ts';
import { planCheckText } from '@mingcha/core/plans/plan-check-text.ts';
import type { PlanView } from '@mingcha/core/plans/plan-views.ts';
import { useState } from 'react';
import { useApiAction, useApiQuery } from '../../shared/api/use-api.ts';
import { formatInstant, formatNumber } from '../../shared/format.ts';
import { useLocale, useText, useUi } from '../../shared/i18n/locale.tsx';
import { Button, buttonClass } from '../../shared/ui/button.tsx';
import { Figures, Section } from '../../shared/ui/page.tsx';
import { Scrolls } from '../../shared/ui/scrolls.tsx';
import { EmptyState, ErrorState, Skeleton } from '../../shared/ui/states.tsx';
import { useToast } from '../../shared/ui/toast.tsx';
import { StateChip } from '../../shared/ui/values.tsx';
import { ReasonDialog } from '../registers/reason-dialog.tsx';
import { GoTo } from '../shell/navigation.tsx';
import { Classes } from './entry-drawer.tsx';
import { MergeList } from './merge-list.tsx';
import { checkWords } from './words.ts';

export function CheckTab({ plan }: { readonly plan: PlanView }) {
  const say = useText(checkWords);
  const read = useApiQuery(readPlanCheck, { params: { id: plan.id } });
  if (read.data === undefined)
    return read.status === 'error' ? (
      <ErrorState error={read.error} onRetry={read.reload} />
    ) : (
      <Skeleton lines={8} />
    );
  const check = read.data;
  return (
    <div className="plan-fields">
      <p className="secondary">{say('checkLead', { time: formatInstant(check.takenAt) })}</p>
      <Findings plan={plan} findings={check.findings} />
      <MergeList plan={plan} overlaps={check.overlaps} />
      <Caps check={check} />
      <Coverage check={check} />
      <Capacity check={check} />
      <Expected plan={plan} check={check} />
    </div>
  );
}

const severityTones = { blocks: 'void', asks: 'warning', tells: 'neutral' } as const;

function Findings(props: { readonly plan: PlanView; readonly findings: readonly PlanFinding[] }) {
  const say = useText(checkWords);
  const [answering, setAnswering] = useState<PlanFinding | null>(null);
  const sentence = useFindingSentence();
  return (
    <Section title={say('findings')}>
      {props.findings.length === 0 ? (
        <EmptyState title={say('findingsNone')} />
      ) : (
        <ul className="plan-findings">
          {props.findings.map((finding) => (
            <li key={finding.key}>
              <div className="plan-finding">
                <StateChip tone={finding.answer === null ? severityTones[finding.severity] : 'verified'}>
                  {say(`severity.${finding.severity}`)}
                </StateChip>
                <div className="plan-cell">
                  <span>{sentence(finding)}</span>
                  {finding.answer === null ? null : (
                    <span className="secondary">
                      {say('answerBy', { name: finding.answer.byName, text: finding.answer.text })}
                    </span>
                  )}
                </div>
              </div>
              <FindingButtons plan={props.plan} finding={finding} onAnswer={() => setAnswering(finding)} />
            </li>
          ))}
        </ul>
      )}
      {answering === null ? null : (
        <AnswerDialog plan={props.plan} finding={answering} onClose={() => setAnswering(null)} />
      )}
    </Section>
  );
}

function useFindingSentence(): (finding: PlanFinding) => string {
  const { locale } = useLocale();
  return (finding) => {
    const words: Readonly<Record<string, string>> = planCheckText[locale];
    return format(words[finding.code] ?? finding.code, finding.data);
  };
}

function FindingButtons(props: {
  readonly plan: PlanView;
  readonly finding: PlanFinding;
  readonly onAnswer: () => void;
}) {
  const say = useText(checkWords);
  const { plan, finding } = props;
  if (!plan.mayConsolidate) return null;
  return (
    <div className="button-row">
      {finding.entryId === null ? null : (
        <GoTo
          to={`/plans/${plan.id}/entries/${finding.entryId}/edit`}
          className={buttonClass({ size: 'small' })}
        >
          {say('toEntry')}
        </GoTo>
      )}
      {finding.severity === 'asks' ? (
        <Button size="small" onClick={props.onAnswer}>
          {say(finding.answer === null ? 'answerNow' : 'answerAgain')}
        </Button>
      ) : null}
    </div>
  );
}

function AnswerDialog(props: {
  readonly plan: PlanView;
  readonly finding: PlanFinding;
  readonly onClose: () => void;
}) {
  const say = useText(checkWords);
  const toast = useToast();
  const sentence = useFindingSentence();
  const ui = useUi();
  const answer = useApiAction(answerFinding);
  const send = async (text: string) => {
    const body = { finding: props.finding.key, answer: text };
    const result = await answer.run({ params: { id: props.plan.id }, body });
    if (result.ok) toast(say('answered'));
    return result;
  };
  return (
    <ReasonDialog
      title={say('answerNow')}
      label={say('answer')}
      hint={say('answerHint')}
      text={sentence(props.finding)}
      initial={props.finding.answer?.text ?? ''}
      maxLength={500}
      verb={ui('confirm')}
      required
      onClose={props.onClose}
      onSubmit={send}
    />
  );
}

function Caps({ check }: { readonly check: PlanCheck }) {
  const say = useText(checkWords);
  const { caps } = check;
  return (
    <Section title={say('checkCapped')}>
      <div className="plan-stack">
        <Figures
          figures={[
            { name: say('capOver'), value: formatNumber(caps.over), unit: say('unitObjects') },
            { name: say('capPossible'), value: formatNumber(caps.possible), unit: say('unitObjects') },
            { name: say('capAbove'), value: say(`capAbove.${caps.above}`) },
          ]}
        />
        {caps.examples.length === 0 ? (
          <p className="secondary">{say('capNone')}</p>
        ) : (
          <Scrolls>
            <table className="table" aria-label={say('checkCapped')}>
              <thead>
                <tr>
                  <th>{say('capObject')}</th>
                  <th data-align="end">{say('capCounted')}</th>
                  <th data-align="end">{say('capExpected')}</th>
                  <th data-align="end">{say('capLimit')}</th>
                </tr>
              </thead>
              <tbody>
                {caps.examples.map((row) => (
                  <tr key={row.id}>
                    <td>
                      {row.name} <span className="mono secondary">{row.code}</span>
                    </td>
                    <td data-align="end">{row.counted}</td>
                    <td data-align="end">{row.expected / 100}</td>
                    <td data-align="end">{`${row.cap}（${row.capName}）`}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Scrolls>
        )}
      </div>
    </Section>
  );
}

function Coverage({ check }: { readonly check: PlanCheck }) {
  const say = useText(checkWords);
  const { items } = check;
  const all = items.general + items.key;
  return (
    <Section title={say('coverage')}>
      <p>{say('coverageLine', { all, general: items.general, key: items.key, planned: items.planned })}</p>
      {items.unused.length === 0 ? null : (
        <details>
          <summary>{`${say('coverageUnused')}（${items.unused.length}）`}</summary>
          <ul>
            {items.unused.map((item) => (
              <li key={item.itemKey}>{`${item.name}（${say(`tier.${item.tier}`)}）`}</li>
            ))}
          </ul>
        </details>
      )}
    </Section>
  );
}

const inDays = (tenths: number): string => formatNumber(Math.round(tenths) / 10);

function Capacity({ check }: { readonly check: PlanCheck }) {
  const say = useText(checkWords);
  const { capacity } = check;
  const days = say('unitPersonDays');
  return (
    <Section title={say('capacity')}>
      <div className="plan-stack">
        <Figures
          figures={[
            {
              name: say('capacityPeople'),
              value: formatNumber(capacity.inspectors),
              unit: say('unitPeople'),
            },
            {
              name: say('capacityDays'),
              value: capacity.workingDays === null ? '–' : formatNumber(capacity.workingDays),
              unit: say('unitDays'),
            },
            {
              name: say('capacityHave'),
              value: capacity.available === null ? '–' : inDays(capacity.available),
              unit: days,
            },
            { name: say('capacityNeed'), value: inDays(capacity.need), unit: days },
          ]}
        />
        <p className="secondary">{say('capacityFormula')}</p>
        <div className="plan-bars">
          {capacity.lines.map((line) => (
            <CapacityBar key={line.entryId} line={line} />
          ))}
        </div>
      </div>
    </Section>
  );
}

function CapacityBar({ line }: { readonly line: PlanCheck['capacity']['lines'][number] }) {
  const say = useText(checkWords);
  const { need, available } = line;
  const isShort = available !== null && need > available;
  const share = available === null || need === 0 ? 0 : isShort ? 100 : (need * 100) / available;
  const have = available === null ? '–' : inDays(available);
  return (
    <div className="plan-bar" data-short={isShort}>
      <span>{line.title}</span>
      <span className="nowrap">{`${inDays(need)} / ${have} ${say('unitPersonDays')}`}</span>
      <div aria-hidden="true">
        <span style={{ width: `${share}%` }} />
      </div>
    </div>
  );
}

function Expected(props: { readonly plan: PlanView; readonly check: PlanCheck }) {
  const say = useText(checkWords);
  const { locale } = useLocale();
  const rows = props.check.figures.filter((row) => row.classes.length > 0);
  if (rows.length === 0) return null;
  return (
    <Section title={say('expected')}>
      <p className="secondary">{say('expectedHint')}</p>
      {rows.map((row) => (
        <details key={row.entryId}>
          <summary>
            {props.plan.entries.find((entry) => entry.id === row.entryId)?.title[locale] ?? ''}　{say('base')}{' '}
            {formatNumber(row.base)}　{say('target')} {formatNumber(row.yearly)}
          </summary>
          <Classes figures={row} />
        </details>
      ))}
    </Section>
  );
}
