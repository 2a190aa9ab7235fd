/** Step 1: what the entry is about: items of the published list, scene, special ground, section. */
import { planFormText } from '@mingcha/core/plans/plan-form-text.ts';
import { entryTitle } from '@mingcha/core/plans/plan-title.ts';
import { listPublishedItems } from '@mingcha/core/registers/items/item-list-api.ts';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { Checkbox, RadioGroup } from '../../../shared/forms/choices.tsx';
import { DayField, SelectField, TextField } from '../../../shared/forms/field.tsx';
import { useLocale, useText } from '../../../shared/i18n/locale.tsx';
import { ChooseField } from '../../parts/choose-field.tsx';
import { useFacets } from '../../registers/filter-editor.tsx';
import type { StepProps } from './entry-form-page.tsx';
import { type EntryValues, entryBody } from './values.ts';

/** Items of the own published list as choices. */
function useItemChoices() {
  const items = useApiQuery(listPublishedItems);
  return {
    loading: items.status === 'loading',
    choices: (items.data?.rows ?? []).map((item) => ({
      value: item.itemKey,
      label: `${item.code === '' ? '' : `${item.code}　`}${item.name}`,
      name: item.name,
    })),
  };
}

/** The generated title of what is typed (R080). */
export function TitlePreview({ plan, values }: Pick<StepProps, 'plan' | 'values'>) {
  const say = useText(planFormText);
  const { locale } = useLocale();
  const { choices } = useItemChoices();
  const itemName = choices.find((choice) => choice.value === values.leadItemKey)?.name ?? '';
  const known = itemName !== '' || values.scene !== '';
  const facts = { agencyName: plan.agencyName, year: plan.year, itemName };
  return (
    <div className="plan-title">
      <span className="secondary">{say('titlePreview')}</span>
      <strong>{known ? entryTitle(entryBody(values), facts)[locale] : say('titlePending')}</strong>
    </div>
  );
}

export function ItemStep(props: StepProps) {
  const { values, change, error } = props;
  const say = useText(planFormText);
  const { sections } = useFacets();
  const isVisit = values.form === 'routineVisit';
  return (
    <div className="plan-fields">
      <TitlePreview {...props} />
      <RadioGroup
        name="form"
        label={say('form')}
        value={values.form}
        choices={(['draw', 'routineVisit'] as const).map((form) => ({
          value: form,
          label: say(`form.${form}`),
          hint: say(`form.${form}Hint`),
        }))}
        onChange={(form) => change({ form: form as EntryValues['form'] })}
      />
      <Items {...props} />
      <div className="plan-row">
        <TextField
          name="scene"
          label={say(isVisit ? 'sceneVisit' : 'scene')}
          hint={say(isVisit ? 'sceneVisitHint' : 'sceneHint')}
          optional={!isVisit || values.leadItemKey !== ''}
          maxLength={60}
          value={values.scene}
          onChange={(scene) => change({ scene })}
          error={error('scene')}
        />
        <SelectField
          name="sectionId"
          label={say('section')}
          choices={sections.map((section) => ({ value: section.id, label: section.name }))}
          value={values.sectionId}
          onChange={(sectionId) => change({ sectionId })}
          error={error('sectionId')}
        />
      </div>
      {isVisit ? null : <Special {...props} />}
    </div>
  );
}

function Special({ values, change, error }: StepProps) {
  const say = useText(planFormText);
  const { ground } = values;
  const set = (name: keyof EntryValues['ground']) => (value: string) =>
    change({ ground: { ...ground, [name]: value } });
  return (
    <div className="plan-fields">
      <Checkbox
        name="isSpecial"
        label={say('isSpecial')}
        hint={say('isSpecialHint')}
        checked={values.isSpecial}
        onChange={(isSpecial) => change({ isSpecial })}
      />
      {values.isSpecial ? (
        <div className="plan-row">
          <TextField
            name="special"
            label={say('groundDocument')}
            maxLength={200}
            value={ground.document}
            onChange={set('document')}
            error={error('special')}
          />
          <TextField
            name="special.number"
            label={say('groundNumber')}
            optional
            maxLength={80}
            value={ground.number}
            onChange={set('number')}
          />
          <TextField
            name="special.approver"
            label={say('groundApprover')}
            maxLength={80}
            value={ground.approver}
            onChange={set('approver')}
          />
          <DayField name="special.day" label={say('groundDay')} value={ground.day} onChange={set('day')} />
        </div>
      ) : null}
    </div>
  );
}

function Items({ values, change, error }: StepProps) {
  const say = useText(planFormText);
  const items = useItemChoices();
  const isVisit = values.form === 'routineVisit';
  return (
    <>
      <ChooseField
        name="leadItemKey"
        label={say('leadItem')}
        hint={say('leadItemHint')}
        optional={isVisit}
        loading={items.loading}
        choices={items.choices}
        value={values.leadItemKey === '' ? [] : [values.leadItemKey]}
        onChange={([key]) => change({ leadItemKey: key ?? '' })}
        error={error('leadItemKey')}
      />
      <ChooseField
        name="extraItemKeys"
        label={say('extraItems')}
        hint={say('extraItemsHint')}
        optional
        many
        loading={items.loading}
        choices={items.choices.filter((choice) => choice.value !== values.leadItemKey)}
        value={values.extraItemKeys}
        onChange={(keys) => change({ extraItemKeys: keys })}
        error={error('extraItemKeys')}
      />
    </>
  );
}
