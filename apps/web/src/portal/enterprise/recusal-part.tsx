/** Asking for the recusal of an inspector, and what became of it. */
import { askRecusal, type OwnVisit } from '@mingcha/core/publications/enterprise/centre-api.ts';
import { centrePageText } from '@mingcha/core/publications/enterprise/centre-page-text.ts';
import { useState } from 'react';
import { TextArea } from '../../shared/forms/field.tsx';
import { Form, useForm } from '../../shared/forms/form.tsx';
import { useText } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Notice } from '../../shared/ui/states.tsx';
import { StateChip } from '../../shared/ui/values.tsx';
import { useWrite } from './use-write.ts';

type Inspector = OwnVisit['inspectors'][number];

export function RecusalPart({ visit, onDone }: { readonly visit: OwnVisit; readonly onDone: () => void }) {
  const say = useText(centrePageText);
  const [open, setOpen] = useState<Inspector | null>(null);
  const [isSent, setSent] = useState(false);
  return (
    <section className="centre-part">
      <h2>{say('recusal')}</h2>
      <p className="secondary">{say('recusalLead')}</p>
      {isSent ? <Notice tone="verified">{say('recusalSent')}</Notice> : null}
      <ul className="centre-list">
        {visit.inspectors.map((one) => (
          <li key={one.id}>
            <div>
              <span className="centre-line-title">
                {one.name}
                {one.request === null ? null : (
                  <StateChip tone={one.request.state === 'upheld' ? 'verified' : 'neutral'}>
                    {say(`recusal.${one.request.state}`)}
                  </StateChip>
                )}
              </span>
              <p className="centre-line-text">
                {one.agencyName}
                {one.request === null || one.request.reason === ''
                  ? null
                  : ` · ${say('answer', { text: one.request.reason })}`}
              </p>
            </div>
            {visit.mayAskRecusal && one.request === null ? (
              <Button size="small" onClick={() => setOpen(one)}>
                {say('recusalAsk', { name: one.name })}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {open === null ? null : (
        <AskForm
          key={open.id}
          visitId={visit.id}
          inspector={open}
          onDone={() => {
            setOpen(null);
            setSent(true);
            onDone();
          }}
        />
      )}
    </section>
  );
}

function AskForm(props: {
  readonly visitId: string;
  readonly inspector: Inspector;
  readonly onDone: () => void;
}) {
  const say = useText(centrePageText);
  const form = useForm({ grounds: '' });
  const ask = useWrite(askRecusal);
  const submit = async () => {
    if (form.values.grounds.trim() === '')
      return form.setProblems([
        { field: 'grounds', message: say('fieldMissing', { name: say('recusalGrounds') }) },
      ]);
    const result = await ask.run((actionId) => ({
      params: { id: props.visitId },
      body: { actionId, memberId: props.inspector.id, grounds: form.values.grounds },
    }));
    return result.ok ? props.onDone() : form.refuse(result.error);
  };
  return (
    <Form
      onSubmit={submit}
      problems={form.problems}
      label={say('recusalAsk', { name: props.inspector.name })}
      actions={
        <Button kind="primary" type="submit" busy={ask.busy}>
          {say('recusalSend')}
        </Button>
      }
    >
      <h3>{say('recusalAsk', { name: props.inspector.name })}</h3>
      <TextArea
        name="grounds"
        label={say('recusalGrounds')}
        wide
        maxLength={1000}
        error={form.error('grounds')}
        value={form.values.grounds}
        onChange={form.set('grounds')}
      />
    </Form>
  );
}
