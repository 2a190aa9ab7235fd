/** Whether a later checkpoint only adds to an earlier one: both notes and the proof are fetched and computed in this browser. */
import { type CheckpointView, ledgerRoutes } from '@mingcha/core/common/ledger-api.ts';
import { checkGrowth, type GrowthVerdict } from '@mingcha/core/common/ledger-proof.ts';
import { ledgerProofText } from '@mingcha/core/common/ledger-proof-text.ts';
import { useState } from 'react';
import { addressOf } from '../../shared/api/address.ts';
import { formatInstant, formatNumber } from '../../shared/format.ts';
import { SelectField } from '../../shared/forms/field.tsx';
import { useText } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Section } from '../../shared/ui/page.tsx';
import { Notice } from '../../shared/ui/states.tsx';

/** `checkpoints`: the newest ones, latest first. */
export function CheckpointGrowth(props: { readonly checkpoints: readonly CheckpointView[] }) {
  const say = useText(ledgerProofText);
  const { checkpoints } = props;
  const [newest] = checkpoints;
  const last = checkpoints.at(-1);
  const [chosen, setChosen] = useState({ old: '', now: '' });
  const [verdict, setVerdict] = useState<GrowthVerdict | null>(null);
  if (newest === undefined || last === undefined || checkpoints.length < 2) return null;
  const old = checkpoints.find((one) => String(one.size) === chosen.old) ?? last;
  const now = checkpoints.find((one) => String(one.size) === chosen.now) ?? newest;
  const run = async () => {
    const params = { jurisdictionId: now.jurisdiction.id };
    const address = addressOf(ledgerRoutes.note, { params, query: { size: now.size, old: old.size } });
    const response = await fetch(address).catch(() => null);
    const file = response === null || !response.ok ? '' : await response.text();
    setVerdict(checkGrowth({ oldNote: old.note, file, verifierKey: now.verifierKey }));
  };
  const choices = checkpoints.map((one) => ({
    value: String(one.size),
    label: `${formatNumber(one.size)} · ${formatInstant(one.at)}`,
  }));
  const words = { grew: 'grew', same: 'same', broken: 'notGrown', unreadable: 'unreadable' } as const;
  const isGood = verdict === 'grew' || verdict === 'same';
  return (
    <Section title={say('growth')}>
      <div className="checkpoint-facts">
        <p className="secondary">{say('growthLead')}</p>
        <div className="system-inline-form">
          <SelectField
            name="older"
            label={say('older')}
            empty={null}
            value={String(old.size)}
            choices={choices}
            onChange={(value) => setChosen({ old: value, now: String(now.size) })}
          />
          <SelectField
            name="newer"
            label={say('newer')}
            empty={null}
            value={String(now.size)}
            choices={choices}
            onChange={(value) => setChosen({ old: String(old.size), now: value })}
          />
          <Button onClick={() => void run()}>{say('check')}</Button>
        </div>
        <div aria-live="polite">
          {verdict === null ? null : (
            <Notice tone={isGood ? 'verified' : 'error'}>
              {say(words[verdict], { old: formatNumber(old.size), now: formatNumber(now.size) })}
            </Notice>
          )}
        </div>
      </div>
    </Section>
  );
}
