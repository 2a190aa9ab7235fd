/** Help: the first draw in five steps, the keys, what must never be entered. */
import { shellText } from '@mingcha/core/common/shell-text.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { Page, PageHeader, Section } from '../../shared/ui/page.tsx';
import { keyName } from '../../shared/ui/small.tsx';
import { Notice } from '../../shared/ui/states.tsx';
import { PairList } from '../../shared/ui/values.tsx';

const steps = ['helpStep1', 'helpStep2', 'helpStep3', 'helpStep4', 'helpStep5'] as const;

export function HelpPage() {
  const say = useText(shellText);
  return (
    <Page>
      <PageHeader title={say('helpTitle')} />
      <Section title={say('helpFirstDraw')}>
        <ol className="help-steps">
          {steps.map((step) => (
            <li key={step}>{say(step)}</li>
          ))}
        </ol>
      </Section>
      <Section title={say('helpKeys')}>
        <PairList
          columns={1}
          pairs={[
            { name: keyName('K'), value: say('helpKeyPalette') },
            { name: 'Tab', value: say('helpKeyMove') },
            { name: 'Esc', value: say('helpKeyClose') },
          ]}
        />
      </Section>
      <Notice tone="warning" title={say('helpSecrets')}>
        {say('helpSecretsText')}
      </Notice>
    </Page>
  );
}
