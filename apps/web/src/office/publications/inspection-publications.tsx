/** What is or will be public of one inspection: a section of its page, one line per team of the own agency. */
import './publications.css';
import { listPublications, type PublicationRow } from '@mingcha/core/publications/publication-api.ts';
import { publicationPageText } from '@mingcha/core/publications/publication-page-text.ts';
import { useApiQuery } from '../../shared/api/use-api.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { DataTable } from '../../shared/table/data-table.tsx';
import { EmptyState } from '../../shared/ui/states.tsx';
import { useGo } from '../shell/navigation.tsx';
import { usePublicationColumns } from './publication-columns.tsx';

const rowKey = (row: PublicationRow) => row.id;
const rowName = (row: PublicationRow) => row.agencyName;

export function InspectionPublications({ inspectionId }: { readonly inspectionId: string }) {
  const say = useText(publicationPageText);
  const go = useGo();
  const list = useApiQuery(listPublications, { query: { of: 'all', inspectionId, limit: 50 } });
  const columns = usePublicationColumns();
  return (
    <DataTable
      id="inspection-publications"
      label={say('section')}
      columns={columns.filter((column) => column.key !== 'task')}
      rows={list.data?.rows}
      rowKey={rowKey}
      rowName={rowName}
      status={list.status}
      refreshing={list.refreshing}
      error={list.error}
      onRetry={list.reload}
      onOpen={(row) => go(`/publications/${row.id}`)}
      empty={<EmptyState title={say('sectionEmpty')} text={say('sectionEmptyText')} />}
    />
  );
}
