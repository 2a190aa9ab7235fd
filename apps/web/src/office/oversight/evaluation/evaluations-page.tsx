/** 第三方评估: each evaluation with its account, its state and its report; received and ended here. */
import '../audit/audit.css';
import {
  type EvaluationView,
  endEvaluation,
  listEvaluations,
  printEvaluation,
  receiveEvaluation,
} from '@mingcha/core/oversight/evaluation/evaluation-api.ts';
import { evaluationPageText } from '@mingcha/core/oversight/evaluation/evaluation-page-text.ts';
import { useState } from 'react';
import { addressOf } from '../../../shared/api/address.ts';
import { useApiAction, useApiQuery } from '../../../shared/api/use-api.ts';
import { TextArea } from '../../../shared/forms/field.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';
import { Button, buttonClass } from '../../../shared/ui/button.tsx';
import { ConfirmDialog } from '../../../shared/ui/dialog.tsx';
import { Page, PageHeader, Section } from '../../../shared/ui/page.tsx';
import { ErrorNotice } from '../../../shared/ui/states.tsx';
import { DateText, PairList, StateChip, type Tone } from '../../../shared/ui/values.tsx';
import { Cards } from '../../parts/cards.tsx';
import { GoTo } from '../../shell/navigation.tsx';
import { useSession } from '../../shell/session.tsx';

export function EvaluationsPage() {
  const say = useText(evaluationPageText);
  const mayOpen = useSession().person.roles.includes('coordinator');
  const list = useApiQuery(listEvaluations, { query: { limit: 50 } });
  const open = mayOpen ? (
    <GoTo to="/evaluations/new" className={buttonClass({ kind: 'primary' })}>
      {say('open')}
    </GoTo>
  ) : undefined;
  return (
    <Page>
      <PageHeader title={say('title')} lead={say('lead')} actions={open} />
      <Cards
        list={list}
        empty={{ title: say('empty'), text: say('emptyText') }}
        card={(row) => <Evaluation key={row.id} row={row} isOwn={mayOpen} />}
      />
    </Page>
  );
}

const tones: Readonly<Record<EvaluationView['state'], Tone>> = {
  draft: 'neutral',
  submitted: 'accent',
  received: 'verified',
};

interface RowProps {
  readonly row: EvaluationView;
  /** May receive and end it. */
  readonly isOwn: boolean;
}

function Evaluation({ row, isOwn }: RowProps) {
  const say = useText(evaluationPageText);
  return (
    <Section
      title={row.title}
      actions={<StateChip tone={tones[row.state]}>{say(`state.${row.state}`)}</StateChip>}
    >
      <div className="audit-column">
        <PairList
          columns={2}
          pairs={[
            { name: say('organisation'), value: row.organisation },
            { name: say('person'), value: row.personName },
            { name: say('period'), value: say('periodOf', { from: row.from, to: row.to }) },
            {
              name: say('account'),
              value: `${say(`account.${row.account}`)} ${say('until', { day: row.endsOn })}`,
            },
            { name: say('agencies'), value: row.agencies.join('、'), wide: true },
            ...(row.state === 'draft' ? [] : [{ name: say('mean'), value: row.mean ?? say('none') }]),
            ...(row.receivedAt === null
              ? []
              : [
                  {
                    name: say('receiveNote'),
                    value: (
                      <>
                        {row.receivedName} <DateText value={row.receivedAt} /> {row.receiptNote}
                      </>
                    ),
                  },
                ]),
          ]}
        />
        {row.state === 'draft' ? null : <Reports id={row.id} />}
        {isOwn && row.state === 'submitted' ? <Receive id={row.id} /> : null}
        {isOwn && row.account !== 'ended' ? <End id={row.id} /> : null}
      </div>
    </Section>
  );
}

export function Reports(props: { readonly id: string }) {
  const say = useText(evaluationPageText);
  const params = { id: props.id };
  return (
    <div className="button-row">
      <a
        className={buttonClass()}
        href={addressOf(printEvaluation, { params, query: { format: 'pdf' } })}
        download
      >
        {say('reportPdf')}
      </a>
      <a
        className={buttonClass()}
        href={addressOf(printEvaluation, { params, query: { format: 'docx' } })}
        download
      >
        {say('reportDocx')}
      </a>
    </div>
  );
}

function Receive(props: { readonly id: string }) {
  const say = useText(evaluationPageText);
  const receive = useApiAction(receiveEvaluation);
  const [note, setNote] = useState('');
  return (
    <div className="audit-column">
      <ErrorNotice error={receive.error} />
      <TextArea
        name={`note-${props.id}`}
        label={say('receiveNote')}
        optional
        maxLength={1000}
        rows={2}
        value={note}
        onChange={setNote}
      />
      <div>
        <Button
          kind="primary"
          busy={receive.busy}
          onClick={() => void receive.run({ params: { id: props.id }, body: { note } })}
        >
          {say('receive')}
        </Button>
      </div>
    </div>
  );
}

function End(props: { readonly id: string }) {
  const say = useText(evaluationPageText);
  const end = useApiAction(endEvaluation);
  const [asked, setAsked] = useState(false);
  return (
    <div>
      <ErrorNotice error={end.error} />
      <Button kind="quiet" onClick={() => setAsked(true)}>
        {say('end')}
      </Button>
      <ConfirmDialog
        open={asked}
        question={say('endQuestion')}
        action={say('end')}
        danger
        busy={end.busy}
        onConfirm={() => void end.run({ params: { id: props.id } }).then(() => setAsked(false))}
        onClose={() => setAsked(false)}
      >
        {say('endText')}
      </ConfirmDialog>
    </div>
  );
}
