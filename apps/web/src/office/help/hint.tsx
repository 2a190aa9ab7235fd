/** Help beside a form: what its hardest fields ask for, opened by who needs it. The texts are those of the help page. */
import './help.css';
import { type HintForm, hintsOf } from '@mingcha/core/oversight/guidance/help.ts';
import { helpText } from '@mingcha/core/oversight/guidance/help-text.ts';
import { useText } from '../../shared/i18n/locale.tsx';

export function Hint({ form }: { readonly form: HintForm }) {
  const say = useText(helpText);
  return (
    <details className="hint no-print">
      <summary>{say('hintTitle')}</summary>
      <dl>
        {hintsOf(form).map((key) => (
          <div key={key}>
            <dt>{say(key)}</dt>
            <dd>{say(`${key}.text`)}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
