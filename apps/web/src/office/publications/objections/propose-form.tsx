/** The handler's proposal: outcome, reasons, and for what is upheld the corrected results and problems. */
import { objectionOutcomes } from '@mingcha/core/publications/objections/objection.ts';
import type { ObjectionDetail } from '@mingcha/core/publications/objections/objection-api.ts';
import { objectionPageText } from '@mingcha/core/publications/objections/objection-page-text.ts';
import { Checkbox, RadioGroup } from '../../../shared/forms/choices.tsx';
import { SelectField, TextArea } from '../../../shared/forms/field.tsx';
import { ErrorSummary, type FormState } from '../../../shared/forms/form.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import type { Typed } from './intake-forms.tsx';
import { type StepProps, useMove } from './use-move.ts';

type Result = NonNullable<ObjectionDetail['result']>;

/** What stands now; results by item, problems kept with their words. */
function standing(found: ObjectionDetail): Typed {
  const result = found.result;
  return {
    outcome: '',
    reasons: '',
    effect: 'correct',
    ...Object.fromEntries((result?.items ?? []).map((each) => [`code:${each.itemKey}`, each.code])),
    ...Object.fromEntries(
      (result?.findings ?? []).flatMap((each) => [
        [`keep:${each.id}`, 'yes'],
        [`text:${each.id}`, each.text],
      ]),
    ),
  };
}

function correctionOf(result: Result, values: Typed) {
  return {
    items: result.items.map(({ itemKey, code }) => ({ itemKey, code: values[`code:${itemKey}`] ?? code })),
    findings: result.findings
      .filter((each) => values[`keep:${each.id}`] === 'yes')
      .map(({ id, text }) => ({ id, text: values[`text:${id}`] ?? text })),
  };
}

export function ProposeForm(props: StepProps) {
  const say = useText(objectionPageText);
  const { found } = props;
  const { form, send, busy } = useMove(props, standing(found));
  const { values } = form;
  const outcome = objectionOutcomes.find((each) => each === values['outcome']);
  const changes = outcome === 'upheld' || outcome === 'partly';
  const corrects = changes && values['effect'] === 'correct' && found.result !== null;
  const propose = () =>
    send({
      move: 'propose',
      outcome: outcome ?? 'dismissed',
      reasons: values['reasons'] ?? '',
      correction: corrects && found.result !== null ? correctionOf(found.result, values) : null,
      isWithdrawn: changes && values['effect'] === 'withdraw',
    });
  return (
    <div className="intake-form">
      <h3>{say('propose')}</h3>
      <ErrorSummary problems={form.problems} />
      <RadioGroup
        name="outcome"
        label={say('outcome')}
        choices={objectionOutcomes.map((value) => ({ value, label: say(`outcome.${value}`) }))}
        value={values['outcome'] ?? ''}
        error={form.error('outcome')}
        onChange={form.set('outcome')}
      />
      <TextArea
        name="reasons"
        label={say('reasons')}
        hint={say('reasonsHint')}
        wide
        rows={5}
        maxLength={4000}
        error={form.error('reasons')}
        value={values['reasons'] ?? ''}
        onChange={form.set('reasons')}
      />
      {changes ? (
        <RadioGroup
          name="effect"
          label={say('effect')}
          choices={(['correct', 'withdraw'] as const)
            .filter((value) => value === 'correct' || found.publicationState === 'published')
            .map((value) => ({ value, label: say(`effect.${value}`) }))}
          value={values['effect'] ?? ''}
          onChange={form.set('effect')}
        />
      ) : null}
      {corrects && found.result !== null ? <Correction form={form} result={found.result} /> : null}
      <div className="button-row">
        <Button kind="primary" busy={busy} disabled={outcome === undefined} onClick={() => void propose()}>
          {say('propose')}
        </Button>
      </div>
    </div>
  );
}

function Correction({ form, result }: { readonly form: FormState<Typed>; readonly result: Result }) {
  const say = useText(objectionPageText);
  const { values } = form;
  return (
    <>
      <h3>{say('itemsHead')}</h3>
      {result.items.map((item) => (
        <SelectField
          key={item.itemKey}
          name={`code:${item.itemKey}`}
          label={say('itemResult', { name: item.name })}
          empty={null}
          choices={result.codes.map((each) => ({ value: each.code, label: each.wording }))}
          value={values[`code:${item.itemKey}`] ?? item.code}
          onChange={form.set(`code:${item.itemKey}`)}
        />
      ))}
      {result.findings.length === 0 ? null : <h3>{say('findingsHead')}</h3>}
      {result.findings.map((each) => {
        const isKept = values[`keep:${each.id}`] === 'yes';
        return (
          <div key={each.id} className="intake-finding">
            <Checkbox
              name={`keep:${each.id}`}
              label={isKept ? say('keep') : `${say('keep')} · ${each.text}`}
              checked={isKept}
              onChange={(kept) => form.set(`keep:${each.id}`)(kept ? 'yes' : '')}
            />
            {isKept ? (
              <TextArea
                name={`text:${each.id}`}
                label={say('findingText')}
                wide
                rows={2}
                maxLength={2000}
                value={values[`text:${each.id}`] ?? each.text}
                onChange={form.set(`text:${each.id}`)}
              />
            ) : null}
          </div>
        );
      })}
    </>
  );
}
