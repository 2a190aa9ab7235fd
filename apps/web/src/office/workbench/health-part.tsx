/** Lights of the operator, and the latest checkpoint for those who watch the ledger. The word stands beside each colour. */
import type { HealthLight, WorkbenchView } from '@mingcha/core/oversight/board/workbench-api.ts';
import { workbenchText } from '@mingcha/core/oversight/board/workbench-text.ts';
import { formatInstant, formatNumber } from '../../shared/format.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { Section } from '../../shared/ui/page.tsx';
import { StateChip, type Tone } from '../../shared/ui/values.tsx';
import { GoTo } from '../shell/navigation.tsx';

const tones: Readonly<Record<HealthLight['state'], Tone>> = {
  good: 'verified',
  warning: 'warning',
  bad: 'void',
};

export function HealthPart({ lights }: { readonly lights: readonly HealthLight[] }) {
  const say = useText(workbenchText);
  return (
    <Section title={say('health')} flush>
      <ul className="desk-lights">
        {lights.map((light) => (
          <li key={light.part}>
            <span className="desk-light-name">{say(`health.${light.part}`)}</span>
            <StateChip tone={tones[light.state]}>{say(`light.${light.state}`)}</StateChip>
            <span>{say(sentenceOf(light), light.data)}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function sentenceOf(light: HealthLight): keyof typeof workbenchText.zh {
  if (light.part === 'ledger' && light.data['hours'] === -1) return 'health.ledger.never';
  if (light.part === 'ledger' && light.data['hours'] === 0) return 'health.ledger.now';
  const key = `health.${light.part}.${light.state}`;
  return key in workbenchText.zh ? (key as keyof typeof workbenchText.zh) : `health.${light.part}`;
}

export function LedgerPart({ ledger }: { readonly ledger: NonNullable<WorkbenchView['ledger']> }) {
  const say = useText(workbenchText);
  return (
    <Section title={say('ledger')}>
      <GoTo to="/ledger/checkpoints">
        {say('ledgerAt', { at: formatInstant(ledger.at), n: formatNumber(ledger.size) })}
      </GoTo>
    </Section>
  );
}
