/** 1+X proposals of other agencies that wait for this agency's answer. */
import './plans.css';
import { answerMerge, listMerges } from '@mingcha/core/plans/plan-api.ts';
import { planPageText } from '@mingcha/core/plans/plan-page-text.ts';
import type { MergeView } from '@mingcha/core/plans/plan-views.ts';
import { useApiAction, useApiQuery } from '../../shared/api/use-api.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Section } from '../../shared/ui/page.tsx';
import { ErrorNotice } from '../../shared/ui/states.tsx';
import { useToast } from '../../shared/ui/toast.tsx';
import { useSession } from '../shell/session.tsx';

/** Proposals to this agency that nobody answered; none for those who may not. */
export function useMergeRequests(): readonly MergeView[] {
  const { person } = useSession();
  const may = person.roles.includes('legalOfficer');
  const rows = useApiQuery(listMerges, {}, { enabled: may }).data?.rows ?? [];
  return rows.filter((row) => row.mine);
}

export function MergeRequests() {
  const say = useText(planPageText);
  const rows = useMergeRequests();
  if (rows.length === 0) return null;
  return (
    <Section title={say('mergeRequests')}>
      <ul className="plan-list">
        {rows.map((row) => (
          <Request key={row.id} row={row} />
        ))}
      </ul>
    </Section>
  );
}

function Request({ row }: { readonly row: MergeView }) {
  const say = useText(planPageText);
  const toast = useToast();
  const answer = useApiAction(answerMerge);
  const send = async (kind: 'accepted' | 'declined') => {
    const result = await answer.run({ params: { id: row.id }, body: { answer: kind } });
    if (result.ok) toast(say(kind === 'accepted' ? 'mergeAccepted' : 'mergeDeclined'));
  };
  return (
    <li>
      <div className="plan-cell">
        <span>
          {say('mergeRequestLine', {
            agency: row.agencyName,
            other: row.otherTitle,
            title: row.title,
            objects: row.objects,
          })}
        </span>
        <ErrorNotice error={answer.error} />
      </div>
      <div className="button-row">
        <Button size="small" busy={answer.busy} onClick={() => void send('declined')}>
          {say('declineMerge')}
        </Button>
        <Button size="small" kind="primary" busy={answer.busy} onClick={() => void send('accepted')}>
          {say('acceptMerge')}
        </Button>
      </div>
    </li>
  );
}
