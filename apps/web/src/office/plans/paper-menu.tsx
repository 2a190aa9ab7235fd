/** Downloads of a plan: the table as a paper and as a spreadsheet; the work scheme of a joint entry. */

import { planPageText } from '@mingcha/core/plans/plan-page-text.ts';
import { downloadPlan, downloadScheme } from '@mingcha/core/plans/plan-paper-api.ts';
import type { PlanView } from '@mingcha/core/plans/plan-views.ts';
import { addressOf } from '../../shared/api/address.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { buttonClass } from '../../shared/ui/button.tsx';
import { Popover } from '../../shared/ui/popover.tsx';

export function PaperMenu({ plan }: { readonly plan: PlanView }) {
  const say = useText(planPageText);
  const params = { id: plan.id };
  if (plan.taken === 0) return null;
  return (
    <Popover label={say('paper')}>
      <div className="plan-cell">
        {(['pdf', 'docx', 'xlsx'] as const).map((format) => (
          <a
            key={format}
            className={buttonClass({ kind: 'quiet', size: 'small' })}
            href={addressOf(downloadPlan, { params, query: { format } })}
          >
            {say(`paper.${format}`)}
          </a>
        ))}
      </div>
    </Popover>
  );
}

export function SchemeMenu({ entryId }: { readonly entryId: string }) {
  const say = useText(planPageText);
  return (
    <>
      {(['pdf', 'docx'] as const).map((format) => (
        <a
          key={format}
          className={buttonClass({ kind: 'quiet', size: 'small' })}
          href={addressOf(downloadScheme, { params: { id: entryId }, query: { format } })}
        >
          {say(`scheme.${format}`)}
        </a>
      ))}
    </>
  );
}
