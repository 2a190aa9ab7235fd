/** One list import as steps: 上传 → 核对列 → 预览 → 完成. What is on screen follows from the import's state on the server. */
import '../registers.css';
import './items.css';
import { getItemImport, type ListImport } from '@mingcha/core/registers/items/item-import-api.ts';
import { itemPageText } from '@mingcha/core/registers/items/item-page-text.ts';
import { useState } from 'react';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { formatSize } from '../../../shared/format.ts';
import { useText } from '../../../shared/i18n/locale.tsx';
import { buttonClass } from '../../../shared/ui/button.tsx';
import { Page, PageHeader } from '../../../shared/ui/page.tsx';
import { type Stage, StageRail } from '../../../shared/ui/stage-rail.tsx';
import { ErrorState, Notice, Skeleton } from '../../../shared/ui/states.tsx';
import { DateText } from '../../../shared/ui/values.tsx';
import { GoTo, useParam } from '../../shell/navigation.tsx';
import { ImportChoices } from './import-choices.tsx';
import { ImportPreview } from './import-preview.tsx';

type Step = 'columns' | 'preview' | 'done';

export function ItemImportPage() {
  const id = useParam('id');
  const read = useApiQuery(getItemImport, { params: { id } });
  const found = read.data?.id === id ? read.data : undefined;
  if (found === undefined)
    return read.error === null ? (
      <Skeleton lines={10} />
    ) : (
      <ErrorState error={read.error} onRetry={read.reload} />
    );
  return <OneImport key={id} one={found} />;
}

function OneImport({ one }: { readonly one: ListImport }) {
  const say = useText(itemPageText);
  const [back, setBack] = useState(false);
  const step: Step =
    one.state === 'uploaded' || (one.state === 'previewed' && back)
      ? 'columns'
      : one.state === 'previewed'
        ? 'preview'
        : 'done';
  return (
    <Page>
      <PageHeader
        title={one.fileName}
        lead={
          <span className="import-facts">
            <span>{formatSize(one.fileSize)}</span>
            <span>{one.createdBy}</span>
            <DateText value={one.createdAt} />
          </span>
        }
        actions={
          <GoTo to={`/item-lists/${one.listId}`} className={buttonClass()}>
            {say('toList')}
          </GoTo>
        }
      />
      <StageRail stages={stagesOf(step, one.state === 'applied', say)} />
      {step === 'columns' ? <ImportChoices one={one} onPreview={() => setBack(false)} /> : null}
      {step === 'preview' ? <ImportPreview one={one} onBack={() => setBack(true)} /> : null}
      {step === 'done' ? <Done one={one} /> : null}
    </Page>
  );
}

type Say = ReturnType<typeof useText<keyof typeof itemPageText.zh>>;

function stagesOf(step: Step, applied: boolean, say: Say): Stage[] {
  const order = ['upload', 'columns', 'preview', 'done'] as const;
  const titles = {
    upload: 'stepUpload',
    columns: 'stepColumns',
    preview: 'stepPreview',
    done: 'stepDone2',
  } as const;
  const at = order.indexOf(step);
  return order.map((key, index) => ({
    key,
    title: say(titles[key]),
    state: index < at || (applied && step === 'done') ? 'done' : index === at ? 'now' : 'later',
  }));
}

function Done({ one }: { readonly one: ListImport }) {
  const say = useText(itemPageText);
  const counts = one.preview?.counts;
  const applied = one.state === 'applied' && counts !== undefined;
  return (
    <>
      <Notice tone={applied ? 'verified' : 'info'} title={say(applied ? 'applied' : 'cancelled')}>
        {applied ? (
          <p>{say('appliedText', { added: counts.added, changed: counts.changed, same: counts.same })}</p>
        ) : null}
      </Notice>
      <p>
        <GoTo to={`/item-lists/${one.listId}`} className={buttonClass({ kind: 'primary' })}>
          {say('toList')}
        </GoTo>
      </p>
    </>
  );
}
