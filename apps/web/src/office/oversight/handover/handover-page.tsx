/** One 交接单: its things, the answer of the receiver, the paper. */
import '../../publications/objections/objections.css';
import {
  answerHandover,
  getHandover,
  type HandoverDetail,
  handoverPaper,
} from '@mingcha/core/oversight/handover/handover-api.ts';
import { handoverText } from '@mingcha/core/oversight/handover/handover-text.ts';
import { addressOf } from '../../../shared/api/address.ts';
import { useApiAction, useApiQuery } from '../../../shared/api/use-api.ts';
import { TextArea } from '../../../shared/forms/field.tsx';
import { ErrorSummary, useForm } from '../../../shared/forms/form.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';
import { Button, buttonClass } from '../../../shared/ui/button.tsx';
import { PageHeader, Section } from '../../../shared/ui/page.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';
import { DateText, PairList, StateChip } from '../../../shared/ui/values.tsx';
import { IntakeFrame } from '../../publications/objections/intake-frame.tsx';
import { GoTo, useParam } from '../../shell/navigation.tsx';
import { handoverTones } from './handovers-page.tsx';
import { ThingsTable } from './things-table.tsx';

export function HandoverPage() {
  const say = useText(handoverText);
  const read = useApiQuery(getHandover, { params: { id: useParam('id') } });
  return (
    <IntakeFrame title={say('list')} read={read}>
      {(sheet) => (
        <>
          <PageHeader
            title={`${say('list')} ${sheet.number}`}
            lead={
              <StateChip tone={handoverTones[sheet.state]}>{say(`handoverState.${sheet.state}`)}</StateChip>
            }
            actions={<Links sheet={sheet} />}
          />
          <Facts sheet={sheet} />
          {sheet.allowed.length === 0 ? null : (
            <AnswerPart key={sheet.version} sheet={sheet} onDone={read.reload} />
          )}
          <Section title={say('thing')}>
            <ThingsTable label={say('thing')} things={sheet.list} isOpen={false} />
          </Section>
        </>
      )}
    </IntakeFrame>
  );
}

function Links({ sheet }: { readonly sheet: HandoverDetail }) {
  const say = useText(handoverText);
  return (
    <>
      {(['pdf', 'docx'] as const).map((format) => (
        <a
          key={format}
          className={buttonClass({})}
          href={addressOf(handoverPaper, { params: { id: sheet.id }, query: { format } })}
        >
          {say('print')} {format.toUpperCase()}
        </a>
      ))}
      <GoTo to="/handovers" className={buttonClass({})}>
        {say('back')}
      </GoTo>
    </>
  );
}

function Facts({ sheet }: { readonly sheet: HandoverDetail }) {
  const say = useText(handoverText);
  return (
    <Section>
      <PairList
        columns={2}
        pairs={[
          { name: say('from'), value: sheet.fromName },
          { name: say('to'), value: sheet.toName },
          { name: say('reason'), value: say(`reason.${sheet.reason}`) },
          {
            name: say('period'),
            value: (
              <>
                <DateText value={sheet.startsOn} form="short" /> {say('until')}{' '}
                {sheet.endsOn === null ? say('openEnd') : <DateText value={sheet.endsOn} form="short" />}
              </>
            ),
          },
          {
            name: say('offeredBy'),
            value: (
              <>
                {sheet.offeredName} <DateText value={sheet.offeredAt} form="long" />
              </>
            ),
          },
          ...(sheet.answeredAt === null
            ? []
            : [{ name: say('answeredAt'), value: <DateText value={sheet.answeredAt} form="long" /> }]),
          ...(sheet.answer === '' ? [] : [{ name: say('answer'), value: sheet.answer, wide: true }]),
          ...(sheet.note === '' ? [] : [{ name: say('note'), value: sheet.note, wide: true }]),
        ]}
      />
    </Section>
  );
}

function AnswerPart({ sheet, onDone }: { readonly sheet: HandoverDetail; readonly onDone: () => void }) {
  const say = useText(handoverText);
  const toast = useToast();
  const action = useApiAction(answerHandover);
  const form = useForm({ note: '' });
  const send = async (answer: HandoverDetail['allowed'][number]) => {
    const body = { version: sheet.version, answer, note: form.values.note };
    const result = await action.run({ params: { id: sheet.id }, body });
    if (!result.ok) return form.refuse(result.error);
    toast(say('answered'));
    onDone();
  };
  const isReceiver = sheet.allowed.includes('accept');
  return (
    <Section title={isReceiver ? say('accept') : say('handoverState.offered')}>
      <div className="intake-form">
        <ErrorSummary problems={form.problems} />
        {isReceiver ? (
          <TextArea
            name="note"
            label={say('refuseNote')}
            optional
            rows={2}
            maxLength={1000}
            wide
            value={form.values.note}
            onChange={form.set('note')}
          />
        ) : null}
        <div className="button-row">
          {sheet.allowed.map((answer) => (
            <Button
              key={answer}
              kind={answer === 'accept' ? 'primary' : 'plain'}
              busy={action.busy}
              onClick={() => void send(answer)}
            >
              {say(answer)}
            </Button>
          ))}
        </div>
      </div>
    </Section>
  );
}
