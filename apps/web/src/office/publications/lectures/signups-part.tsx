/** Who signed up for a training, how many of each unit came, and the sheet to sign. */
import {
  type LectureDetail,
  type LectureSignup,
  listSignups,
  printSheet,
  recordAttendance,
} from '@mingcha/core/publications/lectures/lecture-api.ts';
import { lecturePageText } from '@mingcha/core/publications/lectures/lecture-text.ts';
import { useMemo, useState } from 'react';
import { addressOf } from '../../../shared/api/address.ts';
import type { ApiError } from '../../../shared/api/call-api.ts';
import { useApiAction, useApiQuery } from '../../../shared/api/use-api.ts';
import { useText } from '../../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../../shared/table/data-table.tsx';
import { usePaging } from '../../../shared/table/use-paging.ts';
import { Button, buttonClass } from '../../../shared/ui/button.tsx';
import { Section } from '../../../shared/ui/page.tsx';
import { EmptyState, ErrorNotice } from '../../../shared/ui/states.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';
import { DateText } from '../../../shared/ui/values.tsx';

const rowKey = (row: LectureSignup) => row.id;
const rowName = (row: LectureSignup) => row.partyName;
type Typed = Readonly<Record<string, string>>;

const marksOf = (typed: Typed) =>
  Object.entries(typed).map(([id, text]) => ({ id, attended: text.trim() === '' ? null : Number(text) }));

export function SignupsPart({ found }: { readonly found: LectureDetail }) {
  const say = useText(lecturePageText);
  const toast = useToast();
  const paging = usePaging('lecture-signups');
  const list = useApiQuery(listSignups, { params: { id: found.id }, query: paging.query });
  const save = useApiAction(recordAttendance);
  const [typed, setTyped] = useState<Typed>({});
  const [error, setError] = useState<ApiError | null>(null);
  const record = async () => {
    const result = await save.run({ params: { id: found.id }, body: { marks: marksOf(typed) } });
    setError(result.ok ? null : result.error);
    if (!result.ok) return;
    setTyped({});
    toast(say('recorded', { n: result.value.recorded }));
    list.reload();
  };
  const hasRows = (list.data?.rows.length ?? 0) > 0;
  return (
    <Section
      title={say('signups')}
      flush
      actions={
        hasRows ? (
          <span className="button-row">
            <SheetLink id={found.id} format="pdf" title={say('sheetPdf')} />
            <SheetLink id={found.id} format="docx" title={say('sheetDocx')} />
          </span>
        ) : null
      }
    >
      <ErrorNotice error={error} />
      <DataTable
        id="lecture-signups"
        label={say('signups')}
        columns={useColumns(found.mayRecord, typed, setTyped)}
        rows={list.data?.rows}
        rowKey={rowKey}
        rowName={rowName}
        status={list.status}
        refreshing={list.refreshing}
        error={list.error}
        onRetry={list.reload}
        paging={paging}
        next={list.data?.next ?? null}
        empty={<EmptyState title={say('signupsEmpty')} />}
      />
      {hasRows && found.state === 'published' ? (
        <RecordRow
          mayRecord={found.mayRecord}
          busy={save.busy}
          isEmpty={Object.keys(typed).length === 0}
          onRecord={() => void record()}
        />
      ) : null}
    </Section>
  );
}

function RecordRow(props: {
  readonly mayRecord: boolean;
  readonly busy: boolean;
  readonly isEmpty: boolean;
  readonly onRecord: () => void;
}) {
  const say = useText(lecturePageText);
  return (
    <div className="button-row lecture-record">
      <span className="secondary">{say(props.mayRecord ? 'recordHint' : 'recordLater')}</span>
      {props.mayRecord ? (
        <Button kind="primary" busy={props.busy} disabled={props.isEmpty} onClick={props.onRecord}>
          {say('record')}
        </Button>
      ) : null}
    </div>
  );
}

function SheetLink(props: { readonly id: string; readonly format: 'pdf' | 'docx'; readonly title: string }) {
  const address = addressOf(printSheet, { params: { id: props.id }, query: { format: props.format } });
  return (
    <a className={buttonClass({ size: 'small' })} href={address}>
      {props.title}
    </a>
  );
}

function useColumns(
  mayRecord: boolean,
  typed: Typed,
  setTyped: (next: (old: Typed) => Typed) => void,
): readonly Column<LectureSignup>[] {
  const say = useText(lecturePageText);
  return useMemo(
    () => [
      { key: 'party', title: say('party'), width: 260, render: (row) => row.partyName },
      { key: 'contact', title: say('contact'), nowrap: true, render: (row) => row.contactName },
      { key: 'phone', title: say('phone'), nowrap: true, render: (row) => row.contactPhone },
      { key: 'people', title: say('people'), nowrap: true, align: 'end', render: (row) => row.people },
      { key: 'way', title: say('way'), nowrap: true, render: (row) => say(`way.${row.way}`) },
      {
        key: 'signedAt',
        title: say('signedAt'),
        nowrap: true,
        render: (row) => <DateText value={row.signedAt} />,
      },
      {
        key: 'attended',
        title: say('attended'),
        nowrap: true,
        align: 'end',
        render: (row) =>
          mayRecord ? (
            <input
              className="input lecture-count"
              type="number"
              min={0}
              max={20}
              aria-label={say('attendedFor', { name: row.partyName })}
              value={typed[row.id] ?? row.attended ?? ''}
              onChange={(event) => {
                const text = event.target.value;
                setTyped((old) => ({ ...old, [row.id]: text }));
              }}
            />
          ) : (
            (row.attended ?? say('notRecorded'))
          ),
      },
    ],
    [say, mayRecord, typed, setTyped],
  );
}
