/** One import as steps: 上传 → 核对列 → 预览 → 完成. What is on screen follows from the import's state on the server. */
import './registers.css';
import { columnText } from '@mingcha/core/registers/column-text.ts';
import { getImport, type ImportDetail } from '@mingcha/core/registers/import-api.ts';
import { importPageText } from '@mingcha/core/registers/import-page-text.ts';
import { importText } from '@mingcha/core/registers/import-text.ts';
import { useState } from 'react';
import { useApiQuery } from '../../shared/api/use-api.ts';
import { formatSize } from '../../shared/format.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { Page, PageHeader } from '../../shared/ui/page.tsx';
import { type Stage, StageRail } from '../../shared/ui/stage-rail.tsx';
import { ErrorState, Skeleton } from '../../shared/ui/states.tsx';
import { DateText, StateChip } from '../../shared/ui/values.tsx';
import { useParam } from '../shell/navigation.tsx';
import { ImportColumns } from './import-columns.tsx';
import { ImportOutcome } from './import-outcome.tsx';
import { ImportPreview } from './import-preview.tsx';
import { ImportProgress } from './import-progress.tsx';
import { stateTones } from './import-states.ts';

const pollEvery = 700;
type Step = 'columns' | 'preview' | 'done';

export function ImportPage() {
  const id = useParam('id');
  const [busy, setBusy] = useState(true);
  const read = useApiQuery(getImport, { params: { id } }, busy ? { every: pollEvery } : {});
  const found = read.data?.id === id ? read.data : undefined;
  const working = found === undefined || found.state === 'reading' || found.state === 'applying';
  if (working !== busy && read.error === null) setBusy(working);
  if (busy && read.error !== null) setBusy(false);
  if (read.error !== null && found === undefined)
    return <ErrorState error={read.error} onRetry={read.reload} />;
  if (found === undefined) return <Skeleton lines={10} />;
  return <OneImport key={id} one={found} />;
}

function OneImport({ one }: { readonly one: ImportDetail }) {
  const word = useText(importText);
  const roster = useText(columnText);
  // From the preview one may go back to the columns; a new state of the import takes the page along again.
  const [back, setBack] = useState<ImportDetail['state'] | null>(null);
  const step = back === one.state ? 'columns' : stepOf(one.state);
  return (
    <Page>
      <PageHeader
        title={one.fileName}
        mark={<StateChip tone={stateTones[one.state]}>{word(`state.${one.state}`)}</StateChip>}
        lead={
          <span className="import-facts">
            <span>{roster(`roster.${one.kind}`)}</span>
            <span>{formatSize(one.fileSize)}</span>
            <span>{one.createdBy}</span>
            <DateText value={one.createdAt} />
          </span>
        }
      />
      <StageRail stages={useStages(one, step)} />
      {one.state === 'reading' || one.state === 'applying' ? (
        <ImportProgress one={one} />
      ) : step === 'columns' ? (
        <ImportColumns key={one.table.sheet ?? ''} one={one} onRead={() => setBack(null)} />
      ) : step === 'preview' ? (
        <ImportPreview one={one} onBack={() => setBack(one.state)} />
      ) : (
        <ImportOutcome one={one} />
      )}
    </Page>
  );
}

function stepOf(state: ImportDetail['state']): Step {
  switch (state) {
    case 'uploaded':
    case 'failed':
      return 'columns';
    case 'reading':
    case 'previewed':
    case 'applying':
      return 'preview';
    case 'applied':
    case 'undone':
    case 'cancelled':
      return 'done';
    default:
      return state satisfies never;
  }
}

function useStages(one: ImportDetail, step: Step): Stage[] {
  const say = useText(importPageText);
  const word = useText(importText);
  const order = ['upload', 'columns', 'preview', 'done'] as const;
  const titles = {
    upload: say('stepUpload'),
    columns: say('stepColumns'),
    preview: say('stepPreview'),
    done: say('stepDone'),
  };
  const at = order.indexOf(step);
  const ended = one.state === 'undone' || one.state === 'cancelled';
  const passed = { upload: true, columns: one.mapping !== null, preview: one.counts !== null, done: false };
  return order.map((key, index) => ({
    key,
    title: key === 'done' && ended ? word(`state.${one.state}`) : titles[key],
    state: stateAt(index - at, ended ? passed[key] : index < at || one.state === 'applied'),
  }));
}

function stateAt(distance: number, done: boolean): Stage['state'] {
  if (done) return 'done';
  return distance === 0 ? 'now' : 'later';
}
