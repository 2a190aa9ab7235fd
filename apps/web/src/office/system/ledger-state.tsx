/**
 * Whether the ledger is sound, recomputed at a press here or at the first screen, which leads here with `verify=now`; the
 * verdict says what was checked or the first bad entry.
 */
import { ledgerRoutes } from '@mingcha/core/common/ledger-api.ts';
import { ledgerPageText } from '@mingcha/core/common/ledger-page-text.ts';
import { useEffect, useRef, useState } from 'react';
import type { z } from 'zod';
import { useApiAction } from '../../shared/api/use-api.ts';
import { formatNumber } from '../../shared/format.ts';
import { useSentence, useText } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Section } from '../../shared/ui/page.tsx';
import { Seal } from '../../shared/ui/seal.tsx';
import { ErrorNotice, Notice } from '../../shared/ui/states.tsx';
import { PairList } from '../../shared/ui/values.tsx';

type Verdict = z.output<typeof ledgerRoutes.verify.response>;

export function LedgerState() {
  const say = useText(ledgerPageText);
  const [verdict, setVerdict] = useState<Verdict | null>(null);
  const action = useApiAction(ledgerRoutes.verify, []);
  const verify = async () => {
    setVerdict(null);
    const result = await action.run({});
    if (result.ok) setVerdict(result.value);
  };
  const isAsked = new URLSearchParams(window.location.search).get('verify') === 'now';
  const begun = useRef(false);
  useEffect(() => {
    if (!isAsked || begun.current) return;
    begun.current = true;
    void verify();
  });
  return (
    <Section
      title={say('state')}
      actions={
        <Button kind="primary" size="small" busy={action.busy} onClick={() => void verify()}>
          {say('verify')}
        </Button>
      }
    >
      <div className="checkpoint-facts" aria-live="polite">
        <ErrorNotice error={action.error} />
        {action.busy ? <p>{say('verifying')}</p> : null}
        {verdict === null && !action.busy ? (
          <p className="secondary">
            {say('neverVerified')}
            {' · '}
            {say('verifyHint')}
          </p>
        ) : null}
        {verdict === null ? null : <VerdictNotice verdict={verdict} />}
      </div>
    </Section>
  );
}

function VerdictNotice(props: { readonly verdict: Verdict }) {
  const say = useText(ledgerPageText);
  const sentence = useSentence();
  const { verdict } = props;
  if (verdict.fault !== null)
    return (
      <Notice tone="error" title={say('unsound')}>
        {say('unsoundText', {
          seq: formatNumber(verdict.fault.seq),
          fault: sentence({ code: verdict.fault.code }),
        })}
      </Notice>
    );
  const { size, checkpoints } = verdict;
  return (
    <>
      <Notice tone="verified" title={say('sound')}>
        {say('soundText', { size: formatNumber(size), checkpoints: formatNumber(checkpoints) })}
      </Notice>
      {verdict.root === null ? null : (
        <PairList columns={1} pairs={[{ name: say('root'), value: <Seal digest={verdict.root} /> }]} />
      )}
    </>
  );
}
