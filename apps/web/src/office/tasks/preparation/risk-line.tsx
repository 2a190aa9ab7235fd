/** What a leader should know in one line: the year's visits against the cap, and who comes again. */
import type { VisitRisk } from '@mingcha/core/tasks/preparation/approval-api.ts';
import { preparationPageText } from '@mingcha/core/tasks/preparation/preparation-page-text.ts';
import { useText } from '../../../shared/i18n/locale.tsx';
import { StateChip } from '../../../shared/ui/values.tsx';

export function RiskLine({ risk }: { readonly risk: VisitRisk }) {
  const say = useText(preparationPageText);
  const { done, cap } = risk;
  return (
    <p className="prep-risk">
      <span>{cap === null ? say('riskFree', { done }) : say('riskOf', { done, cap })}</span>
      <span className="secondary">{say(`scope.${risk.scope}`)}</span>
      {risk.isOver ? <StateChip tone="void">{say('riskOver')}</StateChip> : null}
      {risk.isExempt ? <StateChip>{say('riskExempt')}</StateChip> : null}
      {risk.repeated.length === 0 ? null : (
        <StateChip tone="warning">{say('riskRepeated', { names: risk.repeated.join('、') })}</StateChip>
      )}
    </p>
  );
}
