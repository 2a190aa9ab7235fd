/** Packages that were made: what they hold, whether they went, the file to carry. */
import './packages.css';
import { downloadPackage, type PackageView } from '@mingcha/core/publications/packages/package-api.ts';
import { packagePageText } from '@mingcha/core/publications/packages/package-page-text.ts';
import { useMemo } from 'react';
import { addressOf } from '../../../shared/api/address.ts';
import { useText } from '../../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../../shared/table/data-table.tsx';
import { buttonClass } from '../../../shared/ui/button.tsx';
import { Section } from '../../../shared/ui/page.tsx';
import { EmptyState } from '../../../shared/ui/states.tsx';
import { DateText, StateChip } from '../../../shared/ui/values.tsx';

const rowKey = (row: PackageView) => String(row.number);
const rowName = (row: PackageView) => String(row.number);

export function PackageList({
  rows,
  hasFolder,
}: {
  readonly rows: readonly PackageView[];
  readonly hasFolder: boolean;
}) {
  const say = useText(packagePageText);
  const columns = useColumns(hasFolder);
  return (
    <Section title={say('list')} flush>
      <DataTable
        id="packages"
        label={say('list')}
        columns={columns}
        rows={rows}
        rowKey={rowKey}
        rowName={rowName}
        status="ready"
        refreshing={false}
        error={null}
        empty={<EmptyState title={say('none')} text={say('noneText')} />}
      />
    </Section>
  );
}

function useColumns(hasFolder: boolean): readonly Column<PackageView>[] {
  const say = useText(packagePageText);
  return useMemo(
    () => [
      { key: 'number', title: say('number'), align: 'end', nowrap: true, render: (row) => row.number },
      { key: 'kind', title: say('kind'), nowrap: true, render: (row) => say(`kind.${row.kind}`) },
      {
        key: 'made',
        title: say('made'),
        nowrap: true,
        render: (row) => (
          <span className="package-cell">
            <DateText value={row.madeAt} form="seconds" />
            <span className="secondary">{row.madeName === '' ? say('byItself') : row.madeName}</span>
          </span>
        ),
      },
      {
        key: 'contents',
        title: say('contents'),
        width: 320,
        render: ({ records, documents, removals, recalls }) =>
          say('contentsText', { records, documents, removals, recalls }),
      },
      { key: 'size', title: say('size'), align: 'end', nowrap: true, render: (row) => sizeText(row.bytes) },
      { key: 'state', title: say('state'), render: (row) => <Sent row={row} hasFolder={hasFolder} /> },
      {
        key: 'file',
        title: say('download'),
        nowrap: true,
        render: (row) =>
          row.hasFile ? (
            <a
              className={buttonClass({ size: 'small' })}
              href={addressOf(downloadPackage, { params: { number: row.number } })}
            >
              {say('download')}
            </a>
          ) : (
            '–'
          ),
      },
    ],
    [say, hasFolder],
  );
}

function Sent({ row, hasFolder }: { readonly row: PackageView; readonly hasFolder: boolean }) {
  const say = useText(packagePageText);
  if (!row.hasFile) return <StateChip tone="void">{say('recalled')}</StateChip>;
  if (row.placedAt !== null) return <StateChip tone="verified">{say('placed')}</StateChip>;
  return <StateChip tone="warning">{say(hasFolder ? 'waiting' : 'byHand')}</StateChip>;
}

function sizeText(bytes: number): string {
  const kilobytes = Math.ceil(bytes / 1024);
  return kilobytes < 1024 ? `${kilobytes} KB` : `${(kilobytes / 1024).toFixed(1)} MB`;
}
