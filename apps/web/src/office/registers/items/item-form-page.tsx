/** One item: its form in a draft, its text in every other version; and the page for a new one. */
import '../registers.css';
import './items.css';
import { itemFields } from '@mingcha/core/registers/items/item.ts';
import type { ItemDetail } from '@mingcha/core/registers/items/item-list.ts';
import {
  createItem,
  endItem,
  getItem,
  getItemList,
  updateItem,
} from '@mingcha/core/registers/items/item-list-api.ts';
import { itemPageText } from '@mingcha/core/registers/items/item-page-text.ts';
import { itemText } from '@mingcha/core/registers/items/item-text.ts';
import { useState } from 'react';
import { callApi } from '../../../shared/api/call-api.ts';
import { useApiAction, useApiQuery } from '../../../shared/api/use-api.ts';
import { Form } from '../../../shared/forms/form.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';
import { Button, buttonClass } from '../../../shared/ui/button.tsx';
import { ConfirmDialog } from '../../../shared/ui/dialog.tsx';
import { Page, PageHeader, Section } from '../../../shared/ui/page.tsx';
import { ErrorNotice, ErrorState, Skeleton } from '../../../shared/ui/states.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';
import { StateChip } from '../../../shared/ui/values.tsx';
import { Hint } from '../../help/hint.tsx';
import { GoTo, useGo, useParam } from '../../shell/navigation.tsx';
import { ConflictNotice } from '../conflict-notice.tsx';
import { FormButtons } from '../form-buttons.tsx';
import { useCheck } from '../form-problems.ts';
import { type Stored, useRecordForm } from '../use-record-form.ts';
import { ItemFormFields } from './item-form-fields.tsx';
import { ItemReading } from './item-reading.tsx';
import { emptyItem, type ItemValues, itemBody, itemValues } from './item-values.ts';

export function ItemNewPage() {
  const say = useText(itemPageText);
  const listId = useParam('id');
  const list = useApiQuery(getItemList, { params: { id: listId } });
  return (
    <Page>
      <PageHeader title={say('itemNew')} lead={list.data?.title ?? ''} />
      <ItemForm id={null} listId={listId} start={{ values: emptyItem, version: 0 }} />
    </Page>
  );
}

export function ItemPage() {
  const id = useParam('id');
  const read = useApiQuery(getItem, { params: { id } });
  const item = read.data?.id === id ? read.data : undefined;
  if (item === undefined)
    return read.error === null ? (
      <Skeleton lines={12} />
    ) : (
      <ErrorState error={read.error} onRetry={read.reload} />
    );
  return <OneItem key={id} item={item} />;
}

function OneItem({ item }: { readonly item: ItemDetail }) {
  const say = useText(itemPageText);
  const word = useText(itemText);
  const { fields } = item;
  return (
    <Page>
      <PageHeader
        title={fields.name}
        mark={
          <StateChip tone={fields.tier === 'key' ? 'accent' : 'neutral'}>
            {word(`tier.${fields.tier}`)}
          </StateChip>
        }
        lead={[fields.code, fields.unit, fields.category].filter((text) => text !== '').join(' · ')}
        actions={
          <>
            {item.editable ? <EndItem item={item} /> : null}
            <GoTo to={`/item-lists/${item.listId}`} className={buttonClass()}>
              {say('toList')}
            </GoTo>
          </>
        }
      />
      {item.editable ? (
        <ItemForm
          id={item.id}
          listId={item.listId}
          start={{ values: itemValues(fields), version: item.version }}
        />
      ) : (
        <ItemReading item={item} />
      )}
    </Page>
  );
}

function EndItem({ item }: { readonly item: ItemDetail }) {
  const say = useText(itemPageText);
  const go = useGo();
  const toast = useToast();
  const [asking, setAsking] = useState(false);
  const end = useApiAction(endItem);
  const finish = async () => {
    const result = await end.run({ params: { id: item.id }, body: { version: item.version } });
    if (!result.ok) return;
    toast(say('ended', { name: item.fields.name }));
    go(`/item-lists/${item.listId}`);
  };
  return (
    <>
      <Button kind="quiet" onClick={() => setAsking(true)}>
        {say('endItem')}
      </Button>
      <ConfirmDialog
        open={asking}
        question={say('endAsk')}
        action={say('endItem')}
        danger
        busy={end.busy}
        onConfirm={() => void finish()}
        onClose={() => setAsking(false)}
      >
        <p>{say('endText')}</p>
        <ErrorNotice error={end.error} />
      </ConfirmDialog>
    </>
  );
}

interface ItemFormProps {
  readonly id: string | null;
  readonly listId: string;
  readonly start: Stored<ItemValues>;
}

async function readItem(id: string): Promise<Stored<ItemValues> | null> {
  const read = await callApi(getItem, { params: { id } });
  return read.ok ? { values: itemValues(read.value.fields), version: read.value.version } : null;
}

function ItemForm(props: ItemFormProps) {
  const { id, listId } = props;
  const say = useText(itemPageText);
  const word = useText(itemText);
  const label = (name: string) => word(`field.${name}` as Parameters<typeof word>[0]);
  const check = useCheck();
  const toast = useToast();
  const go = useGo();
  const create = useApiAction(createItem);
  const update = useApiAction(updateItem);
  const { form, version, conflict, clearConflict, refuse } = useRecordForm({
    start: props.start,
    reload: async () => (id === null ? null : readItem(id)),
    fieldName: label,
    fieldText: (_name, value) => (typeof value === 'string' ? value : JSON.stringify(value)),
  });
  const submit = async () => {
    const fields = itemBody(form.values);
    const problems = check(itemFields, fields, label).map((problem) =>
      problem.field === 'ratio'
        ? { ...problem, message: say('ratioInvalid') }
        : problem.field === 'yearlyCap'
          ? { ...problem, message: say('capInvalid') }
          : problem,
    );
    if (problems.length > 0) return form.setProblems(problems);
    clearConflict();
    const result =
      id === null
        ? await create.run({ params: { id: listId }, body: fields })
        : await update.run({ params: { id }, body: { ...fields, version } });
    if (!result.ok) return refuse(result.error);
    toast(say('saved', { name: fields.name }));
    go(`/item-lists/${listId}`);
  };
  return (
    <Section>
      <Hint form="item" />
      <Form
        onSubmit={submit}
        problems={form.problems}
        actions={<FormButtons busy={create.busy || update.busy} back={`/item-lists/${listId}`} />}
      >
        <ConflictNotice conflict={conflict} />
        <ItemFormFields form={form} label={label} listId={listId} />
      </Form>
    </Section>
  );
}
