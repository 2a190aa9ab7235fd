/** Step 4: partners of the platform and outside it with their items, the shared sheet, steps and requirements. */

import { hasMarkup, plainText } from '@mingcha/core/plans/plain-markup.ts';
import { listPlanAgencies } from '@mingcha/core/plans/plan-api.ts';
import { planFormText } from '@mingcha/core/plans/plan-form-text.ts';
import { listPublishedSheets } from '@mingcha/core/registers/sheets/sheet-api.ts';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { TextArea, TextField } from '../../../shared/forms/field.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { ChooseField } from '../../parts/choose-field.tsx';
import type { StepProps } from './entry-form-page.tsx';
import type { TypedPartner } from './values.ts';

export function JointStep(props: StepProps) {
  const { values, change, error } = props;
  const say = useText(planFormText);
  /** What is pasted from other platforms shows at once as it will be kept (R367). */
  const clean = (text: string): string => (hasMarkup(text) ? plainText(text) : text);
  return (
    <div className="plan-fields">
      <Partners {...props} />
      {values.participants.length > 0 ? <Sheets {...props} /> : null}
      <TextArea
        name="steps"
        label={say('stepsText')}
        hint={say('stepsHint')}
        optional
        value={values.steps}
        onChange={(steps) => change({ steps: clean(steps) })}
        error={error('steps')}
      />
      <TextArea
        name="requirements"
        label={say('requirements')}
        hint={say('stepsHint')}
        optional
        value={values.requirements}
        onChange={(requirements) => change({ requirements: clean(requirements) })}
        error={error('requirements')}
      />
      <TextArea
        name="remark"
        label={say('remark')}
        optional
        value={values.remark}
        onChange={(remark) => change({ remark })}
        error={error('remark')}
      />
    </div>
  );
}

function Partners({ values, change, error }: StepProps) {
  const say = useText(planFormText);
  const { participants } = values;
  const agencies = useApiQuery(listPlanAgencies);
  const rows = (agencies.data?.rows ?? []).filter((row) => !row.own);
  const set = (index: number, part: Partial<TypedPartner>) =>
    change({ participants: participants.map((each, at) => (at === index ? { ...each, ...part } : each)) });
  const add = (one: TypedPartner) => change({ participants: [...participants, one] });
  const blank = { itemKeys: [], duty: '', outsideName: '' };
  return (
    <fieldset className="field">
      <legend className="field-label">{say('participants')}</legend>
      <div className="field-hint">{say('participantsHint')}</div>
      {error('participants') === undefined ? null : <p className="field-error">{error('participants')}</p>}
      <div className="plan-fields">
        {participants.map((one, index) => (
          <PartnerBox
            key={`${index}-${one.agencyId === null ? 'outside' : 'agency'}`}
            one={one}
            index={index}
            rows={rows}
            loading={agencies.status === 'loading'}
            onChange={(part) => set(index, part)}
            onRemove={() => change({ participants: participants.filter((_, at) => at !== index) })}
          />
        ))}
        <div className="button-row">
          <Button size="small" onClick={() => add({ ...blank, agencyId: '' })}>
            {say('addAgency')}
          </Button>
          <Button size="small" onClick={() => add({ ...blank, agencyId: null })}>
            {say('addOutside')}
          </Button>
        </div>
      </div>
    </fieldset>
  );
}

interface AgencyRow {
  readonly agencyId: string;
  readonly name: string;
  readonly items: readonly { readonly itemKey: string; readonly name: string }[];
}

function PartnerBox(props: {
  readonly one: TypedPartner;
  readonly index: number;
  readonly rows: readonly AgencyRow[];
  readonly loading: boolean;
  readonly onChange: (part: Partial<TypedPartner>) => void;
  readonly onRemove: () => void;
}) {
  const { one, index, rows, onChange } = props;
  const say = useText(planFormText);
  return (
    <div className="plan-box">
      <div className="plan-row">
        {one.agencyId === null ? (
          <TextField
            name={`participants.${index}`}
            label={say('outsideName')}
            maxLength={80}
            value={one.outsideName}
            onChange={(outsideName) => onChange({ outsideName })}
          />
        ) : (
          <ChooseField
            name={`participants.${index}`}
            label={say('agency')}
            loading={props.loading}
            choices={rows.map((row) => ({ value: row.agencyId, label: row.name }))}
            value={one.agencyId === '' ? [] : [one.agencyId]}
            onChange={([agencyId]) => onChange({ agencyId: agencyId ?? '', itemKeys: [] })}
          />
        )}
        <TextField
          name={`participants.${index}.duty`}
          label={say('duty')}
          hint={say('dutyHint')}
          optional
          maxLength={300}
          value={one.duty}
          onChange={(duty) => onChange({ duty })}
        />
      </div>
      <PartnerItems one={one} index={index} rows={rows} onChange={(itemKeys) => onChange({ itemKeys })} />
      <div>
        <Button size="small" kind="quiet" onClick={props.onRemove}>
          {say('removePartner')}
        </Button>
      </div>
    </div>
  );
}

function PartnerItems(props: {
  readonly one: TypedPartner;
  readonly index: number;
  readonly rows: readonly AgencyRow[];
  readonly onChange: (itemKeys: readonly string[]) => void;
}) {
  const say = useText(planFormText);
  const items = props.rows.find((row) => row.agencyId === props.one.agencyId)?.items ?? [];
  if (items.length === 0) return null;
  return (
    <ChooseField
      name={`participants.${props.index}.items`}
      label={say('partnerItems')}
      optional
      many
      choices={items.map((item) => ({ value: item.itemKey, label: item.name }))}
      value={props.one.itemKeys}
      onChange={props.onChange}
    />
  );
}

function Sheets({ values, change }: StepProps) {
  const say = useText(planFormText);
  const sheets = useApiQuery(listPublishedSheets);
  return (
    <ChooseField
      name="sheetIds"
      label={say('sheets')}
      hint={say('sheetsHint')}
      optional
      many
      loading={sheets.status === 'loading'}
      choices={(sheets.data?.rows ?? []).map((sheet) => ({ value: sheet.sheetId, label: sheet.name }))}
      value={values.sheetIds}
      onChange={(sheetIds) => change({ sheetIds })}
    />
  );
}
