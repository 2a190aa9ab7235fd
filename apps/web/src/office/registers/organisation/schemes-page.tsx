/** 年度实施方案: own schemes and those received from other agencies; drafting a new one. */

import type { SchemeRow } from '@mingcha/core/registers/organisation/scheme.ts';
import { createScheme, listSchemes } from '@mingcha/core/registers/organisation/scheme-api.ts';
import { schemePageText } from '@mingcha/core/registers/organisation/scheme-page-text.ts';
import { useMemo, useState } from 'react';
import { useApiAction, useApiQuery } from '../../../shared/api/use-api.ts';
import { SelectField, TextField } from '../../../shared/forms/field.tsx';
import { Form, useForm } from '../../../shared/forms/form.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../../shared/table/data-table.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { Dialog } from '../../../shared/ui/dialog.tsx';
import { Page, PageHeader } from '../../../shared/ui/page.tsx';
import { EmptyState } from '../../../shared/ui/states.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';
import { DateText, StateChip } from '../../../shared/ui/values.tsx';
import { DocumentStateChip } from '../../parts/document-steps.tsx';
import { useGo } from '../../shell/navigation.tsx';
import { DialogButtons } from '../dialog-buttons.tsx';
import { useHasRole } from '../may-edit.ts';

const keyOf = (row: SchemeRow) => row.id;
const nameOf = (row: SchemeRow) => row.title;

export function SchemesPage() {
  const say = useText(schemePageText);
  const go = useGo();
  const canDraft = useHasRole('legalOfficer', 'sectionOfficer');
  const list = useApiQuery(listSchemes);
  const [drafting, setDrafting] = useState(false);
  const columns = useColumns();
  const add = canDraft ? (
    <Button kind="primary" onClick={() => setDrafting(true)}>
      {say('schemeNew')}
    </Button>
  ) : undefined;
  return (
    <Page>
      <PageHeader title={say('schemes')} lead={say('schemesLead')} actions={add} />
      <DataTable
        id="schemes"
        label={say('schemes')}
        columns={columns}
        rows={list.data?.rows}
        rowKey={keyOf}
        rowName={nameOf}
        status={list.status}
        refreshing={list.refreshing}
        error={list.error}
        onRetry={list.reload}
        onOpen={(row) => go(`/schemes/${row.id}`)}
        empty={<EmptyState title={say('emptySchemes')} text={say('emptySchemesText')} />}
      />
      {drafting ? <DraftDialog schemes={list.data?.rows ?? []} onClose={() => setDrafting(false)} /> : null}
    </Page>
  );
}

function useColumns(): readonly Column<SchemeRow>[] {
  const say = useText(schemePageText);
  return useMemo(
    () => [
      { key: 'title', title: say('title'), width: 300, render: (row) => row.title },
      { key: 'year', title: say('year'), nowrap: true, render: (row) => row.year },
      { key: 'agency', title: say('agency'), extra: true, render: (row) => row.agencyName },
      {
        key: 'number',
        title: say('documentNumber'),
        nowrap: true,
        render: (row) => row.documentNumber || say('noNumber'),
      },
      {
        key: 'publishedOn',
        title: say('publishedOn'),
        nowrap: true,
        render: (row) => <DateText value={row.publishedOn} form="short" />,
      },
      {
        key: 'receipts',
        title: say('receipts'),
        nowrap: true,
        render: (row) =>
          row.awaitsMe ? (
            <StateChip tone="warning">{say('waiting')}</StateChip>
          ) : (
            say('receiptCount', { n: row.confirmed, total: row.addressed })
          ),
      },
      {
        key: 'state',
        title: say('state'),
        nowrap: true,
        render: (row) => <DocumentStateChip state={row.state} />,
      },
    ],
    [say],
  );
}

function DraftDialog(props: { readonly schemes: readonly SchemeRow[]; readonly onClose: () => void }) {
  const say = useText(schemePageText);
  const go = useGo();
  const toast = useToast();
  const create = useApiAction(createScheme);
  const own = props.schemes.filter((one) => one.own);
  const form = useForm({ year: '', copyOf: own[0]?.id ?? '' });
  const submit = async () => {
    const { year, copyOf } = form.values;
    const result = await create.run({
      body: { year: Number(year), copyOf: copyOf === '' ? null : copyOf },
    });
    if (!result.ok) return form.refuse(result.error);
    toast(say('drafted'));
    go(`/schemes/${result.value.id}/edit`);
  };
  return (
    <Dialog open title={say('schemeNew')} onClose={props.onClose}>
      <Form
        onSubmit={submit}
        problems={form.problems}
        actions={<DialogButtons verb={say('draftIt')} busy={create.busy} onClose={props.onClose} />}
      >
        <TextField
          name="year"
          label={say('year')}
          hint={say('yearHint')}
          inputMode="numeric"
          short
          maxLength={4}
          value={form.values.year}
          onChange={form.set('year')}
          error={form.error('year')}
        />
        <SelectField
          name="copyOf"
          label={say('startFrom')}
          empty={say('startFresh')}
          choices={own.map((one) => ({ value: one.id, label: say('startCopy', { title: one.title }) }))}
          value={form.values.copyOf}
          onChange={form.set('copyOf')}
          error={form.error('copyOf')}
        />
      </Form>
    </Dialog>
  );
}
