/** The lights: a word beside each colour, what was found, how to mend it and where. */
import type { Light } from '@mingcha/core/common/operations/checks.ts';
import { doctorText } from '@mingcha/core/common/operations/doctor-words-text.ts';
import type { OperationsView } from '@mingcha/core/common/operations/operations-api.ts';
import { operationsPageText } from '@mingcha/core/common/operations/operations-page-text.ts';
import { format } from '@mingcha/core/common/text.ts';
import { formatInstant } from '../../../shared/format.ts';
import { useLocale, useText } from '../../../shared/i18n/locale.tsx';
import { StateChip, type Tone } from '../../../shared/ui/values.tsx';
import { GoTo } from '../../shell/navigation.tsx';

const tones: Readonly<Record<Light, Tone>> = {
  green: 'verified',
  grey: 'neutral',
  amber: 'warning',
  red: 'void',
};

type PageLight = OperationsView['lights'][number];

export function Lights({ lights }: { readonly lights: readonly PageLight[] }) {
  const say = useText(operationsPageText);
  const words = useWords();
  return (
    <ul className="lights">
      {lights.map((light) => (
        <li key={light.light} className="light">
          <span className="light-name">{words(`light.${light.light}`) ?? words(`name.${light.light}`)}</span>
          <span>
            <StateChip tone={tones[light.state]}>{say(`state.${light.state}`)}</StateChip>
          </span>
          <div className="light-said">
            {light.findings.map((finding) => (
              <Finding key={`${finding.code} ${JSON.stringify(finding.data)}`} finding={finding} />
            ))}
            {light.state === 'amber' || light.state === 'red' ? (
              <p>
                {light.link === null ? (
                  <span className="secondary">{say('atServer')}</span>
                ) : (
                  <GoTo to={light.link}>{say('open')}</GoTo>
                )}
              </p>
            ) : null}
          </div>
        </li>
      ))}
    </ul>
  );
}

function Finding({ finding }: { readonly finding: PageLight['findings'][number] }) {
  const say = useText(operationsPageText);
  const words = useWords();
  const data = spokenData(finding.data);
  const mend =
    finding.state === 'amber' || finding.state === 'red' ? words(`${finding.code}.mend`) : undefined;
  return (
    <div>
      <p>{format(words(finding.code) ?? finding.code, data)}</p>
      {mend === undefined ? null : (
        <p className="secondary">
          {say('mend')}
          {say('colon')}
          {format(mend, data)}
        </p>
      )}
    </div>
  );
}

/** The doctor's words, and those that only this page has. */
function useWords(): (key: string) => string | undefined {
  const { locale } = useLocale();
  const all: Readonly<Record<string, string>> = { ...doctorText[locale], ...operationsPageText[locale] };
  return (key) => all[key];
}

/** Instants as people write them. */
function spokenData(
  data: Readonly<Record<string, string | number>>,
): Readonly<Record<string, string | number>> {
  return Object.fromEntries(
    Object.entries(data).map(([name, value]) => [
      name,
      typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value) ? formatInstant(value) : value,
    ]),
  );
}
