/** 区域边界: an administrator uploads the boundaries of the own areas as GeoJSON, sees what stands, and removes it. */
import {
  largestBoundaryFile,
  mostAreas,
  mostPositions,
} from '@mingcha/core/oversight/pictures/boundaries.ts';
import {
  type BoundarySource,
  readBoundarySource,
  removeBoundaries,
  saveBoundaries,
} from '@mingcha/core/oversight/pictures/boundary-api.ts';
import { boundaryText } from '@mingcha/core/oversight/pictures/boundary-text.ts';
import { useState } from 'react';
import { useApiAction, useApiQuery } from '../../../shared/api/use-api.ts';
import { formatInstant, formatNumber, formatSize } from '../../../shared/format.ts';
import { TextField } from '../../../shared/forms/field.tsx';
import { Form, useForm } from '../../../shared/forms/form.tsx';
import { UploadBox } from '../../../shared/forms/upload-box.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { ConfirmDialog } from '../../../shared/ui/dialog.tsx';
import { Page, PageHeader, Section } from '../../../shared/ui/page.tsx';
import { EmptyState } from '../../../shared/ui/states.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';
import { PairList } from '../../../shared/ui/values.tsx';
import { PartState } from './part-state.tsx';

export function BoundariesPage() {
  const say = useText(boundaryText);
  const list = useApiQuery(readBoundarySource, {});
  return (
    <Page>
      <PageHeader title={say('title')} lead={say('lead')} />
      <Section title={say('now')}>
        {list.data === undefined ? (
          <PartState list={list} />
        ) : list.data.boundaries === null ? (
          <EmptyState title={say('none')} text={say('noneText')} />
        ) : (
          <Present boundaries={list.data.boundaries} onChanged={list.reload} />
        )}
      </Section>
      <Upload onChanged={list.reload} />
    </Page>
  );
}

function Present(props: { readonly boundaries: BoundarySource; readonly onChanged: () => void }) {
  const say = useText(boundaryText);
  const toast = useToast();
  const [asks, setAsks] = useState(false);
  const remove = useApiAction(removeBoundaries);
  const { source, fileName, areas, uploadedName, uploadedAt } = props.boundaries;
  const confirm = async () => {
    const done = await remove.run({ body: {} });
    setAsks(false);
    if (!done.ok) return;
    toast(say('removed'));
    props.onChanged();
  };
  return (
    <>
      <PairList
        columns={2}
        pairs={[
          { name: say('source'), value: source },
          { name: say('fileName'), value: fileName },
          { name: say('areas'), value: formatNumber(areas) },
          { name: say('uploadedBy'), value: `${uploadedName} ${formatInstant(uploadedAt)}` },
        ]}
      />
      <p className="boundaries-remove">
        <Button kind="danger" onClick={() => setAsks(true)}>
          {say('remove')}
        </Button>
      </p>
      <ConfirmDialog
        open={asks}
        question={say('removeQuestion')}
        action={say('remove')}
        danger
        busy={remove.busy}
        onConfirm={() => void confirm()}
        onClose={() => setAsks(false)}
      >
        {say('removeText')}
      </ConfirmDialog>
    </>
  );
}

function Limits() {
  const say = useText(boundaryText);
  const limits = {
    areas: mostAreas,
    positions: formatNumber(mostPositions),
    size: formatSize(largestBoundaryFile),
  };
  return <p className="secondary">{say('fileHint', limits)}</p>;
}

function Upload(props: { readonly onChanged: () => void }) {
  const say = useText(boundaryText);
  const toast = useToast();
  const form = useForm({ source: '', fileName: '', text: '' });
  const save = useApiAction(saveBoundaries);
  const take = async (file: File) => {
    const text = await file.text();
    form.replace({ ...form.values, fileName: file.name, text });
  };
  const submit = async () => {
    if (form.values.text === '') {
      form.setProblems([{ field: 'text', message: say('fileMissing') }]);
      return;
    }
    const done = await save.run({ body: form.values });
    if (!done.ok) {
      form.refuse(done.error);
      return;
    }
    toast(say('saved'));
    form.replace({ source: '', fileName: '', text: '' });
    props.onChanged();
  };
  return (
    <Section title={say('upload')}>
      <Form
        onSubmit={() => void submit()}
        problems={form.problems}
        actions={
          <Button type="submit" kind="primary" busy={save.busy}>
            {say('upload')}
          </Button>
        }
      >
        <UploadBox
          name="text"
          label={say('file')}
          accept={['.json', '.geojson']}
          maxBytes={largestBoundaryFile}
          onFile={(file) => void take(file)}
          error={form.error('text')}
          fileName={form.values.fileName === '' ? undefined : form.values.fileName}
        />
        <Limits />
        <TextField
          name="source"
          label={say('source')}
          hint={say('sourceHint')}
          maxLength={200}
          wide
          value={form.values.source}
          onChange={form.set('source')}
          error={form.error('source')}
        />
      </Form>
    </Section>
  );
}
