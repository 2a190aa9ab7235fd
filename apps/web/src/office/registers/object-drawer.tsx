/** One object beside the list: all fields, doubts, history; deactivating and bringing back. */
import type { ObjectDetail } from '@mingcha/core/registers/object.ts';
import { deactivationReasons } from '@mingcha/core/registers/object.ts';
import {
  deactivateObject,
  getObject,
  objectFacets,
  reactivateObject,
} from '@mingcha/core/registers/object-api.ts';
import { objectsPageText } from '@mingcha/core/registers/objects/objects-page-text.ts';
import { registerPageText } from '@mingcha/core/registers/register-page-text.ts';
import { useState } from 'react';
import { useApiAction, useApiQuery } from '../../shared/api/use-api.ts';
import { SelectField, TextArea } from '../../shared/forms/field.tsx';
import { Form, useForm } from '../../shared/forms/form.tsx';
import { useLocale, useSentence, useText, useUi } from '../../shared/i18n/locale.tsx';
import { Button, buttonClass } from '../../shared/ui/button.tsx';
import { Dialog, Drawer } from '../../shared/ui/dialog.tsx';
import { ErrorState, Notice, Skeleton } from '../../shared/ui/states.tsx';
import { useToast } from '../../shared/ui/toast.tsx';
import { DateText, PairList, StateChip } from '../../shared/ui/values.tsx';
import { GoTo } from '../shell/navigation.tsx';
import { DialogButtons } from './dialog-buttons.tsx';
import { useCheck } from './form-problems.ts';
import { History } from './history.tsx';
import { detailPairs } from './objects/file-facts.tsx';
import { useWords, type Words } from './words.ts';

export interface RecordDrawerProps {
  /** The record on show; null: closed. */
  readonly id: string | null;
  readonly canEdit: boolean;
  readonly onClose: () => void;
}

export function ObjectDrawer(props: RecordDrawerProps) {
  return props.id === null ? null : <OpenDrawer key={props.id} {...props} id={props.id} />;
}

function OpenDrawer(props: RecordDrawerProps & { readonly id: string }) {
  const say = useText(registerPageText);
  const ui = useUi();
  const read = useApiQuery(getObject, { params: { id: props.id } });
  const [asking, setAsking] = useState(false);
  const object = read.data?.id === props.id ? read.data : undefined;
  const active = object?.status === 'active';
  const actions = (
    <>
      <Button onClick={() => setAsking(true)}>{say(active ? 'deactivate' : 'reactivate')}</Button>
      <GoTo to={`/objects/${props.id}/edit`} className={buttonClass({ kind: 'primary' })}>
        {ui('edit')}
      </GoTo>
    </>
  );
  return (
    <>
      <Drawer
        open
        title={object?.name ?? say('objects')}
        onClose={props.onClose}
        {...(props.canEdit && object !== undefined ? { actions } : {})}
      >
        {read.error !== null ? (
          <ErrorState error={read.error} onRetry={read.reload} />
        ) : object === undefined ? (
          <Skeleton lines={10} />
        ) : (
          <Content object={object} />
        )}
      </Drawer>
      {object === undefined || !asking ? null : (
        <StatusDialog object={object} onClose={() => setAsking(false)} />
      )}
    </>
  );
}

function Content(props: { readonly object: ObjectDetail }) {
  const { object } = props;
  const say = useText(registerPageText);
  const page = useText(objectsPageText);
  const { locale } = useLocale();
  const sentence = useSentence();
  const sections = useApiQuery(objectFacets).data?.sections;
  const words = useWords('objects', sections);
  return (
    <div className="register-record">
      {object.status === 'active' ? null : (
        <Notice tone="warning" title={words.word('status.inactive')}>
          <p>
            {words.value('statusReason', object.statusReason)} <DateText value={object.statusOn} />
          </p>
        </Notice>
      )}
      {object.warnings.length === 0 ? null : (
        <Notice tone="warning" title={say('doubts')}>
          {object.warnings.map((code) => (
            <p key={code}>{sentence({ code })}</p>
          ))}
        </Notice>
      )}
      <GoTo to={`/objects/${object.id}`} className={buttonClass({ size: 'small' })}>
        {page('openFile')}
      </GoTo>
      <PairList columns={1} pairs={pairsOf(object, words, say)} />
      <PairList columns={1} pairs={detailPairs(object, locale)} />
      <History revisions={object.revisions} words={words} />
    </div>
  );
}

type Say = ReturnType<typeof useText<keyof typeof registerPageText.zh>>;

function pairsOf(object: ObjectDetail, words: Words, say: Say) {
  const pair = (name: keyof ObjectDetail) => ({
    name: words.field(name),
    value: words.value(name, object[name]),
  });
  const code = (name: 'uscc' | 'registrationNumber' | 'localCode') => ({
    name: words.field(name),
    value: object[name] === null ? null : <span className="mono">{object[name]}</span>,
  });
  const optional = (name: keyof ObjectDetail) => ({
    name: words.field(name),
    value: filled(words, name, object[name]),
  });
  return [
    optional('formerNames'),
    pair('kind'),
    code('uscc'),
    code('registrationNumber'),
    code('localCode'),
    optional('address'),
    optional('divisionCode'),
    optional('industry'),
    pair('riskLevel'),
    pair('creditClass'),
    { name: words.field('creditClassOn'), value: <DateText value={object.creditClassOn} /> },
    { name: words.field('sectionId'), value: object.sectionName },
    optional('tags'),
    optional('responsiblePerson'),
    { name: words.field('registeredOn'), value: <DateText value={object.registeredOn} /> },
    optional('remark'),
    { name: words.field('status'), value: <StateChip>{words.word(`status.${object.status}`)}</StateChip> },
    { name: say('field_createdAt'), value: <DateText value={object.createdAt} /> },
    { name: say('field_updatedAt'), value: <DateText value={object.updatedAt} /> },
  ];
}

function filled(words: Words, name: string, value: unknown): string | null {
  const empty = value === null || value === '' || (Array.isArray(value) && value.length === 0);
  return empty ? null : words.value(name, value);
}

interface StatusProps {
  readonly object: ObjectDetail;
  readonly onClose: () => void;
}

function useStatusForm({ object, onClose }: StatusProps) {
  const say = useText(registerPageText);
  const toast = useToast();
  const check = useCheck();
  const off = useApiAction(deactivateObject);
  const on = useApiAction(reactivateObject);
  const form = useForm({ reason: '', note: '' });
  const active = object.status === 'active';
  const submit = async () => {
    const problems = check(
      active
        ? deactivateObject.body.pick({ reason: true, note: true })
        : reactivateObject.body.pick({ note: true }),
      form.values,
      (field) => say(field === 'reason' ? 'field_reason' : 'field_note'),
    );
    if (problems.length > 0) return form.setProblems(problems);
    const common = { version: object.version, note: form.values.note };
    const params = { id: object.id };
    const reason = form.values.reason as (typeof deactivationReasons)[number];
    const result = active
      ? await off.run({ params, body: { ...common, reason } })
      : await on.run({ params, body: common });
    if (!result.ok) return form.refuse(result.error);
    toast(say('savedStatus', { name: object.name }));
    onClose();
  };
  return { form, active, submit, busy: off.busy || on.busy };
}

/** 停用 with a reason from the list, or 恢复 with a note. */
function StatusDialog(props: StatusProps) {
  const { object, onClose } = props;
  const say = useText(registerPageText);
  const words = useWords('objects');
  const { form, active, submit, busy } = useStatusForm(props);
  return (
    <Dialog
      open
      title={say(active ? 'deactivateQuestion' : 'reactivateQuestion', { name: object.name })}
      onClose={onClose}
    >
      <p>{say(active ? 'deactivateText' : 'reactivateText')}</p>
      <Form
        onSubmit={submit}
        problems={form.problems}
        actions={
          <DialogButtons
            verb={say(active ? 'deactivate' : 'reactivate')}
            busy={busy}
            danger={active}
            onClose={onClose}
          />
        }
      >
        {active ? (
          <SelectField
            name="reason"
            label={say('field_reason')}
            error={form.error('reason')}
            choices={deactivationReasons.map((value) => ({ value, label: words.word(`reason.${value}`) }))}
            value={form.values.reason}
            onChange={form.set('reason')}
          />
        ) : null}
        <TextArea
          name="note"
          label={say('field_note')}
          error={form.error('note')}
          optional={active}
          rows={3}
          maxLength={200}
          warnSecrets
          value={form.values.note}
          onChange={form.set('note')}
        />
      </Form>
    </Dialog>
  );
}
