/** Proposals from a spreadsheet in the customary columns; what could not be read is listed row by row. */
import { importEntries } from '@mingcha/core/plans/plan-api.ts';
import { planRefusalText } from '@mingcha/core/plans/plan-text.ts';
import type { PlanView } from '@mingcha/core/plans/plan-views.ts';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { newActionId } from '../../shared/api/action-id.ts';
import { type ApiError, callApi } from '../../shared/api/call-api.ts';
import { UploadBox } from '../../shared/forms/upload-box.tsx';
import { useLocale, useText, useUi } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { ErrorNotice, Notice } from '../../shared/ui/states.tsx';
import { proposalWords } from './words.ts';

interface Outcome {
  readonly count: number;
  readonly problems: readonly { readonly row: number; readonly code: string; readonly value: string }[];
}

export function ImportDialog(props: { readonly plan: PlanView; readonly onClose: () => void }) {
  const say = useText(proposalWords);
  const ui = useUi();
  const queries = useQueryClient();
  const [sent, setSent] = useState<number | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const [done, setDone] = useState<Outcome | null>(null);
  const take = async (file: File) => {
    setSent(0);
    setError(null);
    const result = await callApi(importEntries, {
      params: { id: props.plan.id },
      body: { actionId: newActionId() },
      file,
      onProgress: setSent,
    });
    setSent(null);
    if (!result.ok) return setError(result.error);
    setDone(result.value);
    await queries.invalidateQueries();
  };
  return (
    <Dialog
      open
      wide
      title={say('fromFileTitle')}
      onClose={props.onClose}
      actions={
        <Button kind={done === null ? 'plain' : 'primary'} onClick={props.onClose}>
          {ui('close')}
        </Button>
      }
    >
      <p>{say('fromFileLead')}</p>
      <ErrorNotice error={error} />
      {done === null ? (
        <UploadBox
          name="file"
          label={say('fromFileBox')}
          accept={['.xlsx', '.xls', '.csv']}
          maxBytes={20 * 1024 * 1024}
          progress={sent}
          onFile={(file) => void take(file)}
        />
      ) : (
        <Done done={done} />
      )}
    </Dialog>
  );
}

function Done({ done }: { readonly done: Outcome }) {
  const say = useText(proposalWords);
  const { locale } = useLocale();
  const words: Readonly<Record<string, string>> = planRefusalText[locale];
  return (
    <>
      <Notice tone={done.count > 0 ? 'verified' : 'warning'}>{say('imported', { n: done.count })}</Notice>
      {done.problems.length === 0 ? null : (
        <Notice tone="warning" title={say('importProblems')}>
          <ul>
            {done.problems.map(({ row, value, code }) => (
              <li key={row}>{say('importProblem', { row, value, problem: words[code] ?? code })}</li>
            ))}
          </ul>
        </Notice>
      )}
    </>
  );
}
