/** Courses from a file: read first, with what keeps a row from being recorded; recorded on confirmation. */
import {
  importTraining,
  listTraining,
  previewTraining,
  type ReadTrainingRow,
} from '@mingcha/core/registers/inspectors/career-api.ts';
import { careerPageText } from '@mingcha/core/registers/inspectors/career-page-text.ts';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { newActionId } from '../../../shared/api/action-id.ts';
import { callApi } from '../../../shared/api/call-api.ts';
import { UploadBox } from '../../../shared/forms/upload-box.tsx';
import { useSentence, useText } from '../../../shared/i18n/locale.tsx';
import { Button, ButtonRow } from '../../../shared/ui/button.tsx';
import { Dialog } from '../../../shared/ui/dialog.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';

const accept = ['.xlsx', '.xls', '.csv'];
const maxBytes = 20 * 1024 * 1024;

interface Read {
  readonly file: File;
  readonly ready: number;
  readonly rows: readonly ReadTrainingRow[];
}

export function TrainingImport(props: { readonly onClose: () => void }) {
  const say = useText(careerPageText);
  const sentence = useSentence();
  const toast = useToast();
  const queries = useQueryClient();
  const [read, setRead] = useState<Read | null>(null);
  const [error, setError] = useState<string | undefined>(undefined);
  const [busy, setBusy] = useState(false);
  const look = async (file: File) => {
    setError(undefined);
    setRead(null);
    const result = await callApi(previewTraining, { file });
    if (!result.ok) return setError(sentence(result.error));
    setRead({ file, ...result.value });
  };
  const apply = async (file: File) => {
    setBusy(true);
    const result = await callApi(importTraining, { query: { actionId: newActionId() }, file });
    setBusy(false);
    if (!result.ok) return setError(sentence(result.error));
    await queries.invalidateQueries({ queryKey: [listTraining.id] });
    const { recorded: n, known, refused } = result.value;
    toast(say('trainingImported', { n, known, refused }));
    props.onClose();
  };
  return (
    <Dialog open wide title={say('trainingImport')} onClose={props.onClose}>
      <UploadBox
        name="file"
        label={say('trainingFile')}
        accept={accept}
        maxBytes={maxBytes}
        onFile={(file) => void look(file)}
        error={error}
        fileName={read?.file.name}
      />
      <p className="field-hint">{say('trainingFileHint')}</p>
      {read === null ? null : (
        <>
          <p>{say('trainingReady', { n: read.ready })}</p>
          <RefusedRows rows={read.rows.filter((row) => row.problem !== null)} />
          <ButtonRow>
            <Button
              kind="primary"
              busy={busy}
              disabled={read.ready === 0}
              onClick={() => void apply(read.file)}
            >
              {say('trainingApply', { n: read.ready })}
            </Button>
          </ButtonRow>
        </>
      )}
    </Dialog>
  );
}

function RefusedRows(props: { readonly rows: readonly ReadTrainingRow[] }) {
  const say = useText(careerPageText);
  const sentence = useSentence();
  if (props.rows.length === 0) return null;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling region must be reachable by keyboard
    <section className="table-scroll" tabIndex={0} aria-label={say('trainingRefused')}>
      <table className="table">
        <thead>
          <tr>
            {(['trainingRow', 'aux_name', 'training_course', 'trainingProblem'] as const).map((head) => (
              <th key={head} scope="col">
                {say(head)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {props.rows.map((row) => (
            <tr key={row.row}>
              <td>{row.row}</td>
              <td>{row.name || row.certificateNumber}</td>
              <td>{row.course}</td>
              <td>{row.problem === null ? '' : sentence({ code: row.problem })}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
