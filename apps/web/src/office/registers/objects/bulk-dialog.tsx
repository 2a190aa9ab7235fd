/** 批量处理: one change to many objects — first what it would do, then the change, for all or none. */
import { deactivationReasons, riskLevels } from '@mingcha/core/registers/object.ts';
import { listObjects, objectFacets } from '@mingcha/core/registers/object-api.ts';
import { objectsPageText } from '@mingcha/core/registers/objects/objects-page-text.ts';
import {
  applyBulk,
  type BulkChange,
  bulkChange,
  type BulkSelection as CoreSelection,
  previewBulk,
} from '@mingcha/core/registers/objects/upkeep-api.ts';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { z } from 'zod';
import { callApi } from '../../../shared/api/call-api.ts';
import { useApiAction, useApiQuery } from '../../../shared/api/use-api.ts';
import { formatNumber } from '../../../shared/format.ts';
import { DayField, SelectField, TextField } from '../../../shared/forms/field.tsx';
import { Form, type FormState, useForm } from '../../../shared/forms/form.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';
import { Dialog } from '../../../shared/ui/dialog.tsx';
import { Notice } from '../../../shared/ui/states.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';
import { DialogButtons } from '../dialog-buttons.tsx';
import { useCheck } from '../form-problems.ts';
import { useWords } from '../words.ts';

export type BulkSelection = CoreSelection;
type Seen = z.output<typeof previewBulk.response>;

const ops = ['addTag', 'removeTag', 'section', 'risk', 'deactivate'] as const;
const empty = {
  op: 'addTag' as string,
  tag: '',
  validTo: '',
  sectionId: '',
  riskLevel: '',
  riskOn: '',
  riskSource: '',
  reason: '',
  note: '',
};
type Values = typeof empty;

function changeOf(values: Values): unknown {
  const orNull = (text: string) => (text === '' ? null : text);
  switch (values.op) {
    case 'removeTag':
      return { op: 'removeTag', tag: values.tag };
    case 'section':
      return { op: 'section', sectionId: orNull(values.sectionId) };
    case 'risk': {
      const { riskLevel, riskSource } = values;
      return { op: 'risk', riskLevel, riskOn: orNull(values.riskOn), riskSource };
    }
    case 'deactivate':
      return { op: 'deactivate', reason: values.reason };
    default:
      return { op: 'addTag', tag: values.tag, validTo: orNull(values.validTo) };
  }
}

interface BulkProps {
  readonly selection: BulkSelection;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

function useBulk({ selection, onClose, onDone }: BulkProps) {
  const say = useText(objectsPageText);
  const words = useWords('objects');
  const toast = useToast();
  const check = useCheck();
  const queries = useQueryClient();
  const apply = useApiAction(applyBulk);
  const form = useForm(empty);
  const [seen, setSeen] = useState<{ change: BulkChange; found: Seen } | null>(null);
  const [busy, setBusy] = useState(false);
  const labels: Readonly<Record<string, string>> = {
    tag: say('tag'),
    riskSource: say('riskSource'),
    reason: say('reason'),
    note: say('bulkNote'),
    validTo: say('validTo'),
  };
  const preview = async () => {
    const given = changeOf(form.values);
    const problems = check(bulkChange, given, (field) => labels[field] ?? words.field(field));
    if (problems.length > 0) return form.setProblems(problems);
    const change = bulkChange.parse(given);
    setBusy(true);
    const result = await callApi(previewBulk, { body: { selection, change } });
    setBusy(false);
    if (!result.ok) return form.refuse(result.error);
    form.setProblems([]);
    setSeen({ change, found: result.value });
  };
  const run = async () => {
    if (seen === null) return;
    const { note } = form.values;
    const problems = check(applyBulk.body.pick({ note: true }), { note }, () => say('bulkNote'));
    if (problems.length > 0) return form.setProblems(problems);
    const body = { selection, change: seen.change, mark: seen.found.mark, note };
    const result = await apply.run({ body });
    if (!result.ok) {
      setSeen(null);
      return form.refuse(result.error);
    }
    await queries.invalidateQueries({ queryKey: [listObjects.id] });
    toast(say('bulkDone', { n: formatNumber(result.value.changing) }));
    onDone();
    onClose();
  };
  return { form, seen, back: () => setSeen(null), preview, run, busy: busy || apply.busy };
}

export function BulkDialog(props: BulkProps) {
  const say = useText(objectsPageText);
  const { form, seen, back, preview, run, busy } = useBulk(props);
  const { selection, onClose } = props;
  const title =
    'ids' in selection ? say('bulkTitle', { n: formatNumber(selection.ids.length) }) : say('bulkFilter');
  const nothing = seen !== null && seen.found.changing === 0;
  const verb =
    seen === null || nothing ? say('bulkPreview') : say('bulkRun', { n: formatNumber(seen.found.changing) });
  return (
    <Dialog open title={title} onClose={onClose}>
      <Form
        onSubmit={seen === null ? preview : nothing ? back : run}
        problems={form.problems}
        actions={
          <DialogButtons
            verb={verb}
            busy={busy}
            danger={seen?.change.op === 'deactivate' && !nothing}
            onClose={onClose}
          />
        }
      >
        {seen === null ? <ChangeFields form={form} /> : <SeenNotice found={seen.found} />}
        {seen === null || nothing ? null : (
          <TextField
            name="note"
            label={say('bulkNote')}
            hint={say('bulkNoteHint')}
            error={form.error('note')}
            maxLength={200}
            value={form.values.note}
            onChange={form.set('note')}
          />
        )}
      </Form>
    </Dialog>
  );
}

function SeenNotice({ found }: { readonly found: Seen }) {
  const say = useText(objectsPageText);
  const { matched, changing, unchanged, examples } = found;
  return (
    <Notice tone={changing === 0 ? 'info' : 'warning'}>
      <p>
        {say('bulkSeen', {
          matched: formatNumber(matched),
          changing: formatNumber(changing),
          unchanged: formatNumber(unchanged),
        })}
      </p>
      <p>{changing === 0 ? say('bulkNothing') : say('bulkExamples', { names: examples.join('、') })}</p>
    </Notice>
  );
}

function ChangeFields({ form }: { readonly form: FormState<Values> }) {
  const say = useText(objectsPageText);
  const words = useWords('objects');
  const sections = useApiQuery(objectFacets).data?.sections ?? [];
  const field = (name: keyof Values, label: string) => ({
    name,
    label,
    error: form.error(name),
    value: form.values[name],
    onChange: form.set(name),
  });
  const { op } = form.values;
  return (
    <>
      <SelectField
        {...field('op', say('bulkOp'))}
        empty={null}
        choices={ops.map((value) => ({ value, label: say(`bulk.${value}`) }))}
      />
      {op === 'addTag' || op === 'removeTag' ? (
        <TextField {...field('tag', say('tag'))} maxLength={40} />
      ) : null}
      {op === 'addTag' ? <DayField {...field('validTo', say('validTo'))} optional /> : null}
      {op === 'section' ? (
        <SelectField
          {...field('sectionId', words.field('sectionId'))}
          choices={sections.map((section) => ({ value: section.id, label: section.name }))}
        />
      ) : null}
      {op === 'risk' ? (
        <>
          <SelectField
            {...field('riskLevel', words.field('riskLevel'))}
            empty={words.word('risk.')}
            choices={riskLevels
              .filter((value) => value !== '')
              .map((value) => ({ value, label: words.word(`risk.${value}`) }))}
          />
          <DayField {...field('riskOn', say('riskOn'))} optional />
          <TextField {...field('riskSource', say('riskSource'))} maxLength={200} />
        </>
      ) : null}
      {op === 'deactivate' ? (
        <SelectField
          {...field('reason', say('reason'))}
          choices={deactivationReasons.map((value) => ({ value, label: words.word(`reason.${value}`) }))}
        />
      ) : null}
    </>
  );
}
