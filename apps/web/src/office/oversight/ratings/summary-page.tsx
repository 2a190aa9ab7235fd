/** 企业评价汇总: what an agency reads of opinions about it, quarter by quarter, and the questions that oversight asks. */
import {
  answerQuestion,
  type RatingQuarter,
  type RatingQuestion,
  ratingsOfAgency,
} from '@mingcha/core/oversight/ratings/rating-api.ts';
import { ratingPageText } from '@mingcha/core/oversight/ratings/rating-page-text.ts';
import { useMemo } from 'react';
import { useApiAction, useApiQuery } from '../../../shared/api/use-api.ts';
import { TextArea } from '../../../shared/forms/field.tsx';
import { Form, useForm } from '../../../shared/forms/form.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../../shared/table/data-table.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { Page, PageHeader, Section } from '../../../shared/ui/page.tsx';
import { EmptyState } from '../../../shared/ui/states.tsx';
import { DateText, StateChip } from '../../../shared/ui/values.tsx';
import { useSession } from '../../shell/session.tsx';

const rowKey = (row: RatingQuarter) => row.from;

export function RatingSummaryPage() {
  const say = useText(ratingPageText);
  const read = useApiQuery(ratingsOfAgency, {});
  const { person } = useSession();
  const mayAnswer = person.roles.includes('agencyHead');
  const questions = read.data?.questions ?? [];
  return (
    <Page>
      <PageHeader title={say('summary')} lead={say('summaryLead')} />
      <Section title={say('quarters')} flush>
        <DataTable
          id="rating-quarters"
          label={say('quarters')}
          columns={useColumns()}
          rows={read.data?.quarters}
          rowKey={rowKey}
          rowName={rowKey}
          status={read.status}
          refreshing={read.refreshing}
          error={read.error}
          onRetry={read.reload}
          empty={<EmptyState title={say('quartersEmpty')} text={say('quartersEmptyText')} />}
        />
      </Section>
      <p className="secondary">{say('definition')}</p>
      {read.data === undefined ? null : (
        <Section title={say('questions')}>
          {questions.length === 0 ? <EmptyState title={say('questionsEmpty')} /> : null}
          {questions.map((question) => (
            <Question key={question.id} question={question} mayAnswer={mayAnswer} onDone={read.reload} />
          ))}
        </Section>
      )}
    </Page>
  );
}

function useColumns(): readonly Column<RatingQuarter>[] {
  const say = useText(ratingPageText);
  return useMemo(() => {
    const quarter = (from: string): string =>
      say('quarterOf', { year: from.slice(0, 4), n: (Number(from.slice(5, 7)) + 2) / 3 });
    return [
      { key: 'from', title: say('quarter'), nowrap: true, render: (row) => quarter(row.from) },
      {
        key: 'ratings',
        title: say('ratings'),
        align: 'end',
        render: (row) => row.figures?.ratings ?? say('suppressed'),
      },
      {
        key: 'manner',
        title: say('mannerMean'),
        align: 'end',
        render: (row) => (row.figures === null ? '–' : (row.figures.mannerTenths / 10).toFixed(1)),
      },
      {
        key: 'certificates',
        title: say('certificatesShare'),
        align: 'end',
        render: (row) => (row.figures === null ? '–' : `${row.figures.certificatesPercent}%`),
      },
      {
        key: 'notice',
        title: say('noticeShare'),
        align: 'end',
        render: (row) => (row.figures === null ? '–' : `${row.figures.noticePercent}%`),
      },
    ];
  }, [say]);
}

interface QuestionProps {
  readonly question: RatingQuestion;
  readonly mayAnswer: boolean;
  readonly onDone: () => void;
}

function Question({ question, mayAnswer, onDone }: QuestionProps) {
  const say = useText(ratingPageText);
  const isOpen = question.state === 'asked';
  return (
    <div className="rating-question">
      <p>
        <StateChip tone={isOpen ? 'warning' : 'verified'}>
          {say(isOpen ? 'unanswered' : 'answered')}
        </StateChip>{' '}
        <span className="secondary">
          {say('askedOn')} <DateText value={question.askedOn} form="short" />
        </span>
      </p>
      <p>{question.words}</p>
      {isOpen && mayAnswer ? <Answer id={question.id} onDone={onDone} /> : null}
      {isOpen && !mayAnswer ? <p className="secondary">{say('onlyHead')}</p> : null}
      {isOpen ? null : (
        <p>
          <strong>{say('answerOf')}</strong> {question.answer}{' '}
          <span className="secondary">
            {question.answeredName} <DateText value={question.answeredOn} form="short" />
          </span>
        </p>
      )}
    </div>
  );
}

function Answer({ id, onDone }: { readonly id: string; readonly onDone: () => void }) {
  const say = useText(ratingPageText);
  const action = useApiAction(answerQuestion);
  const form = useForm({ answer: '' });
  const submit = async () => {
    const result = await action.run({ params: { id }, body: form.values });
    if (!result.ok) return form.refuse(result.error);
    onDone();
  };
  return (
    <Form
      onSubmit={submit}
      problems={form.problems}
      actions={
        <Button type="submit" kind="primary" busy={action.busy}>
          {say('sendAnswer')}
        </Button>
      }
    >
      <TextArea
        name="answer"
        label={say('answerOf')}
        wide
        rows={4}
        maxLength={2000}
        error={form.error('answer')}
        value={form.values.answer}
        onChange={form.set('answer')}
      />
    </Form>
  );
}
