/** A dialog that takes a table and says which of its rows were not taken, and why. */
import { trainingPageText } from '@mingcha/core/registers/training/training-page-text.ts';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { ApiError } from '../../../shared/api/call-api.ts';
import { UploadBox } from '../../../shared/forms/upload-box.tsx';
import { useSentence, useText, useUi } from '../../../shared/i18n/locale.tsx';
import { Button, ButtonRow } from '../../../shared/ui/button.tsx';
import { Dialog } from '../../../shared/ui/dialog.tsx';
import { Notice } from '../../../shared/ui/states.tsx';

const accept = ['.xlsx', '.xls', '.csv'];
const maxBytes = 20 * 1024 * 1024;

export interface Taken {
  readonly summary: string;
  readonly refused: readonly { readonly row: number; readonly what: string; readonly problem: string }[];
}

export function FileImport(props: {
  readonly title: string;
  readonly label: string;
  readonly hint: string;
  readonly extra?: ReactNode;
  readonly send: (file: File) => Promise<{ ok: true; value: Taken } | { ok: false; error: ApiError }>;
  readonly onClose: () => void;
}) {
  const say = useText(trainingPageText);
  const ui = useUi();
  const sentence = useSentence();
  const queries = useQueryClient();
  const [taken, setTaken] = useState<(Taken & { readonly fileName: string }) | null>(null);
  const [error, setError] = useState<string | undefined>(undefined);
  const take = async (file: File) => {
    setError(undefined);
    setTaken(null);
    const result = await props.send(file);
    if (!result.ok) return setError(sentence(result.error));
    await queries.invalidateQueries();
    setTaken({ ...result.value, fileName: file.name });
  };
  return (
    <Dialog open wide title={props.title} onClose={props.onClose}>
      <UploadBox
        name="file"
        label={props.label}
        accept={accept}
        maxBytes={maxBytes}
        onFile={(file) => void take(file)}
        error={error}
        fileName={taken?.fileName}
      />
      <p className="field-hint">{props.hint}</p>
      {props.extra}
      {taken === null ? null : (
        <Notice tone={taken.refused.length > 0 ? 'warning' : 'verified'} title={taken.summary}>
          {taken.refused.length === 0 ? null : (
            <ul>
              {taken.refused.map((row) => (
                <li key={row.row}>
                  {say('labelled', {
                    label: `${say('row')} ${row.row} ${row.what}`,
                    value: sentence({ code: row.problem }),
                  })}
                </li>
              ))}
            </ul>
          )}
        </Notice>
      )}
      <ButtonRow>
        <Button onClick={props.onClose}>{ui('close')}</Button>
      </ButtonRow>
    </Dialog>
  );
}
