/** States of inspectors and of their certificates, with the colours that go with them. */
import type { InspectorRow } from '@mingcha/core/registers/inspector.ts';
import { StateChip, type Tone } from '../../shared/ui/values.tsx';
import { useWords } from './words.ts';

const certificateTones: Readonly<Record<InspectorRow['certificateState'], Tone>> = {
  valid: 'neutral',
  expiring: 'warning',
  expired: 'void',
  unknown: 'neutral',
};

export function CertificateChip(props: { readonly state: InspectorRow['certificateState'] }) {
  const words = useWords('inspectors');
  return (
    <StateChip tone={certificateTones[props.state]}>{words.word(`certificate.${props.state}`)}</StateChip>
  );
}

export function StatusChip(props: { readonly status: InspectorRow['status'] }) {
  const words = useWords('inspectors');
  return (
    <StateChip tone={props.status === 'active' ? 'accent' : 'neutral'}>
      {words.word(`status.${props.status}`)}
    </StateChip>
  );
}
