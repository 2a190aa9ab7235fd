/** Step 5: everything once more before it is sent. */
import { listPlanAgencies } from '@mingcha/core/plans/plan-api.ts';
import { planFormText } from '@mingcha/core/plans/plan-form-text.ts';
import { planPageText } from '@mingcha/core/plans/plan-page-text.ts';
import { listPublishedItems } from '@mingcha/core/registers/items/item-list-api.ts';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { useText } from '../../../shared/i18n/locale.tsx';
import { PairList } from '../../../shared/ui/values.tsx';
import { useFacets } from '../../registers/filter-editor.tsx';
import { useRateText, useScopeText } from '../words.ts';
import type { StepProps } from './entry-form-page.tsx';
import { TitlePreview } from './step-item.tsx';
import { entryBody } from './values.ts';

export function ReviewStep(props: StepProps) {
  const { values } = props;
  const say = useText(planFormText);
  const page = useText(planPageText);
  const rateText = useRateText();
  const scopeText = useScopeText();
  const { sections } = useFacets();
  const items = useApiQuery(listPublishedItems).data?.rows ?? [];
  const agencies = useApiQuery(listPlanAgencies).data?.rows ?? [];
  const fields = entryBody(values);
  const itemNames = [values.leadItemKey, ...values.extraItemKeys]
    .map((key) => items.find((item) => item.itemKey === key)?.name ?? '')
    .filter((name) => name !== '');
  const partners = values.participants.map(
    (one) => agencies.find((row) => row.agencyId === one.agencyId)?.name ?? one.outsideName,
  );
  const or = (text: string) => (text === '' ? say('nothing') : text);
  const levels = [fields.drawLevel, fields.checkLevel].map((level) => page(`level.${level}`)).join(' / ');
  return (
    <div className="plan-fields">
      <TitlePreview {...props} />
      <p className="secondary">{say('reviewLead')}</p>
      <PairList
        columns={2}
        pairs={[
          { name: say('form'), value: say(`form.${values.form}`) },
          {
            name: say('section'),
            value: or(sections.find((one) => one.id === values.sectionId)?.name ?? ''),
          },
          { name: page('items'), value: or(itemNames.join('；')), wide: true },
          { name: page('objects'), value: scopeText(fields), wide: true },
          { name: page('rate'), value: rateText(fields) },
          { name: page('times'), value: page('timesN', { n: values.times }) },
          { name: page('window'), value: `${values.from} – ${values.to}` },
          { name: page('levels'), value: levels },
          {
            name: page('methods'),
            value: fields.methods.map((method) => page(`method.${method}`)).join('、'),
          },
          { name: page('partners'), value: or(partners.join('、')) },
          {
            name: say('stepsText'),
            value: <span className="plan-text">{or(values.steps)}</span>,
            wide: true,
          },
          {
            name: say('requirements'),
            value: <span className="plan-text">{or(values.requirements)}</span>,
            wide: true,
          },
          { name: say('remark'), value: or(values.remark), wide: true },
        ]}
      />
    </div>
  );
}
