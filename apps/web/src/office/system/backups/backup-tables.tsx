/** The lists of backups and of restore drills. */
import type { BackupView, DrillView } from '@mingcha/core/common/backup-api.ts';
import { backupPageText } from '@mingcha/core/common/backup-page-text.ts';
import { backupText } from '@mingcha/core/common/backup-text.ts';
import { useMemo } from 'react';
import { formatSize } from '../../../shared/format.ts';
import { type Say, useText } from '../../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../../shared/table/data-table.tsx';
import { EmptyState } from '../../../shared/ui/states.tsx';
import { DateText, StateChip, type Tone } from '../../../shared/ui/values.tsx';

type Words = Say<keyof typeof backupPageText.zh>;
type Problems = Say<keyof typeof backupText.zh>;

const keyOf = (row: BackupView | DrillView) => row.id;
const nameOf = (row: BackupView) => row.name;
const drillNameOf = (row: DrillView) => row.backupName;
const tones: Readonly<Record<BackupView['state'], Tone>> = {
  running: 'accent',
  done: 'verified',
  failed: 'void',
};

export function BackupTable({ rows }: { readonly rows: readonly BackupView[] }) {
  const say = useText(backupPageText);
  const problems = useText(backupText);
  const columns = useMemo(() => backupColumns(say, problems), [say, problems]);
  return (
    <DataTable
      id="backups"
      label={say('backups')}
      columns={columns}
      rows={rows}
      rowKey={keyOf}
      rowName={nameOf}
      status="ready"
      empty={<EmptyState title={say('empty')} text={say('emptyText')} />}
    />
  );
}

export function DrillTable({ rows }: { readonly rows: readonly DrillView[] }) {
  const say = useText(backupPageText);
  const problems = useText(backupText);
  const columns = useMemo(() => drillColumns(say, problems), [say, problems]);
  return (
    <DataTable
      id="backup-drills"
      label={say('drills')}
      columns={columns}
      rows={rows}
      rowKey={keyOf}
      rowName={drillNameOf}
      status="ready"
      empty={<EmptyState title={say('drillEmpty')} text={say('drillEmptyText')} />}
    />
  );
}

function backupColumns(say: Words, problems: Problems): readonly Column<BackupView>[] {
  return [
    {
      key: 'takenAt',
      title: say('takenAt'),
      nowrap: true,
      render: (row) => <DateText value={row.takenAt ?? row.startedAt} form="seconds" />,
    },
    { key: 'cause', title: say('cause'), nowrap: true, render: (row) => say(`cause.${row.cause}`) },
    {
      key: 'state',
      title: say('state'),
      width: 240,
      render: (row) => (
        <span className="backup-cell">
          <StateChip tone={tones[row.state]}>{say(`state.${row.state}`)}</StateChip>
          <Problem code={row.problem} problems={problems} />
        </span>
      ),
    },
    {
      key: 'contents',
      title: say('contents'),
      render: (row) => (
        <span className="backup-cell">
          <span>{say('contentsOf', { rows: row.rows, files: row.files })}</span>
          {row.damagedFiles > 0 ? (
            <span className="secondary">{say('damagedOf', { n: row.damagedFiles })}</span>
          ) : null}
        </span>
      ),
    },
    { key: 'size', title: say('size'), nowrap: true, align: 'end', render: (row) => formatSize(row.bytes) },
    {
      key: 'keys',
      title: say('keys'),
      nowrap: true,
      render: (row) => say(row.hasKeys ? 'keysIn' : 'keysOut'),
    },
    { key: 'second', title: say('second'), nowrap: true, render: (row) => say(`second.${row.second}`) },
    { key: 'took', title: say('took'), nowrap: true, align: 'end', render: (row) => tookOf(say, row.tookMs) },
  ];
}

function drillColumns(say: Words, problems: Problems): readonly Column<DrillView>[] {
  return [
    {
      key: 'startedAt',
      title: say('drilledAt'),
      nowrap: true,
      render: (row) => <DateText value={row.startedAt} form="seconds" />,
    },
    {
      key: 'backupName',
      title: say('backupName'),
      render: (row) => <span className="mono">{row.backupName}</span>,
    },
    {
      key: 'state',
      title: say('state'),
      width: 240,
      render: (row) => (
        <span className="backup-cell">
          <StateChip tone={tones[row.state]}>{say(`drillState.${row.state}`)}</StateChip>
          <Problem code={row.problem} problems={problems} />
        </span>
      ),
    },
    {
      key: 'verified',
      title: say('verified'),
      render: ({ ledgers, entries, draws, files }) =>
        ledgers === 0 ? null : say('verifiedOf', { ledgers, entries, draws, files }),
    },
    { key: 'took', title: say('took'), nowrap: true, align: 'end', render: (row) => tookOf(say, row.tookMs) },
  ];
}

function Problem({ code, problems }: { readonly code: string; readonly problems: Problems }) {
  if (!isProblem(code)) return null;
  // Paths and names of the sentence are in the log; here they would be empty braces.
  return <span className="secondary">{problems(code).replaceAll(/\s*[：:]?\s*\{\w+\}/g, '')}</span>;
}

function isProblem(code: string): code is keyof typeof backupText.zh {
  return code in backupText.zh;
}

function tookOf(say: Words, ms: number | null): string {
  return ms === null ? '' : say('seconds', { n: Math.ceil(ms / 1000) });
}
