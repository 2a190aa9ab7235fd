/** 回避申请: requests of enterprises, decided by the head or the leaders' meeting, with the decision as a paper. */
import './inspectors.css';
import type { RecusalRow } from '@mingcha/core/registers/inspectors/recusal.ts';
import { listRecusals, recusalPaper } from '@mingcha/core/registers/inspectors/recusal-api.ts';
import { recusalPageText } from '@mingcha/core/registers/inspectors/recusal-page-text.ts';
import { useMemo, useState } from 'react';
import { addressOf } from '../../../shared/api/address.ts';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { formatDay } from '../../../shared/format.ts';
import { useLocale, useText } from '../../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../../shared/table/data-table.tsx';
import { usePaging } from '../../../shared/table/use-paging.ts';
import { Button, ButtonRow, buttonClass } from '../../../shared/ui/button.tsx';
import { Drawer } from '../../../shared/ui/dialog.tsx';
import { EmptyState } from '../../../shared/ui/states.tsx';
import { DateText, PairList, StateChip, type Tone } from '../../../shared/ui/values.tsx';
import { useHasRole, useMayEdit } from '../may-edit.ts';
import { DecideDialog, RecusalDialog } from './recusal-dialogs.tsx';

const tones: Readonly<Record<RecusalRow['state'], Tone>> = {
  received: 'warning',
  upheld: 'accent',
  rejected: 'neutral',
};

export function RecusalsTab() {
  const say = useText(recusalPageText);
  const mayEnter = useMayEdit();
  const [entering, setEntering] = useState(false);
  const [openId, setOpenId] = useState<string | null>(null);
  const paging = usePaging('recusals');
  const list = useApiQuery(listRecusals, { query: paging.query });
  const columns = useColumns();
  const open = list.data?.rows.find((row) => row.id === openId);
  return (
    <>
      <p className="secondary">{say('recusalLead')}</p>
      <DataTable
        id="recusals"
        label={say('recusals')}
        columns={columns}
        rows={list.data?.rows}
        rowKey={keyOf}
        rowName={nameOf}
        status={list.status}
        refreshing={list.refreshing}
        error={list.error}
        onRetry={list.reload}
        paging={paging}
        next={list.data?.next ?? null}
        onOpen={(row) => setOpenId(row.id)}
        {...(mayEnter
          ? {
              toolbar: (
                <Button size="small" onClick={() => setEntering(true)}>
                  {say('recusalNew')}
                </Button>
              ),
            }
          : {})}
        empty={<EmptyState title={say('recusalEmpty')} text={say('recusalEmptyText')} />}
      />
      {entering ? <RecusalDialog onClose={() => setEntering(false)} /> : null}
      {open === undefined ? null : <RecusalDrawer row={open} onClose={() => setOpenId(null)} />}
    </>
  );
}

const keyOf = (row: RecusalRow) => row.id;
const nameOf = (row: RecusalRow) => `${row.number} ${row.objectName}`;

function useColumns(): readonly Column<RecusalRow>[] {
  const say = useText(recusalPageText);
  return useMemo(
    () => [
      { key: 'number', title: say('recusal_number'), nowrap: true, render: (row) => row.number },
      { key: 'person', title: say('recusal_inspectorId'), nowrap: true, render: (row) => row.inspectorName },
      { key: 'object', title: say('recusal_objectId'), width: 200, render: (row) => row.objectName },
      { key: 'requester', title: say('recusal_requester'), render: (row) => row.requester },
      {
        key: 'received',
        title: say('recusal_receivedOn'),
        render: (row) => <DateText value={row.receivedOn} form="short" />,
      },
      {
        key: 'state',
        title: say('recusal_state'),
        render: (row) => <StateChip tone={tones[row.state]}>{say(`recusal_${row.state}`)}</StateChip>,
      },
    ],
    [say],
  );
}

function RecusalDrawer(props: { readonly row: RecusalRow; readonly onClose: () => void }) {
  const { row } = props;
  const say = useText(recusalPageText);
  const [deciding, setDeciding] = useState(false);
  const head = useHasRole('agencyHead');
  const legal = useHasRole('legalOfficer');
  const mayDecide = row.state === 'received' && (row.concernsHead ? legal : head);
  const pairs = usePairs(row);
  const actions = (
    <Button kind="primary" onClick={() => setDeciding(true)}>
      {say('decide')}
    </Button>
  );
  return (
    <>
      <Drawer
        open
        title={`${say('recusals')} ${row.number}`}
        onClose={props.onClose}
        {...(mayDecide ? { actions } : {})}
      >
        <div className="register-record">
          <PairList columns={1} pairs={pairs} />
          {row.state === 'received' ? null : <Papers id={row.id} />}
        </div>
      </Drawer>
      {deciding ? <DecideDialog row={row} onClose={() => setDeciding(false)} /> : null}
    </>
  );
}

/** Everything about a request, with the decision once there is one. */
function usePairs(row: RecusalRow) {
  const say = useText(recusalPageText);
  const { locale } = useLocale();
  const chip = <StateChip tone={tones[row.state]}>{say(`recusal_${row.state}`)}</StateChip>;
  const decided = row.decidedOn ?? '';
  const decision = [
    {
      name: say('decision'),
      value: say('recusal_decided', { name: row.decidedName, day: formatDay(decided, locale) }),
    },
    { name: say('recusal_reason'), value: row.reason },
  ];
  return [
    { name: say('recusal_state'), value: chip },
    { name: say('recusal_inspectorId'), value: row.inspectorName },
    { name: say('recusal_objectId'), value: row.objectName },
    { name: say('recusal_requester'), value: `${row.requester}（${say(`requester_${row.requesterKind}`)}）` },
    { name: say('recusal_grounds'), value: row.grounds },
    { name: say('recusal_visit'), value: row.visit || '–' },
    { name: say('recusal_receivedOn'), value: <DateText value={row.receivedOn} /> },
    ...(decided === '' ? [] : decision),
    ...(row.concernsHead
      ? [{ name: say('byMeeting'), value: row.minutes || say('recusal_concernsHeadHint') }]
      : []),
  ];
}

function Papers({ id }: { readonly id: string }) {
  const say = useText(recusalPageText);
  return (
    <ButtonRow>
      {(['docx', 'pdf'] as const).map((format) => (
        <a
          key={format}
          className={buttonClass({ size: 'small' })}
          href={addressOf(recusalPaper, { params: { id }, query: { format } })}
          download
        >
          {say(format === 'docx' ? 'paperDocx' : 'paperPdf')}
        </a>
      ))}
    </ButtonRow>
  );
}
