/** 年度申报: who has answered this year, who has not; each inspector answers here for himself. */
import './inspectors.css';
import { ownInspector } from '@mingcha/core/registers/inspector-api.ts';
import type { RoundPerson, RoundView } from '@mingcha/core/registers/inspectors/recusal.ts';
import { closeRound, currentRound } from '@mingcha/core/registers/inspectors/recusal-api.ts';
import { recusalPageText } from '@mingcha/core/registers/inspectors/recusal-page-text.ts';
import { useMemo, useState } from 'react';
import { useApiAction, useApiQuery } from '../../../shared/api/use-api.ts';
import { formatDay } from '../../../shared/format.ts';
import { useLocale, useText } from '../../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../../shared/table/data-table.tsx';
import { Button, ButtonRow } from '../../../shared/ui/button.tsx';
import { ConfirmDialog } from '../../../shared/ui/dialog.tsx';
import { EmptyState, ErrorNotice, ErrorState, Skeleton } from '../../../shared/ui/states.tsx';
import { DateText, NumberText, StateChip } from '../../../shared/ui/values.tsx';
import { useHasRole, useMayEdit } from '../may-edit.ts';
import { AnswerDialog, OpenRoundDialog } from './round-dialogs.tsx';

export function RoundTab() {
  const say = useText(recusalPageText);
  const legal = useHasRole('legalOfficer');
  const read = useApiQuery(currentRound);
  const [opening, setOpening] = useState(false);
  if (read.error !== null) return <ErrorState error={read.error} onRetry={read.reload} />;
  if (read.data === undefined) return <Skeleton lines={6} />;
  const { round } = read.data;
  const open = (
    <Button size="small" onClick={() => setOpening(true)}>
      {say('roundOpen')}
    </Button>
  );
  return (
    <>
      {round === null ? (
        <EmptyState
          title={say('roundNone')}
          text={say('roundNoneText')}
          {...(legal ? { action: open } : {})}
        />
      ) : (
        <Round round={round} legal={legal} openButton={legal && round.closedOn !== null ? open : null} />
      )}
      {opening ? <OpenRoundDialog onClose={() => setOpening(false)} /> : null}
    </>
  );
}

interface RoundProps {
  readonly round: RoundView;
  readonly legal: boolean;
  readonly openButton: React.ReactNode;
}

function Round({ round, legal, openButton }: RoundProps) {
  const say = useText(recusalPageText);
  const { locale } = useLocale();
  const keeper = useMayEdit();
  const own = useApiQuery(ownInspector).data?.inspector?.id ?? null;
  const [answering, setAnswering] = useState<RoundPerson | null>(null);
  const [closing, setClosing] = useState(false);
  const close = useApiAction(closeRound);
  const isOpen = round.closedOn === null;
  const done = round.people.filter((person) => person.answer !== null).length;
  const silent = round.people.length - done;
  const columns = useColumns(isOpen ? { own, keeper, answer: setAnswering } : null);
  return (
    <>
      <h2>
        {say('roundTitle', { year: round.year })}{' '}
        {isOpen ? null : <StateChip>{say('roundClosed')}</StateChip>}
      </h2>
      <p>
        {say('roundFigures', {
          all: round.people.length,
          done,
          open: silent,
          day: formatDay(round.dueOn, locale),
        })}
      </p>
      <p className="secondary">{say('answerHint')}</p>
      <DataTable
        id="declaration-round"
        label={say('round')}
        columns={columns}
        rows={round.people}
        rowKey={keyOf}
        rowName={nameOf}
        status="ready"
        empty={<EmptyState title={say('roundNone')} />}
      />
      <ErrorNotice error={close.error} />
      <ButtonRow>
        {openButton}
        {legal && isOpen ? <Button onClick={() => setClosing(true)}>{say('roundClose')}</Button> : null}
      </ButtonRow>
      {answering === null ? null : (
        <AnswerDialog roundId={round.id} person={answering} onClose={() => setAnswering(null)} />
      )}
      <ConfirmDialog
        open={closing}
        question={say('roundCloseQuestion', { year: round.year })}
        action={say('roundClose')}
        busy={close.busy}
        onConfirm={() => {
          void close.run({ params: { id: round.id }, body: {} }).then(() => setClosing(false));
        }}
        onClose={() => setClosing(false)}
      >
        <p>{say('roundCloseText', { n: silent })}</p>
      </ConfirmDialog>
    </>
  );
}

const keyOf = (row: RoundPerson) => row.inspectorId;
const nameOf = (row: RoundPerson) => row.name;

interface Answering {
  readonly own: string | null;
  readonly keeper: boolean;
  readonly answer: (person: RoundPerson) => void;
}

function useColumns(answering: Answering | null): readonly Column<RoundPerson>[] {
  const say = useText(recusalPageText);
  const { own, keeper, answer } = answering ?? { own: null, keeper: false, answer: null };
  return useMemo(() => {
    const shown: readonly Column<RoundPerson>[] = [
      { key: 'name', title: say('roundPerson'), nowrap: true, render: (row) => row.name },
      {
        key: 'paper',
        title: say('answerPaper'),
        extra: true,
        render: (row) => (row.onPaper ? say('answerPaper') : '–'),
      },
      {
        key: 'answer',
        title: say('answer'),
        render: (row) => (
          <StateChip tone={row.answer === null ? 'warning' : 'neutral'}>
            {say(`answer_${row.answer ?? 'open'}`)}
          </StateChip>
        ),
      },
      {
        key: 'count',
        title: say('answerCount'),
        align: 'end',
        render: (row) => (row.answer === null ? '–' : <NumberText value={row.declared} />),
      },
      {
        key: 'on',
        title: say('answerOn'),
        render: (row) => <DateText value={row.answeredOn} form="short" />,
      },
    ];
    if (answer === null || (own === null && !keeper)) return shown;
    return [
      ...shown,
      {
        key: 'act',
        title: say('answerAct'),
        render: (row) =>
          row.inspectorId === own || (keeper && row.answer === null) ? (
            <Button size="small" onClick={() => answer(row)}>
              {say(row.inspectorId === own ? 'answer' : 'answerForPaper')}
            </Button>
          ) : null,
      },
    ];
  }, [say, own, keeper, answer]);
}
