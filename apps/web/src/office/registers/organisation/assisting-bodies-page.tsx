/** 协助单位: bodies that are not on the platform, with the people that their letters name. */
import type { AssistingBodyRow } from '@mingcha/core/registers/organisation/assisting-body.ts';
import {
  downloadAssistanceLetter,
  listAssistingBodies,
} from '@mingcha/core/registers/organisation/assisting-body-api.ts';
import { assistingPageText } from '@mingcha/core/registers/organisation/assisting-body-text.ts';
import { useMemo, useState } from 'react';
import { addressOf } from '../../../shared/api/address.ts';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { formatInstant } from '../../../shared/format.ts';
import { useText } from '../../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../../shared/table/data-table.tsx';
import { Button, ButtonRow } from '../../../shared/ui/button.tsx';
import { Page, PageHeader } from '../../../shared/ui/page.tsx';
import { EmptyState } from '../../../shared/ui/states.tsx';
import { useHasRole } from '../may-edit.ts';
import { AssistingBodyDialog, AssistingPeopleDialog } from './assisting-body-dialogs.tsx';

const keyOf = (row: AssistingBodyRow) => row.id;
const nameOf = (row: AssistingBodyRow) => row.name;

type Open = { readonly kind: 'body' | 'people'; readonly row: AssistingBodyRow | null } | null;

export function AssistingBodiesPage() {
  const say = useText(assistingPageText);
  const mayEdit = useHasRole('legalOfficer', 'sectionOfficer');
  const list = useApiQuery(listAssistingBodies);
  const [open, setOpen] = useState<Open>(null);
  const columns = useColumns(mayEdit ? setOpen : null);
  const add = mayEdit ? (
    <Button kind="primary" onClick={() => setOpen({ kind: 'body', row: null })}>
      {say('new')}
    </Button>
  ) : undefined;
  return (
    <Page>
      <PageHeader title={say('title')} lead={say('lead')} actions={add} />
      <DataTable
        id="assistingBodies"
        label={say('title')}
        columns={columns}
        rows={list.data?.rows}
        rowKey={keyOf}
        rowName={nameOf}
        status={list.status}
        refreshing={list.refreshing}
        error={list.error}
        onRetry={list.reload}
        empty={<EmptyState title={say('empty')} text={say('emptyText')} />}
      />
      {open?.kind === 'body' ? <AssistingBodyDialog stored={open.row} onClose={() => setOpen(null)} /> : null}
      {open?.kind === 'people' && open.row !== null ? (
        <AssistingPeopleDialog body={open.row} onClose={() => setOpen(null)} />
      ) : null}
    </Page>
  );
}

function useColumns(onOpen: ((open: Open) => void) | null): readonly Column<AssistingBodyRow>[] {
  const say = useText(assistingPageText);
  return useMemo(
    () => [
      { key: 'name', title: say('name'), width: 220, render: (row) => row.name },
      { key: 'phone', title: say('phone'), nowrap: true, render: (row) => row.phone || '–' },
      {
        key: 'people',
        title: say('people'),
        width: 260,
        render: (row) => row.people.map((one) => `${one.name} ${one.certificateNumber}`).join('、') || '–',
      },
      { key: 'letter', title: say('letter'), width: 260, render: (row) => <LetterCell row={row} /> },
      ...(onOpen === null
        ? []
        : [
            {
              key: 'actions',
              title: say('actions'),
              nowrap: true,
              render: (row: AssistingBodyRow) => (
                <ButtonRow>
                  <Button size="small" onClick={() => onOpen({ kind: 'people', row })}>
                    {say('enterPeople')}
                  </Button>
                  <Button size="small" kind="quiet" onClick={() => onOpen({ kind: 'body', row })}>
                    {say('edit')}
                  </Button>
                </ButtonRow>
              ),
            },
          ]),
    ],
    [say, onOpen],
  );
}

function LetterCell(props: { readonly row: AssistingBodyRow }) {
  const say = useText(assistingPageText);
  const { id, letter } = props.row;
  if (letter === null) return say('noLetter');
  return (
    <>
      <a href={addressOf(downloadAssistanceLetter, { params: { id } })}>{letter.number}</a>
      <p className="secondary">
        {say('enteredBy', { name: letter.enteredBy, at: formatInstant(letter.enteredAt) })}
      </p>
    </>
  );
}
