/** Who knew one list: every reading and copy with person, time and number. */
import '../oversight.css';
import './accountability.css';
import {
  getKnownList,
  type KnownListKind,
  type KnownReading,
  knownListKinds,
  knownListPaper,
} from '@mingcha/core/oversight/accountability/known-list-api.ts';
import { knownListText } from '@mingcha/core/oversight/accountability/known-list-text.ts';
import { useMemo } from 'react';
import { addressOf } from '../../../shared/api/address.ts';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { useText } from '../../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../../shared/table/data-table.tsx';
import { usePaging } from '../../../shared/table/use-paging.ts';
import { buttonClass } from '../../../shared/ui/button.tsx';
import { Page, PageHeader, Section } from '../../../shared/ui/page.tsx';
import { EmptyState } from '../../../shared/ui/states.tsx';
import { DateText, PairList, StateChip } from '../../../shared/ui/values.tsx';
import { GoTo, useParam } from '../../shell/navigation.tsx';

const rowKey = (row: KnownReading) => `${row.at} ${row.personName} ${row.what} ${row.way}`;
const rowName = (row: KnownReading) => row.personName;

export function KnownListPage() {
  const say = useText(knownListText);
  const [kindText, id] = [useParam('kind'), useParam('id')];
  const kind = knownListKinds.find((each) => each === kindText) ?? 'task';
  const paging = usePaging('knownList');
  const read = useApiQuery(getKnownList, { params: { kind, id }, query: paging.query });
  const list = read.data?.list;
  return (
    <Page>
      <PageHeader
        title={list?.title ?? say('one')}
        lead={list === undefined ? '' : `${say(`kind.${list.kind}`)} ${list.number}`}
        actions={<Links kind={kind} id={id} />}
      />
      {list === undefined ? null : (
        <Section>
          <PairList
            columns={2}
            pairs={[
              { name: say('agency'), value: list.agencyName },
              {
                name: say('releasedAt'),
                value:
                  list.releasedAt === null ? say('closed') : <DateText value={list.releasedAt} form="long" />,
              },
              { name: say('people'), value: list.people },
              { name: say('taken'), value: list.taken },
            ]}
          />
        </Section>
      )}
      <DataTable
        id="knownList"
        label={say('readings')}
        columns={useColumns()}
        rows={read.data?.rows}
        rowKey={rowKey}
        rowName={rowName}
        status={read.status}
        refreshing={read.refreshing}
        error={read.error}
        onRetry={read.reload}
        paging={paging}
        next={read.data?.next ?? null}
        empty={<EmptyState title={say('empty')} />}
      />
    </Page>
  );
}

function Links({ kind, id }: { readonly kind: KnownListKind; readonly id: string }) {
  const say = useText(knownListText);
  return (
    <>
      {(['pdf', 'docx'] as const).map((format) => (
        <a
          key={format}
          className={buttonClass({})}
          href={addressOf(knownListPaper, { params: { kind, id }, query: { format } })}
        >
          {say('print')} {format.toUpperCase()}
        </a>
      ))}
      <GoTo to="/known-lists" className={buttonClass({})}>
        {say('back')}
      </GoTo>
    </>
  );
}

function useColumns(): readonly Column<KnownReading>[] {
  const say = useText(knownListText);
  return useMemo(
    () => [
      {
        key: 'person',
        title: say('person'),
        render: (row) => (
          <span className="oversight-cell">
            <span>{row.personName}</span>
            <span className="secondary">{row.agencyName}</span>
          </span>
        ),
      },
      { key: 'what', title: say('what'), render: (row) => say(`what.${row.what}`) },
      { key: 'way', title: say('way'), nowrap: true, render: (row) => say(`way.${row.way}`) },
      {
        key: 'mark',
        title: say('mark'),
        nowrap: true,
        render: (row) => (row.mark === '' ? '–' : <span className="accountability-mark">{row.mark}</span>),
      },
      {
        key: 'at',
        title: say('at'),
        nowrap: true,
        render: (row) => <DateText value={row.at} form="seconds" />,
      },
      {
        key: 'when',
        title: say('when'),
        nowrap: true,
        render: (row) => (
          <StateChip tone={row.isBefore ? 'warning' : 'neutral'}>
            {say(row.isBefore ? 'before' : 'after')}
          </StateChip>
        ),
      },
    ],
    [say],
  );
}
