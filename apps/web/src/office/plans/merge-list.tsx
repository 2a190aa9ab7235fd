/** 1+X proposals of the check: which entry leads can be swapped; merged by one press, or asked of the other agency. */
import { mergeEntries } from '@mingcha/core/plans/plan-api.ts';
import type { Overlap } from '@mingcha/core/plans/plan-check-api.ts';
import type { PlanView } from '@mingcha/core/plans/plan-views.ts';
import { useState } from 'react';
import { useApiAction } from '../../shared/api/use-api.ts';
import { formatNumber } from '../../shared/format.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Section } from '../../shared/ui/page.tsx';
import { EmptyState, ErrorNotice } from '../../shared/ui/states.tsx';
import { useToast } from '../../shared/ui/toast.tsx';
import { StateChip } from '../../shared/ui/values.tsx';
import { checkWords } from './words.ts';

export function MergeList(props: { readonly plan: PlanView; readonly overlaps: readonly Overlap[] }) {
  const say = useText(checkWords);
  return (
    <Section title={say('mergeTitle')}>
      <p className="secondary">{say('mergeLead')}</p>
      {props.overlaps.length === 0 ? (
        <EmptyState title={say('mergeNone')} />
      ) : (
        <ul className="plan-merges">
          {props.overlaps.map((one) => (
            <Proposal key={`${one.entryId} ${one.otherId}`} plan={props.plan} one={one} />
          ))}
        </ul>
      )}
    </Section>
  );
}

function Proposal({ plan, one }: { readonly plan: PlanView; readonly one: Overlap }) {
  const say = useText(checkWords);
  const toast = useToast();
  const [swapped, setSwapped] = useState(false);
  const merge = useApiAction(mergeEntries);
  const isOwn = one.otherAgency === null;
  const [entryId, otherId] = swapped ? [one.otherId, one.entryId] : [one.entryId, one.otherId];
  const [title, other] = swapped ? [one.otherTitle, one.title] : [one.title, one.otherTitle];
  const send = async () => {
    const result = await merge.run({ body: { entryId, otherId, objects: one.objects } });
    if (result.ok) toast(say(result.value.outcome === 'merged' ? 'merged' : 'mergeAsked'));
  };
  const gap = one.gapDays === 0 ? say('mergeOverlapping') : say('mergeGap', { days: one.gapDays });
  return (
    <li>
      <div className="plan-merge">
        <div className="plan-merge-pair">
          <span className="secondary">{say('mergeKeep')}</span>
          <strong>{title}</strong>
          <span className="secondary">{say('mergeInto')}</span>
          <span>
            {other}
            {one.otherAgency === null ? '' : `　${one.otherAgency}`}
          </span>
        </div>
        <span className="secondary">
          {say('mergeLine', { objects: formatNumber(one.objects), saved: formatNumber(one.saved) })}　{gap}
        </span>
        <ErrorNotice error={merge.error} />
      </div>
      <div className="button-row">
        {one.state === 'open' ? null : (
          <StateChip tone={one.state === 'asked' ? 'warning' : 'neutral'}>
            {say(`mergeState.${one.state}`)}
          </StateChip>
        )}
        {plan.mayConsolidate && one.state !== 'asked' ? (
          <>
            {isOwn ? (
              <Button size="small" onClick={() => setSwapped(!swapped)}>
                {say('mergeSwap')}
              </Button>
            ) : null}
            <Button size="small" kind="primary" busy={merge.busy} onClick={() => void send()}>
              {say(isOwn ? 'mergeNow' : 'mergeAsk')}
            </Button>
          </>
        ) : null}
      </div>
    </li>
  );
}
