/** A proposal of leniency as reviewer and head read it: ground, facts, each condition with what it rests on, earlier records. */
import { leniencyChecklistRoute } from '@mingcha/core/followups/followup-api.ts';
import { followupFormText } from '@mingcha/core/followups/followup-form-text.ts';
import { followupPageText } from '@mingcha/core/followups/followup-page-text.ts';
import type { LeniencyChecklist } from '@mingcha/core/followups/followup-views.ts';
import type { CheckedCondition, LeniencyProposal } from '@mingcha/core/followups/leniency-check.ts';
import { conditionSentence } from '@mingcha/core/registers/items/leniency-sentences.ts';
import { leniencyText } from '@mingcha/core/registers/items/leniency-text.ts';
import { useApiQuery } from '../../shared/api/use-api.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { Section } from '../../shared/ui/page.tsx';
import { DateText, PairList, StateChip } from '../../shared/ui/values.tsx';

export function LeniencyShown(props: { readonly findingId: string; readonly proposal: LeniencyProposal }) {
  const { findingId, proposal } = props;
  const say = useText(followupFormText);
  const page = useText(followupPageText);
  const words = useCondition();
  const { ground, entryKey } = proposal;
  const list = useApiQuery(leniencyChecklistRoute, {
    params: { id: findingId },
    query: { ground, ...(entryKey === null ? {} : { entryKey }) },
  });
  return (
    <Section title={page('leniencyShown')}>
      <div className="followup-leniency">
        <PairList
          columns={1}
          pairs={[
            { name: page('leniencyGround'), value: page(`decision.${ground}`) },
            { name: say('leniencyFacts'), value: proposal.facts },
            { name: say('leniencyReasons'), value: proposal.reasons },
            ...(proposal.isCommitted ? [{ name: page('leniencyCommitted'), value: say('commitment') }] : []),
          ]}
        />
        <section className="followup-checks" aria-label={say('checks')}>
          <h3>{say('checks')}</h3>
          <ol>
            {proposal.checks.map((check, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: conditions have no ids and keep their places
              <li key={index}>
                {words(check.condition)}{' '}
                <StateChip tone={check.answer === 'met' ? 'verified' : 'void'}>
                  {say(check.answer === 'met' ? 'check.met' : 'check.notMet')}
                </StateChip>
                <p className="secondary">{check.note}</p>
              </li>
            ))}
          </ol>
        </section>
        {list.data === undefined ? null : <Earlier list={list.data} />}
      </div>
    </Section>
  );
}

/** Earlier conduct; other agencies' records are reference only. */
export function Earlier({ list }: { readonly list: LeniencyChecklist }) {
  const say = useText(followupFormText);
  return (
    <section className="followup-checks" aria-label={say('earlier')}>
      <h3>{say('earlier')}</h3>
      {list.earlier.length === 0 ? (
        <p className="secondary">{say('earlierNone')}</p>
      ) : (
        <ul>
          {list.earlier.map((each) => (
            <li key={`${each.on} ${each.agencyName} ${each.text}`}>
              <DateText value={each.on} /> {each.agencyName}{' '}
              <StateChip>{say(each.own ? 'earlierOwn' : 'earlierReference')}</StateChip> {each.text}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** A condition as a sentence. */
export function useCondition() {
  const say = useText(leniencyText);
  const own = useText(followupFormText);
  return (condition: CheckedCondition): string => {
    if (condition.kind === 'slightHarm' || condition.kind === 'timely' || condition.kind === 'partyProof')
      return own(condition.kind);
    const sentence = conditionSentence(condition);
    return typeof sentence === 'string' ? sentence : say(sentence.key, sentence.data);
  };
}
