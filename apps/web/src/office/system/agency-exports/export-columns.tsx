/** Columns of the list of exports: what, who, how far, what is inside, what can be done now. */
import { type AgencyExport, agencyExportRoutes } from '@mingcha/core/common/agency-export-api.ts';
import type { agencyExportPageText } from '@mingcha/core/common/agency-export-page-text.ts';
import { addressOf } from '../../../shared/api/address.ts';
import { formatSize } from '../../../shared/format.ts';
import type { Say } from '../../../shared/i18n/locale.tsx';
import type { Column } from '../../../shared/table/data-table.tsx';
import { Button, buttonClass } from '../../../shared/ui/button.tsx';
import { DateText, StateChip, type Tone } from '../../../shared/ui/values.tsx';

type Words = Say<keyof typeof agencyExportPageText.zh>;

const tones: Readonly<Record<AgencyExport['state'], Tone>> = {
  waiting: 'warning',
  refused: 'void',
  confirmed: 'accent',
  making: 'accent',
  done: 'verified',
  failed: 'void',
  removed: 'neutral',
};

export interface Steps {
  readonly onConfirm: (row: AgencyExport) => void;
  readonly onRefuse: (row: AgencyExport) => void;
}

export function exportColumns(say: Words, steps: Steps): readonly Column<AgencyExport>[] {
  return [
    {
      key: 'agency',
      title: say('agency'),
      width: 190,
      render: (row) => (
        <span className="export-cell">
          <span>{row.agencyName}</span>
          <span className="secondary">{say('reasonIs', { reason: row.reason })}</span>
        </span>
      ),
    },
    {
      key: 'asked',
      title: say('askedBy'),
      nowrap: true,
      render: (row) => <Act name={row.askedName} at={row.askedAt} />,
    },
    {
      key: 'decided',
      title: say('decidedBy'),
      nowrap: true,
      render: (row) => (row.decidedAt === null ? null : <Act name={row.decidedName} at={row.decidedAt} />),
    },
    { key: 'state', title: say('state'), width: 140, render: (row) => <State row={row} say={say} /> },
    { key: 'content', title: say('content'), width: 270, render: (row) => <Content row={row} say={say} /> },
    { key: 'step', title: say('step'), nowrap: true, render: (row) => stepsOf(say, row, steps) },
  ];
}

function Act({ name, at }: { readonly name: string; readonly at: string }) {
  return (
    <span className="export-cell">
      <span>{name}</span>
      <DateText value={at} />
    </span>
  );
}

function State({ row, say }: { readonly row: AgencyExport; readonly say: Words }) {
  const { state, problem, decisionReason } = row;
  return (
    <span className="export-cell">
      <StateChip tone={tones[state]}>{say(`state.${state}`)}</StateChip>
      {state === 'making' ? <span className="secondary">{say('percent', { n: row.percent })}</span> : null}
      {problem === null ? null : <span className="secondary">{say(`problem.${problem}`)}</span>}
      {decisionReason === '' ? null : (
        <span className="secondary">{say('reasonIs', { reason: decisionReason })}</span>
      )}
    </span>
  );
}

function Content({ row, say }: { readonly row: AgencyExport; readonly say: Words }) {
  const { sha256, tables, rows, files, missingFiles } = row;
  if (sha256 === null) return null;
  return (
    <span className="export-cell">
      <span>{say('figures', { tables, rows, files, size: formatSize(row.bytes) })}</span>
      {missingFiles === 0 ? null : <span>{say('missing', { n: missingFiles })}</span>}
      <span className="secondary export-digest">
        {say('digest')} <span className="mono">{sha256}</span>
      </span>
    </span>
  );
}

function stepsOf(say: Words, row: AgencyExport, { onConfirm, onRefuse }: Steps) {
  if (row.mayDecide)
    return (
      <span className="button-row">
        <Button size="small" kind="primary" onClick={() => onConfirm(row)}>
          {say('confirm')}
        </Button>
        <Button size="small" onClick={() => onRefuse(row)}>
          {say('refuse')}
        </Button>
      </span>
    );
  if (row.state !== 'done') return null;
  return (
    <span className="export-cell">
      {row.mayDownload ? (
        <a
          className={buttonClass({ size: 'small', kind: 'primary' })}
          href={addressOf(agencyExportRoutes.download, { params: { id: row.id } })}
          download
        >
          {say('download')}
        </a>
      ) : null}
      <span className="secondary">
        {say('until')} <DateText value={row.expiresAt} />
      </span>
    </span>
  );
}
