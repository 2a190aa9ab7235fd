/** One question bank: its questions with their answers, entered one by one or from a table. */
import '../registers.css';
import './training.css';
import {
  type BankQuestion,
  getBank,
  importQuestions,
  questionTemplate,
  removeQuestion,
} from '@mingcha/core/registers/training/bank-api.ts';
import { trainingPageText } from '@mingcha/core/registers/training/training-page-text.ts';
import { useState } from 'react';
import { newActionId } from '../../../shared/api/action-id.ts';
import { addressOf } from '../../../shared/api/address.ts';
import { callApi } from '../../../shared/api/call-api.ts';
import { useApiAction, useApiQuery } from '../../../shared/api/use-api.ts';
import { useText } from '../../../shared/i18n/locale.tsx';
import { Button, ButtonRow, buttonClass } from '../../../shared/ui/button.tsx';
import { ConfirmDialog } from '../../../shared/ui/dialog.tsx';
import { Page, PageHeader, Section } from '../../../shared/ui/page.tsx';
import { EmptyState, ErrorNotice, ErrorState, ForbiddenState, Skeleton } from '../../../shared/ui/states.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';
import { StateChip } from '../../../shared/ui/values.tsx';
import { useParam } from '../../shell/navigation.tsx';
import { BankDialog } from './banks-tab.tsx';
import { FileImport } from './file-import.tsx';
import { answerInWords, optionsOf } from './options.ts';
import { QuestionDialog } from './question-dialog.tsx';

export function BankPage() {
  const say = useText(trainingPageText);
  const read = useApiQuery(getBank, { params: { id: useParam('id') } });
  const [open, setOpen] = useState<'edit' | 'new' | 'import' | null>(null);
  const close = () => setOpen(null);
  if (read.status === 'forbidden') return <ForbiddenState />;
  const bank = read.data;
  if (bank === undefined)
    return (
      <Page>
        <PageHeader title={say('bank')} />
        {read.error === null ? (
          <Skeleton lines={8} />
        ) : (
          <ErrorState error={read.error} onRetry={read.reload} />
        )}
      </Page>
    );
  return (
    <Page>
      <PageHeader
        title={bank.name}
        lead={[
          say('questionCount', {
            single: bank.single,
            multiple: bank.multiple,
            trueFalse: bank.trueFalse,
          }),
          bank.note,
        ]
          .filter((part) => part !== '')
          .join('　')}
        actions={
          <>
            <Button onClick={() => setOpen('edit')}>{say('bankEdit')}</Button>
            <Button onClick={() => setOpen('import')}>{say('questionImport')}</Button>
            <Button kind="primary" onClick={() => setOpen('new')}>
              {say('questionNew')}
            </Button>
          </>
        }
      />
      <Section>
        {bank.questions.length === 0 ? (
          <EmptyState title={say('questionsEmpty')} text={say('banksEmptyText')} />
        ) : (
          <ol className="question-list">
            {bank.questions.map((one) => (
              <OneQuestion key={one.id} bankId={bank.id} question={one} />
            ))}
          </ol>
        )}
      </Section>
      {open === 'edit' ? <BankDialog bank={bank} onClose={close} /> : null}
      {open === 'new' ? <QuestionDialog bankId={bank.id} onClose={close} /> : null}
      {open === 'import' ? <ImportDialog bankId={bank.id} onClose={close} /> : null}
    </Page>
  );
}

function OneQuestion(props: { readonly bankId: string; readonly question: BankQuestion }) {
  const { bankId, question } = props;
  const say = useText(trainingPageText);
  const [open, setOpen] = useState<'edit' | 'remove' | null>(null);
  return (
    <li>
      <div>
        <StateChip>{say(`kind_${question.kind}`)}</StateChip> <strong>{question.stem}</strong>
      </div>
      {question.kind === 'trueFalse' ? null : (
        <ul className="question-options">
          {optionsOf(question, say).map((option) => (
            <li key={option.label}>{`${option.letter}. ${option.label}`}</li>
          ))}
        </ul>
      )}
      <div>
        <strong>
          {say('labelled', { label: say('answer'), value: answerInWords(question, question.answer, say) })}
        </strong>
        {question.explanation === '' ? null : <span className="secondary">　{question.explanation}</span>}
      </div>
      <ButtonRow>
        <Button size="small" onClick={() => setOpen('edit')}>
          {say('questionEdit')}
        </Button>
        <Button size="small" onClick={() => setOpen('remove')}>
          {say('remove')}
        </Button>
      </ButtonRow>
      {open === 'edit' ? (
        <QuestionDialog bankId={bankId} question={question} onClose={() => setOpen(null)} />
      ) : null}
      {open === 'remove' ? (
        <RemoveDialog bankId={bankId} question={question} onClose={() => setOpen(null)} />
      ) : null}
    </li>
  );
}

function RemoveDialog(props: {
  readonly bankId: string;
  readonly question: BankQuestion;
  readonly onClose: () => void;
}) {
  const say = useText(trainingPageText);
  const toast = useToast();
  const remove = useApiAction(removeQuestion);
  const confirm = async () => {
    const params = { id: props.bankId, questionId: props.question.id };
    const result = await remove.run({ params, body: {} });
    if (!result.ok) return;
    toast(say('removed'));
    props.onClose();
  };
  return (
    <ConfirmDialog
      open
      danger
      question={say('removeQuestionAsk')}
      action={say('remove')}
      busy={remove.busy}
      onConfirm={() => void confirm()}
      onClose={props.onClose}
    >
      <p>{props.question.stem}</p>
      <p>{say('removeQuestionText')}</p>
      <ErrorNotice error={remove.error} />
    </ConfirmDialog>
  );
}

function ImportDialog(props: { readonly bankId: string; readonly onClose: () => void }) {
  const say = useText(trainingPageText);
  const send = async (file: File) => {
    const call = { params: { id: props.bankId }, query: { actionId: newActionId() }, file };
    const result = await callApi(importQuestions, call);
    if (!result.ok) return result;
    const { added, known, refused } = result.value;
    return {
      ok: true as const,
      value: {
        summary: say('questionsImported', { added, known, refused: refused.length }),
        refused: refused.map((row) => ({ row: row.row, what: row.stem, problem: row.problem })),
      },
    };
  };
  return (
    <FileImport
      title={say('questionImport')}
      label={say('questionFile')}
      hint={say('questionFileHint')}
      extra={
        <a className={buttonClass({ size: 'small' })} href={addressOf(questionTemplate, {})} download>
          {say('questionTemplate')}
        </a>
      }
      send={send}
      onClose={props.onClose}
    />
  );
}
