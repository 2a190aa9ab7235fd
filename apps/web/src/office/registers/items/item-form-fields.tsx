/** The fields of an item in four groups: what, on which basis, how, and what supports the visit. */
import { inspectionMethods, itemTiers } from '@mingcha/core/registers/items/item.ts';
import { getItemList } from '@mingcha/core/registers/items/item-list-api.ts';
import { itemPageText } from '@mingcha/core/registers/items/item-page-text.ts';
import { itemText } from '@mingcha/core/registers/items/item-text.ts';
import { listPublishedLeniency } from '@mingcha/core/registers/items/leniency-api.ts';
import { objectKinds } from '@mingcha/core/registers/object.ts';
import { registerText } from '@mingcha/core/registers/register-text.ts';
import { listPublishedSheets } from '@mingcha/core/registers/sheets/sheet-api.ts';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { CheckboxGroup, RadioGroup } from '../../../shared/forms/choices.tsx';
import { SelectField, TextArea, TextField } from '../../../shared/forms/field.tsx';
import type { FormState } from '../../../shared/forms/form.tsx';
import { useText, useUi } from '../../../shared/i18n/locale.tsx';
import { ChooseField } from '../../parts/choose-field.tsx';
import { BasisPicker } from '../library/basis-picker.tsx';
import type { ItemValues } from './item-values.ts';

interface GroupProps {
  readonly form: FormState<ItemValues>;
  readonly label: (name: string) => string;
}
/** Values that are one text. */
type TextName = {
  [K in keyof ItemValues]: ItemValues[K] extends string ? (string extends ItemValues[K] ? K : never) : never;
}[keyof ItemValues];

export function ItemFormFields(props: GroupProps & { readonly listId: string }) {
  return (
    <>
      <What {...props} />
      <Basis {...props} />
      <How {...props} />
      <Support {...props} />
    </>
  );
}

/** One line of text. */
function Line(
  props: GroupProps & {
    readonly name: TextName;
    readonly title?: string;
    readonly hint?: string;
    readonly most?: number;
    readonly inputMode?: 'decimal' | 'numeric';
  },
) {
  const { form, name } = props;
  return (
    <TextField
      name={name}
      label={props.title ?? props.label(name)}
      {...(props.hint === undefined ? {} : { hint: props.hint })}
      {...(props.most === undefined ? {} : { maxLength: props.most })}
      {...(props.inputMode === undefined ? {} : { inputMode: props.inputMode, short: true })}
      optional
      error={form.error(name)}
      value={form.values[name]}
      onChange={form.set(name)}
    />
  );
}

/** Several lines of text. */
function Lines(
  props: GroupProps & { readonly name: TextName; readonly hint?: string; readonly required?: true },
) {
  const { form, name } = props;
  return (
    <TextArea
      name={name}
      label={props.label(name)}
      {...(props.hint === undefined ? {} : { hint: props.hint })}
      optional={props.required !== true}
      error={form.error(name)}
      value={form.values[name]}
      onChange={form.set(name)}
    />
  );
}

function What(props: GroupProps & { readonly listId: string }) {
  const say = useText(itemPageText);
  const word = useText(itemText);
  const kind = useText(registerText);
  const { form, label } = props;
  return (
    <fieldset className="form-group">
      <legend>{say('groupWhat')}</legend>
      <Lines {...props} name="name" required />
      <div className="form-group form-group-two">
        <Line {...props} name="category" most={200} />
        <Line {...props} name="code" hint={say('codeHint')} most={60} />
      </div>
      <RadioGroup
        name="tier"
        label={label('tier')}
        inline
        choices={itemTiers.map((value) => ({ value, label: word(`tier.${value}`) }))}
        value={form.values.tier}
        onChange={(value) => form.set('tier')(value === 'key' ? 'key' : 'general')}
      />
      <Lines {...props} name="content" />
      <Lines {...props} name="subItems" hint={say('subItemsHint')} />
      <Lines {...props} name="objectsText" />
      <ChooseField
        name="objectKinds"
        label={label('objectKinds')}
        optional
        many
        choices={objectKinds.map((value) => ({ value, label: kind(`kind.${value}`) }))}
        value={form.values.objectKinds}
        onChange={form.set('objectKinds')}
      />
      <div className="form-group form-group-two">
        <Line {...props} name="subject" most={400} />
        <SectionChoice {...props} />
        <Line {...props} name="coAgencies" hint={say('listHint')} most={2000} />
        <Line {...props} name="unit" hint={say('unitHint')} most={200} />
      </div>
    </fieldset>
  );
}

function SectionChoice({ form, label, listId }: GroupProps & { readonly listId: string }) {
  const ui = useUi();
  const sections = useApiQuery(getItemList, { params: { id: listId } }).data?.sections ?? [];
  return (
    <SelectField
      name="sectionId"
      label={label('sectionId')}
      optional
      empty={ui('none')}
      choices={sections.map((section) => ({ value: section.id, label: section.name }))}
      error={form.error('sectionId')}
      value={form.values.sectionId}
      onChange={form.set('sectionId')}
    />
  );
}

function Basis({ form, label }: GroupProps) {
  const say = useText(itemPageText);
  return (
    <fieldset className="form-group">
      <legend>{say('groupBasis')}</legend>
      <BasisPicker
        name="bases"
        label={label('bases')}
        error={form.error('bases')}
        most={60}
        value={form.values.bases}
        onChange={(bases) => form.set('bases')([...bases])}
      />
    </fieldset>
  );
}

function How(props: GroupProps) {
  const say = useText(itemPageText);
  const word = useText(itemText);
  const { form, label } = props;
  return (
    <fieldset className="form-group">
      <legend>{say('groupHow')}</legend>
      <CheckboxGroup
        name="methods"
        label={label('methods')}
        inline
        choices={inspectionMethods.map((value) => ({ value, label: word(`method.${value}`) }))}
        value={form.values.methods}
        onChange={(chosen) =>
          form.set('methods')(inspectionMethods.filter((method) => chosen.includes(method)))
        }
      />
      <Line {...props} name="otherMethods" most={300} />
      <div className="form-group form-group-two">
        <Line
          {...props}
          name="ratio"
          title={say('ratioPercent')}
          hint={say('ratioHint')}
          inputMode="decimal"
        />
        <Line {...props} name="yearlyCap" hint={say('capHint')} inputMode="numeric" />
        <Line {...props} name="ratioText" most={200} />
        <Line {...props} name="frequencyText" most={200} />
      </div>
      <RadioGroup
        name="announced"
        label={label('announced')}
        inline
        choices={[
          { value: 'true', label: word('announced.true') },
          { value: 'false', label: word('announced.false') },
        ]}
        value={form.values.announced}
        onChange={form.set('announced')}
      />
      <Line {...props} name="qualifications" hint={say('qualificationsHint')} />
    </fieldset>
  );
}

function Support(props: GroupProps) {
  const say = useText(itemPageText);
  const { form, label } = props;
  const sheets = useApiQuery(listPublishedSheets).data?.rows;
  const leniency = useApiQuery(listPublishedLeniency).data?.rows;
  return (
    <fieldset className="form-group">
      <legend>{say('groupSupport')}</legend>
      <ChooseField
        name="sheetIds"
        label={label('sheetIds')}
        {...(sheets?.length === 0 ? { hint: say('noSheets') } : {})}
        optional
        many
        error={form.error('sheetIds')}
        choices={(sheets ?? []).map((sheet) => ({ value: sheet.sheetId, label: sheet.name }))}
        value={form.values.sheetIds}
        onChange={form.set('sheetIds')}
      />
      <ChooseField
        name="leniencyKeys"
        label={label('leniencyKeys')}
        hint={say(leniency?.length === 0 ? 'noLeniency' : 'leniencyHint')}
        optional
        many
        error={form.error('leniencyKeys')}
        choices={(leniency ?? []).map((entry) => ({ value: entry.entryKey, label: entry.conduct }))}
        value={form.values.leniencyKeys}
        onChange={form.set('leniencyKeys')}
      />
      <Lines {...props} name="guidance" />
      <Lines {...props} name="remark" />
    </fieldset>
  );
}
