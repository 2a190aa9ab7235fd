/** The fields of an object in three groups. */
import { creditClasses, objectKinds, riskLevels } from '@mingcha/core/registers/object.ts';
import { objectFacets } from '@mingcha/core/registers/object-api.ts';
import { objectWarnings } from '@mingcha/core/registers/object-rules.ts';
import { registerPageText } from '@mingcha/core/registers/register-page-text.ts';
import { useApiQuery } from '../../shared/api/use-api.ts';
import { DayField, SelectField, TextArea, TextField } from '../../shared/forms/field.tsx';
import { useSentence, useText } from '../../shared/i18n/locale.tsx';
import { IndustryField, KindFieldset, PlaceFields } from './objects/form-parts.tsx';
import { type FieldsProps, useField } from './use-field.ts';

export function ObjectFormFields(props: FieldsProps) {
  return (
    <>
      <IdentityFields {...props} />
      <KindFieldset {...props} />
      <ClassFields {...props} />
      <PlaceFields {...props} />
      <MoreFields {...props} />
    </>
  );
}

function IdentityFields(props: FieldsProps) {
  const say = useText(registerPageText);
  const field = useField(props);
  const { words } = props;
  return (
    <fieldset className="form-group">
      <legend>{say('groupIdentity')}</legend>
      <SelectField
        {...field('kind')}
        empty={null}
        choices={objectKinds.map((kind) => ({ value: kind, label: words.word(`kind.${kind}`) }))}
      />
      <TextField {...field('name')} maxLength={200} />
      <CodeField {...props} />
      <TextField {...field('registrationNumber')} optional mono maxLength={50} />
      <TextField {...field('localCode')} hint={say('localCodeHint')} optional mono maxLength={60} />
      <TextField {...field('address')} optional maxLength={300} />
      <TextField {...field('formerNames')} hint={say('listHint')} optional maxLength={600} />
      <TextField {...field('formerCodes')} hint={say('listHint')} optional mono maxLength={600} />
    </fieldset>
  );
}

/** The credit code with its doubts while it is typed; doubts never block. */
function CodeField(props: FieldsProps) {
  const say = useText(registerPageText);
  const sentence = useSentence();
  const field = useField(props);
  const code = props.form.values.uscc.trim().toUpperCase();
  const doubts = code.length < 18 ? [] : objectWarnings(code, null);
  return (
    <div>
      <TextField {...field('uscc')} hint={say('usccHint')} optional mono maxLength={18} />
      <output className="field-doubt">{doubts.map((doubt) => sentence({ code: doubt })).join(' ')}</output>
    </div>
  );
}

function ClassFields(props: FieldsProps) {
  const say = useText(registerPageText);
  const field = useField(props);
  const { words } = props;
  const sections = useApiQuery(objectFacets).data?.sections ?? [];
  const graded = (values: readonly string[], set: string) =>
    values.filter((value) => value !== '').map((value) => ({ value, label: words.word(`${set}.${value}`) }));
  return (
    <fieldset className="form-group form-group-two">
      <legend>{say('groupClass')}</legend>
      <TextField {...field('divisionCode')} hint={say('areaHint')} optional maxLength={60} />
      <TextField {...field('industry')} optional maxLength={100} />
      <IndustryField {...props} />
      <SelectField
        {...field('riskLevel')}
        empty={words.word('risk.')}
        choices={graded(riskLevels, 'risk')}
        optional
      />
      <DayField {...field('riskOn')} optional />
      <TextField {...field('riskSource')} optional maxLength={200} />
      <SelectField
        {...field('sectionId')}
        empty={say('noSection')}
        choices={sections.map((section) => ({ value: section.id, label: section.name }))}
        optional
      />
      <SelectField
        {...field('creditClass')}
        empty={words.word('credit.')}
        choices={graded(creditClasses, 'credit')}
        optional
      />
      <DayField {...field('creditClassOn')} optional />
      <TextField {...field('creditSource')} optional maxLength={200} />
    </fieldset>
  );
}

function MoreFields(props: FieldsProps) {
  const say = useText(registerPageText);
  const field = useField(props);
  return (
    <fieldset className="form-group">
      <legend>{say('groupMore')}</legend>
      <TextField {...field('responsiblePerson')} optional maxLength={60} />
      <DayField {...field('registeredOn')} optional />
      <TextField {...field('tags')} hint={say('listHint')} optional maxLength={600} />
      <TextArea {...field('remark')} optional rows={3} maxLength={1000} warnSecrets />
    </fieldset>
  );
}
