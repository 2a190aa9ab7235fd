/** The assistance procedure of a visit outside the agency's region (R305), as it was written at the application. */
import { frequencyPageText } from '@mingcha/core/registers/rules/frequency-page-text.ts';
import { useText } from '../../../shared/i18n/locale.tsx';

export function Assistance({ text }: { readonly text: string }) {
  const say = useText(frequencyPageText);
  return (
    <p>
      <span className="secondary">{say('assistance')}</span> {text}
    </p>
  );
}
