/** Review of a submitted result: pass, return, or fail with an opinion. */
import {
  type ReviewDecision,
  reviewResult,
  type Submission,
} from '@mingcha/core/inspections/results/result-api.ts';
import { resultPageText } from '@mingcha/core/inspections/results/result-page-text.ts';
import { useApiAction } from '../../shared/api/use-api.ts';
import { TextArea } from '../../shared/forms/field.tsx';
import { ErrorSummary, useForm } from '../../shared/forms/form.tsx';
import { useText } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Notice } from '../../shared/ui/states.tsx';
import { useToast } from '../../shared/ui/toast.tsx';
import { GoTo } from '../shell/navigation.tsx';
import type { TeamProps } from './results-section.tsx';

export function ReviewBox({ inspectionId, team, last }: TeamProps & { readonly last: Submission }) {
  const say = useText(resultPageText);
  const toast = useToast();
  const review = useApiAction(reviewResult);
  const form = useForm({ opinion: '' });
  const send = async (decision: ReviewDecision) => {
    const { agencyId, version } = team;
    const result = await review.run({
      params: { id: inspectionId },
      body: { agencyId, version, decision, opinion: form.values.opinion },
    });
    if (!result.ok) return form.refuse(result.error);
    toast(say('reviewed'));
  };
  const grave = last.concealment !== '' || last.outcome === 'refused';
  return (
    <div className="result-box">
      <div className="result-box-head">
        <h3>{say('reviewTitle')}</h3>
        <span className="secondary">{say('reviewLead')}</span>
      </div>
      <p>
        <GoTo to={`/inspections/${inspectionId}?tab=visit`}>{say('seeVisit')}</GoTo>
      </p>
      {grave ? <Notice tone="warning">{say('legalNeeded')}</Notice> : null}
      <ErrorSummary problems={form.problems} />
      <TextArea
        name="opinion"
        label={say('opinion')}
        hint={say('opinionHint')}
        optional
        rows={3}
        maxLength={1000}
        error={form.error('opinion')}
        value={form.values.opinion}
        onChange={form.set('opinion')}
      />
      <div className="button-row">
        <Button busy={review.busy} onClick={() => void send('fail')}>
          {say('decide.fail')}
        </Button>
        <Button busy={review.busy} onClick={() => void send('return')}>
          {say('decide.return')}
        </Button>
        <Button kind="primary" busy={review.busy} onClick={() => void send('pass')}>
          {say('decide.pass')}
        </Button>
      </div>
    </div>
  );
}
