/** The entries of the ledger about one draw; each proof is checked in this browser. */

import { checkInclusion, holds, isSignedBy, readHead } from '@mingcha/core/common/ledger-proof.ts';
import type { DrawProof } from '@mingcha/core/oversight/audit/audit-api.ts';
import { auditPageText } from '@mingcha/core/oversight/audit/audit-page-text.ts';
import { exceptionText } from '@mingcha/core/oversight/audit/exception-text.ts';
import { useMemo } from 'react';
import { formatNumber } from '../../../shared/format.ts';
import { useText } from '../../../shared/i18n/locale.tsx';
import { Section } from '../../../shared/ui/page.tsx';
import { Scrolls } from '../../../shared/ui/scrolls.tsx';
import { DigestGroups } from '../../../shared/ui/seal.tsx';
import { Notice } from '../../../shared/ui/states.tsx';
import { DateText, PairList, StateChip } from '../../../shared/ui/values.tsx';
import { GoTo } from '../../shell/navigation.tsx';
import { useEventWords } from '../../system/event-words.ts';

export function ProvedEntries(props: { readonly proof: DrawProof }) {
  const say = useText(auditPageText);
  const { entries, ledger } = props.proof;
  const good = useMemo(() => {
    if (ledger === null) return new Set<number>();
    const format = 'mingcha ledger proof 1' as const;
    return new Set(
      entries.flatMap((each) => (holds(checkInclusion({ ...each, ...ledger, format })) ? [each.seq] : [])),
    );
  }, [entries, ledger]);
  if (ledger === null)
    return (
      <Section title={say('entries')}>
        <Notice>{say('noCheckpoint')}</Notice>
      </Section>
    );
  const head = readHead(ledger.note);
  const isWhole = good.size === entries.length && isSignedBy(ledger.note, ledger.verifierKey);
  return (
    <Section title={say('entries')}>
      <div className="audit-column">
        <Notice tone={isWhole ? 'verified' : 'error'}>{say(isWhole ? 'entriesText' : 'entriesBad')}</Notice>
        <PairList
          columns={1}
          pairs={[
            { name: say('checkpoint'), value: <span className="audit-mono">{head?.origin ?? ''}</span> },
            { name: say('size'), value: formatNumber(ledger.size) },
            { name: say('root'), value: <DigestGroups digest={head?.root ?? ''} /> },
          ]}
        />
        <Entries entries={entries} good={good} />
      </div>
    </Section>
  );
}

function Entries(props: { readonly entries: DrawProof['entries']; readonly good: ReadonlySet<number> }) {
  const say = useText(auditPageText);
  const facts = useText(exceptionText);
  const words = useEventWords();
  const { entries, good } = props;
  return (
    <Scrolls>
      <table className="table" aria-label={say('entries')}>
        <thead>
          <tr>
            <th scope="col">{facts('fact.entry')}</th>
            <th scope="col">{say('day')}</th>
            <th scope="col">{say('subject')}</th>
            <th scope="col">{say('people')}</th>
            <th scope="col">{say('proved')}</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((each) => (
            <tr key={each.seq}>
              <td>
                <GoTo to={`/ledger?seq=${each.seq}`}>{each.seq}</GoTo>
              </td>
              <td>
                <DateText value={each.at} form="seconds" />
              </td>
              <th scope="row">{words.event(each.type)}</th>
              <td>{each.personName}</td>
              <td>
                <StateChip tone={good.has(each.seq) ? 'verified' : 'void'}>
                  {say(good.has(each.seq) ? 'holds' : 'fails')}
                </StateChip>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scrolls>
  );
}
