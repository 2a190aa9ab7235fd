/** What the handler proposes, as the head reads it: outcome, reasons, and what changes. */
import type { ObjectionProposal } from '@mingcha/core/publications/objections/objection.ts';
import type { ObjectionDetail } from '@mingcha/core/publications/objections/objection-api.ts';
import { objectionPageText } from '@mingcha/core/publications/objections/objection-page-text.ts';
import { useText } from '../../../shared/i18n/locale.tsx';
import { PairList } from '../../../shared/ui/values.tsx';

export function ProposalView(props: {
  readonly found: ObjectionDetail;
  readonly proposal: ObjectionProposal;
}) {
  const say = useText(objectionPageText);
  const { proposal } = props;
  const { correction } = proposal;
  const words = new Map((props.found.result?.codes ?? []).map((each) => [each.code, each.wording]));
  const names = new Map((props.found.result?.items ?? []).map((each) => [each.itemKey, each.name]));
  return (
    <>
      <PairList
        columns={1}
        pairs={[
          { name: say('outcome'), value: say(`outcome.${proposal.outcome}`) },
          { name: say('reasons'), value: <span className="intake-text">{proposal.reasons}</span> },
          ...(proposal.isWithdrawn ? [{ name: say('effect'), value: say('effect.withdraw') }] : []),
        ]}
      />
      {correction === null ? null : (
        <>
          <h3>{say('itemsHead')}</h3>
          <ul>
            {correction.items.map((each) => (
              <li key={each.itemKey}>
                {names.get(each.itemKey) ?? ''} {words.get(each.code) ?? each.code}
              </li>
            ))}
          </ul>
          <h3>{say('findingsHead')}</h3>
          <ul>
            {correction.findings.map((each) => (
              <li key={each.id}>{each.text}</li>
            ))}
            {correction.findings.length === 0 ? <li>{'–'}</li> : null}
          </ul>
        </>
      )}
    </>
  );
}
