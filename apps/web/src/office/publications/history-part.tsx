/** Who did what with a publication, and every version of its public text as far as it was not removed. */
import type { PublicationDetail } from '@mingcha/core/publications/publication-api.ts';
import { publicationDetailText } from '@mingcha/core/publications/publication-detail-text.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { Section } from '../../shared/ui/page.tsx';
import { DateText } from '../../shared/ui/values.tsx';
import { PublicPreview } from './public-preview.tsx';

const steps = [
  'passed',
  'returned',
  'edited',
  'published',
  'corrected',
  'updated',
  'withdrawn',
  'ended',
  'contained',
  'exemptionAsked',
  'suspensionAsked',
  'exemptionGranted',
  'exemptionRefused',
  'suspensionGranted',
  'suspensionRefused',
  'resumed',
] as const;

export function History(props: { readonly steps: PublicationDetail['steps'] }) {
  const say = useText(publicationDetailText);
  if (props.steps.length === 0) return null;
  return (
    <Section title={say('history')}>
      <ol className="publication-steps">
        {props.steps.map((step) => {
          const known = steps.find((each) => each === step.step);
          return (
            <li key={`${step.at} ${step.step}`}>
              <span className="publication-step-head">
                <strong>{known === undefined ? step.step : say(`step.${known}`)}</strong>
                <span className="secondary">
                  {step.personName === '' ? say('platform') : step.personName}
                  {'　'}
                  <DateText value={step.at} />
                </span>
              </span>
              {step.note === '' ? null : <p>{step.note}</p>}
            </li>
          );
        })}
      </ol>
    </Section>
  );
}

export function Versions({ found }: { readonly found: PublicationDetail }) {
  const say = useText(publicationDetailText);
  if (found.versions.length === 0) return null;
  return (
    <Section title={say('versions')}>
      <ol className="publication-versions">
        {found.versions.toReversed().map((version) => (
          <li key={version.version}>
            <details>
              <summary>
                {say('versionOf', { n: version.version })}
                {'　'}
                {say(`why.${version.why}`)}
                {'　'}
                <span className="secondary">
                  {version.personName === '' ? say('platform') : version.personName}
                  {'　'}
                  <DateText value={version.at} />
                </span>
              </summary>
              {version.ground === '' ? null : <p>{version.ground}</p>}
              {version.payload === null ? (
                <p>{say('cleared')}</p>
              ) : (
                <PublicPreview payload={version.payload} />
              )}
              <p className="secondary">
                {say('digest')} <span className="mono">{version.digest}</span>
              </p>
            </details>
          </li>
        ))}
      </ol>
    </Section>
  );
}
