/** 出行单: one page per visit that the leader fills in; a section on the page of one inspection. */
import './tasks.css';
import type { TripFields } from '@mingcha/core/tasks/task.ts';
import { getTripSheet, printTripSheet, saveTripSheet } from '@mingcha/core/tasks/team-api.ts';
import { tripText } from '@mingcha/core/tasks/trip-text.ts';
import { addressOf } from '../../shared/api/address.ts';
import { useApiAction, useApiQuery } from '../../shared/api/use-api.ts';
import { TextArea, TextField } from '../../shared/forms/field.tsx';
import { Form, useForm } from '../../shared/forms/form.tsx';
import { useText } from '../../shared/i18n/locale.tsx';
import { Button, buttonClass } from '../../shared/ui/button.tsx';
import { ErrorState, Skeleton } from '../../shared/ui/states.tsx';
import { useToast } from '../../shared/ui/toast.tsx';
import { PairList } from '../../shared/ui/values.tsx';

export function TripSection(props: { readonly inspectionId: string }) {
  const sheet = useApiQuery(getTripSheet, { params: { id: props.inspectionId } });
  if (sheet.status === 'error') return <ErrorState error={sheet.error} onRetry={sheet.reload} />;
  if (sheet.data === undefined) return <Skeleton lines={6} />;
  const { fields, version, mayEdit } = sheet.data;
  if (!mayEdit) return <Reading fields={fields} inspectionId={props.inspectionId} />;
  return (
    <Editing key={version} inspectionId={props.inspectionId} sheet={sheet.data} onSaved={sheet.reload} />
  );
}

const lines = ['contact', 'phone', 'address', 'meetingPoint', 'meetsAt', 'vehicle', 'driver'] as const;
const limits: Readonly<Record<(typeof lines)[number], number>> = {
  contact: 60,
  phone: 40,
  address: 300,
  meetingPoint: 200,
  meetsAt: 60,
  vehicle: 60,
  driver: 60,
};

function PrintLink(props: { readonly inspectionId: string }) {
  const say = useText(tripText);
  const { inspectionId: id } = props;
  const href = addressOf(printTripSheet, { params: { id }, query: { format: 'pdf' } });
  return (
    <a className={buttonClass()} href={href} download>
      {say('print')}
    </a>
  );
}

function Reading(props: { readonly fields: TripFields; readonly inspectionId: string }) {
  const { fields } = props;
  const say = useText(tripText);
  const shown = (text: string) => (text === '' ? '–' : text);
  return (
    <>
      <p className="secondary">{say('readOnly')}</p>
      <PrintLink inspectionId={props.inspectionId} />
      <PairList
        columns={2}
        pairs={[
          ...lines.map((name) => ({ name: say(`field.${name}`), value: shown(fields[name]) })),
          { name: say('field.siteRules'), value: shown(fields.siteRules), wide: true },
          { name: say('field.brings'), value: shown(bringsText(fields.brings)), wide: true },
          { name: say('field.note'), value: shown(fields.note), wide: true },
        ]}
      />
    </>
  );
}

interface Sheet {
  readonly fields: TripFields;
  readonly version: number;
  readonly changedName: string;
}

function useTripForm(of: {
  readonly inspectionId: string;
  readonly sheet: Sheet;
  readonly onSaved: () => void;
}) {
  const say = useText(tripText);
  const toast = useToast();
  const save = useApiAction(saveTripSheet);
  const { brings, ...rest } = of.sheet.fields;
  const form = useForm({ ...rest, brings: bringsText(brings) });
  const submit = async () => {
    const fields = { ...form.values, brings: bringsOf(form.values.brings) };
    const result = await save.run({
      params: { id: of.inspectionId },
      body: { version: of.sheet.version, fields },
    });
    if (!result.ok) return form.refuse(result.error);
    toast(say('saved'));
    of.onSaved();
  };
  return { form, submit, busy: save.busy };
}

function Editing(props: {
  readonly inspectionId: string;
  readonly sheet: Sheet;
  readonly onSaved: () => void;
}) {
  const { sheet } = props;
  const say = useText(tripText);
  const { form, submit, busy } = useTripForm(props);
  const area = (name: 'siteRules' | 'brings' | 'note', hint?: string) => (
    <TextArea
      name={name}
      label={say(`field.${name}`)}
      {...(hint === undefined ? {} : { hint })}
      error={form.error(name)}
      optional
      rows={3}
      maxLength={name === 'note' ? 1000 : 2000}
      value={form.values[name]}
      onChange={form.set(name)}
    />
  );
  return (
    <div className="task-form">
      <p className="secondary">
        {say('lead')}
        {sheet.changedName === '' ? '' : `　${say('changedBy', { name: sheet.changedName })}`}
      </p>
      <Form
        onSubmit={submit}
        problems={form.problems}
        actions={
          <>
            <Button type="submit" kind="primary" busy={busy}>
              {say('save')}
            </Button>
            <PrintLink inspectionId={props.inspectionId} />
          </>
        }
      >
        <div className="task-two">
          {lines.map((name) => (
            <TextField
              key={name}
              name={name}
              label={say(`field.${name}`)}
              error={form.error(name)}
              optional
              maxLength={limits[name]}
              value={form.values[name]}
              onChange={form.set(name)}
            />
          ))}
        </div>
        {area('siteRules', say('field.siteRulesHint'))}
        {area('brings', say('field.bringsHint'))}
        {area('note')}
      </Form>
    </div>
  );
}

function bringsText(brings: TripFields['brings']): string {
  return brings.map(({ who, what }) => (who === '' ? what : `${who}：${what}`)).join('\n');
}

/** One line each; what stands before the first colon is the person. */
function bringsOf(text: string): TripFields['brings'] {
  return text
    .split('\n')
    .map((each) => each.trim())
    .filter((each) => each !== '')
    .map((each) => {
      const at = each.search(/[：:]/);
      return at < 1
        ? { who: '', what: each }
        : { who: each.slice(0, at).trim(), what: each.slice(at + 1).trim() };
    });
}
