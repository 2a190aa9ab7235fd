/** Parts of an object's form: the fields of its kind as declared, its operator, its industry, its place. */
import type { ObjectFields, ObjectKind } from '@mingcha/core/registers/object.ts';
import { coordinateSystems } from '@mingcha/core/registers/object.ts';
import { industryChoices } from '@mingcha/core/registers/objects/industry.ts';
import { cleanDetails, fieldsOfKind } from '@mingcha/core/registers/objects/kind-details.ts';
import { type KindField, operatedKinds } from '@mingcha/core/registers/objects/kind-fields-form.ts';
import { objectsPageText } from '@mingcha/core/registers/objects/objects-page-text.ts';
import { useMemo } from 'react';
import { DayField, SelectField, TextField } from '../../../shared/forms/field.tsx';
import type { FieldProblem } from '../../../shared/forms/form.tsx';
import { useLocale, useSentence, useText } from '../../../shared/i18n/locale.tsx';
import { ChooseField } from '../../parts/choose-field.tsx';

import { detailName, detailsOf } from '../object-values.ts';
import { type FieldsProps, useField } from '../use-field.ts';
import { useFoundObjects, withChosen } from '../use-found.ts';

/** 专有信息: what the declaration asks of this kind; nothing for kinds without fields of their own. */
export function KindFieldset(props: FieldsProps) {
  const say = useText(objectsPageText);
  const { values } = props.form;
  const kind = values.kind as ObjectKind;
  const fields = fieldsOfKind(kind, detailsOf(values));
  const isOperated = operatedKinds.includes(kind);
  if (fields.length === 0 && !isOperated) return null;
  return (
    <fieldset className="form-group form-group-two">
      <legend>{say('groupKind')}</legend>
      {fields.map((field) => (
        <DetailField key={field.key} {...props} field={field} />
      ))}
      {isOperated ? <OperatorField {...props} /> : null}
    </fieldset>
  );
}

function DetailField({ form, field }: FieldsProps & { readonly field: KindField }) {
  const { locale } = useLocale();
  const at = locale === 'zh' ? 0 : 1;
  const name = detailName(field.key);
  const shared = {
    name,
    label: field.label[at],
    error: form.error(name),
    optional: field.required !== true,
    value: form.values[name] ?? '',
    onChange: form.set(name),
  };
  if (field.choices !== undefined)
    return (
      <SelectField
        {...shared}
        empty=""
        choices={field.choices.map(([value, zh, en]) => ({ value, label: locale === 'zh' ? zh : en }))}
      />
    );
  if (field.type === 'day') return <DayField {...shared} />;
  return (
    <TextField
      {...shared}
      {...(field.unit === undefined ? {} : { unit: field.unit[at] })}
      {...(field.type === 'text' ? {} : { inputMode: 'decimal' as const })}
      maxLength={field.maxChars ?? 300}
    />
  );
}

function OperatorField({ form, words }: FieldsProps) {
  const say = useText(objectsPageText);
  const found = useFoundObjects();
  const { operatorObjectId, operatorName } = form.values;
  const chosen = operatorObjectId === '' ? [] : [{ value: operatorObjectId, label: operatorName }];
  const choices = withChosen(found.choices, chosen);
  return (
    <ChooseField
      name="operatorObjectId"
      label={words.field('operator')}
      hint={say('operatorHint')}
      error={form.error('operatorObjectId')}
      optional
      wide
      value={chosen.map((one) => one.value)}
      onChange={([id = '']) => {
        form.set('operatorObjectId')(id);
        form.set('operatorName')(choices.find((one) => one.value === id)?.label ?? '');
      }}
      choices={choices}
      onSearch={found.onSearch}
      loading={found.loading}
    />
  );
}

/** GB/T 4754: section or division; a longer code that a file brought stays as it is. */
export function IndustryField({ form, words }: FieldsProps) {
  const say = useText(objectsPageText);
  const { locale } = useLocale();
  const known = useMemo(() => industryChoices(locale), [locale]);
  const code = form.values.industryCode;
  const choices = withChosen(known, code === '' ? [] : [{ value: code, label: code }]);
  return (
    <ChooseField
      name="industryCode"
      label={words.field('industryCode')}
      hint={say('industryHint')}
      error={form.error('industryCode')}
      optional
      value={code === '' ? [] : [code]}
      onChange={([next = '']) => form.set('industryCode')(next)}
      choices={choices}
    />
  );
}

export function PlaceFields(props: FieldsProps) {
  const say = useText(objectsPageText);
  const field = useField(props);
  return (
    <fieldset className="form-group form-group-two">
      <legend>{say('groupPlace')}</legend>
      <TextField {...field('grid')} optional maxLength={60} />
      <SelectField
        {...field('coordinateSystem')}
        hint={say('positionHint')}
        optional
        empty={say('coordinateNone')}
        choices={coordinateSystems.filter((one) => one !== '').map((value) => ({ value, label: value }))}
      />
      <TextField {...field('latitude')} optional inputMode="decimal" placeholder="35.490123" maxLength={12} />
      <TextField
        {...field('longitude')}
        optional
        inputMode="decimal"
        placeholder="112.850123"
        maxLength={12}
      />
    </fieldset>
  );
}

/** The refusal that the server would give about the kind's own fields, in the same words. */
export function useCheckDetails() {
  const sentence = useSentence();
  return (fields: ObjectFields): FieldProblem[] => {
    const cleaned = cleanDetails(fields.kind, fields.details);
    if (cleaned.ok) return [];
    const { code, data, field = '' } = cleaned.error;
    return [{ field, message: sentence(data === undefined ? { code } : { code, data }) }];
  };
}
