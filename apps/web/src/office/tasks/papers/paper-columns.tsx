/** Columns of lists of papers: what it is, its number, seal, delivery, signed copy, and what can be done with it. */
import { downloadPaper, downloadPaperScan, type PaperRowView } from '@mingcha/core/tasks/papers/paper-api.ts';
import { paperPageText } from '@mingcha/core/tasks/papers/paper-page-text.ts';
import { paperKindText } from '@mingcha/core/tasks/papers/paper-text.ts';
import { useMemo } from 'react';
import { addressOf } from '../../../shared/api/address.ts';
import { useText } from '../../../shared/i18n/locale.tsx';
import type { Column } from '../../../shared/table/data-table.tsx';
import { Button, buttonClass } from '../../../shared/ui/button.tsx';
import { DateText, StateChip } from '../../../shared/ui/values.tsx';

export interface PaperActions {
  readonly onSeal: (row: PaperRowView) => void;
  readonly onDeliver: (row: PaperRowView) => void;
  readonly onVoid: (row: PaperRowView) => void;
  readonly onScan: (row: PaperRowView) => void;
}

export const keyOfPaper = (row: PaperRowView): string => row.id;
export const nameOfPaper = (row: PaperRowView): string => (row.number === '' ? row.kind : row.number);

export function usePaperColumns(actions: PaperActions): readonly Column<PaperRowView>[] {
  const say = useText(paperPageText);
  const kinds = useText(paperKindText);
  return useMemo(
    () => [
      { key: 'kind', title: say('kind'), render: (row) => kinds(`paper_${row.kind}`) },
      {
        key: 'number',
        title: say('number'),
        render: (row) =>
          row.number === '' ? <span className="secondary">{say('noNumber')}</span> : row.number,
      },
      { key: 'object', title: say('object'), render: (row) => row.objectName },
      { key: 'agency', title: say('agency'), render: (row) => row.agencyName, extra: true },
      {
        key: 'issued',
        title: say('issued'),
        nowrap: true,
        render: (row) => <DateText value={row.issuedAt} form="short" />,
      },
      { key: 'seal', title: say('seal'), render: (row) => <SealState row={row} /> },
      { key: 'delivered', title: say('delivered'), render: (row) => <Delivered row={row} /> },
      { key: 'actions', title: say('actions'), render: (row) => <RowActions row={row} actions={actions} /> },
    ],
    [say, kinds, actions],
  );
}

function SealState({ row }: { readonly row: PaperRowView }) {
  const say = useText(paperPageText);
  if (row.state === 'void')
    return <StateChip tone="void">{say('voidedBecause', { reason: row.voidReason })}</StateChip>;
  if (row.sealState === 'notNeeded') return <span className="secondary">{say('seal.notNeeded')}</span>;
  if (row.sealState === 'waiting') return <StateChip tone="warning">{say('seal.waiting')}</StateChip>;
  return (
    <div className="paper-cell">
      <StateChip tone="verified">{say('seal.sealed')}</StateChip>
      <span>
        <DateText value={row.sealedOn ?? ''} form="short" /> {row.sealRegisterNo}
      </span>
    </div>
  );
}

function Delivered({ row }: { readonly row: PaperRowView }) {
  const say = useText(paperPageText);
  if (row.deliveredAt !== null)
    return (
      <div className="paper-cell">
        <DateText value={row.deliveredAt} form="short" />
        {row.takenBy === '' ? null : (
          <span className="secondary">{say('takenBy', { name: row.takenBy })}</span>
        )}
      </div>
    );
  return <span className="secondary">{say(row.isDelivered ? 'notDelivered' : 'noDelivery')}</span>;
}

function RowActions({ row, actions }: { readonly row: PaperRowView; readonly actions: PaperActions }) {
  const say = useText(paperPageText);
  const params = { id: row.id };
  const quiet = buttonClass({ kind: 'quiet', size: 'small' });
  return (
    <div className="paper-cell">
      {(['pdf', 'docx'] as const).map((format) => (
        <a key={format} className={quiet} href={addressOf(downloadPaper, { params, query: { format } })}>
          {say(format)}
        </a>
      ))}
      {row.scanned ? (
        <a className={quiet} href={addressOf(downloadPaperScan, { params, query: {} })}>
          {say('scanShow')}
        </a>
      ) : null}
      {row.maySeal ? (
        <Button kind="quiet" size="small" onClick={() => actions.onSeal(row)}>
          {say('sealEnter')}
        </Button>
      ) : null}
      {row.mayDeliver ? (
        <Button kind="quiet" size="small" onClick={() => actions.onDeliver(row)}>
          {say('deliver')}
        </Button>
      ) : null}
      {row.mayScan ? (
        <Button kind="quiet" size="small" onClick={() => actions.onScan(row)}>
          {say('scanUpload')}
        </Button>
      ) : null}
      {row.mayVoid ? (
        <Button kind="quiet" size="small" onClick={() => actions.onVoid(row)}>
          {say('void')}
        </Button>
      ) : null}
    </div>
  );
}
