/** Import of a draw made elsewhere: the platform's list is read and shown before anything is written. */
import '../draws.css';
import {
  importOutsideDraw,
  type OutsideRow,
  outsideFields,
  previewOutsideDraw,
} from '@mingcha/core/draws/outside/outside-draw.ts';
import { outsideDrawText } from '@mingcha/core/draws/outside/outside-draw-text.ts';
import { useRef, useState } from 'react';
import { newActionId } from '../../../shared/api/action-id.ts';
import { type ApiError, callApi } from '../../../shared/api/call-api.ts';
import { DayField, TextField } from '../../../shared/forms/field.tsx';
import { Form, useForm } from '../../../shared/forms/form.tsx';
import { UploadBox } from '../../../shared/forms/upload-box.tsx';
import { useSentence, useText, useUi } from '../../../shared/i18n/locale.tsx';
import { Button, buttonClass } from '../../../shared/ui/button.tsx';
import { Page, PageHeader, Section } from '../../../shared/ui/page.tsx';
import { Notice } from '../../../shared/ui/states.tsx';
import { GoTo, useGo } from '../../shell/navigation.tsx';
import { OutsideRows } from './outside-rows.tsx';

const accept = ['.xlsx', '.xls', '.csv'];
const maxBytes = 20 * 1024 * 1024;
const blank = {
  platformName: '',
  number: '',
  title: '',
  itemName: '',
  planNumber: '',
  drawnOn: '',
  windowFrom: '',
  windowTo: '',
};

interface Chosen {
  readonly file: File;
  readonly rows: readonly OutsideRow[];
  readonly unread: readonly number[];
}

export function OutsideImportPage() {
  const say = useText(outsideDrawText);
  const [chosen, setChosen] = useState<Chosen | null>(null);
  return (
    <Page>
      <PageHeader title={say('importTitle')} lead={say('importLead')} />
      <Section title={say('file')}>
        <ListFile chosen={chosen} onChosen={setChosen} />
      </Section>
      <Section>
        <TaskForm file={chosen?.file ?? null} />
      </Section>
    </Page>
  );
}

/** Reads the file on the server; what was read stands below. */
function ListFile(props: {
  readonly chosen: Chosen | null;
  readonly onChosen: (chosen: Chosen | null) => void;
}) {
  const say = useText(outsideDrawText);
  const sentence = useSentence();
  const [error, setError] = useState<ApiError | null>(null);
  const [progress, setProgress] = useState<number | null>(null);
  const { chosen, onChosen } = props;
  const take = async (file: File) => {
    setError(null);
    const read = await callApi(previewOutsideDraw, { body: {}, file, onProgress: setProgress });
    setProgress(null);
    if (read.ok) onChosen({ file, ...read.value });
    else setError(read.error);
  };
  return (
    <div className="draw-fields">
      <UploadBox
        name="file"
        label={say('file')}
        accept={accept}
        maxBytes={maxBytes}
        onFile={(file) => void take(file)}
        progress={progress}
        error={error === null ? undefined : sentence(error)}
        fileName={chosen?.file.name}
      />
      {chosen === null ? null : (
        <>
          <p>{say('previewCount', { n: chosen.rows.length })}</p>
          {chosen.unread.length === 0 ? null : (
            <Notice tone="warning">{say('unread', { rows: chosen.unread.slice(0, 20).join('、') })}</Notice>
          )}
          <OutsideRows rows={chosen.rows.slice(0, 20)} />
        </>
      )}
    </div>
  );
}

function TaskForm(props: { readonly file: File | null }) {
  const say = useText(outsideDrawText);
  const ui = useUi();
  const go = useGo();
  const form = useForm(blank);
  const [busy, setBusy] = useState(false);
  const actionId = useRef(newActionId());
  const { file } = props;
  const submit = async () => {
    const read = outsideFields.safeParse(form.values);
    if (!read.success || file === null) {
      const issues = read.success ? [] : read.error.issues;
      form.setProblems(issues.map(({ path }) => ({ field: path.join('.'), message: ui('required') })));
      return;
    }
    setBusy(true);
    const made = await callApi(importOutsideDraw, {
      body: { ...read.data, actionId: actionId.current },
      file,
    });
    setBusy(false);
    if (made.ok) return go(`/outside-draws/${made.value.id}`);
    if (made.error.status !== 0) actionId.current = newActionId();
    form.refuse(made.error);
  };
  return (
    <Form
      onSubmit={submit}
      problems={form.problems}
      actions={
        <>
          <GoTo to="/outside-draws" className={buttonClass()}>
            {ui('cancel')}
          </GoTo>
          <Button kind="primary" type="submit" busy={busy} disabled={file === null}>
            {say('importNow')}
          </Button>
        </>
      }
    >
      <TaskFields form={form} />
    </Form>
  );
}

function TaskFields(props: { readonly form: ReturnType<typeof useForm<typeof blank>> }) {
  const say = useText(outsideDrawText);
  const { form } = props;
  const text = (name: keyof typeof blank) => ({
    name,
    value: form.values[name],
    onChange: form.set(name),
    error: form.error(name),
  });
  return (
    <>
      <div className="draw-row">
        <TextField {...text('platformName')} label={say('platform')} maxLength={80} />
        <TextField {...text('number')} label={say('number')} maxLength={80} />
      </div>
      <TextField {...text('title')} label={say('title')} maxLength={200} wide />
      <TextField {...text('itemName')} label={say('item')} maxLength={300} wide />
      <TextField {...text('planNumber')} label={say('planNumber')} optional maxLength={80} />
      <div className="draw-row">
        <DayField {...text('drawnOn')} label={say('drawnOn')} />
        <DayField {...text('windowFrom')} label={say('windowFrom')} />
        <DayField {...text('windowTo')} label={say('windowTo')} />
      </div>
    </>
  );
}
