/** Three questions and a remark about a visit, without a name. */
import { lettersShown } from '@mingcha/core/common/typed-letters.ts';
import { visitPageText } from '@mingcha/core/tasks/preparation/visit-page-text.ts';
import { useRef, useState } from 'react';
import { newActionId } from '../../shared/api/action-id.ts';
import type { ApiError } from '../../shared/api/call-api.ts';
import { RadioGroup } from '../../shared/forms/choices.tsx';
import { TextArea } from '../../shared/forms/field.tsx';
import { Form } from '../../shared/forms/form.tsx';
import { useText } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { ErrorNotice, Notice } from '../../shared/ui/states.tsx';

const scores = ['5', '4', '3', '2', '1'] as const;

interface Typed {
  readonly certificates: string;
  readonly notice: string;
  readonly manner: string;
  readonly remark: string;
}

export interface Rating {
  readonly actionId: string;
  readonly showedCertificates: boolean;
  readonly keptToNotice: boolean;
  readonly manner: number;
  readonly remark: string;
}

/** `onSend` gives the code of the rating when it was taken. */
export function VisitRatingForm(props: {
  readonly onSend: (rating: Rating) => Promise<{ readonly code: string } | { readonly refused: ApiError }>;
}) {
  const say = useText(visitPageText);
  const [values, setValues] = useState<Typed>({ certificates: '', notice: '', manner: '', remark: '' });
  const [state, setState] = useState<'open' | 'sending' | 'sent'>('open');
  const [code, setCode] = useState('');
  const [error, setError] = useState<ApiError | null>(null);
  // The same id until an answer came, so that a lost answer does not rate twice.
  const action = useRef(newActionId());
  const set = (name: keyof Typed) => (value: string) => setValues((old) => ({ ...old, [name]: value }));
  const answered = values.certificates !== '' && values.notice !== '' && values.manner !== '';
  const send = async () => {
    setState('sending');
    setError(null);
    const sent = await props.onSend({
      actionId: action.current,
      showedCertificates: values.certificates === 'yes',
      keptToNotice: values.notice === 'yes',
      manner: Number(values.manner),
      remark: values.remark,
    });
    if ('code' in sent) {
      setCode(sent.code);
      return setState('sent');
    }
    if (sent.refused.status !== 0) action.current = newActionId();
    setError(sent.refused);
    setState('open');
  };
  return (
    <section className="visit-part">
      <h2>{say('rate')}</h2>
      {state === 'sent' ? (
        <Notice tone="verified" title={say('rateThanks')}>
          <p>{say('rateCode')}</p>
          <p className="visit-number">{lettersShown(code)}</p>
          <p>
            <a href="/p/forms/rating">{say('rateFollow')}</a>
          </p>
        </Notice>
      ) : (
        <Form
          onSubmit={send}
          actions={
            <Button type="submit" kind="primary" busy={state === 'sending'} disabled={!answered}>
              {say('rateSend')}
            </Button>
          }
        >
          <p className="secondary">{say('rateLead')}</p>
          <ErrorNotice error={error} />
          <Questions values={values} set={set} />
        </Form>
      )}
    </section>
  );
}

function Questions(props: {
  readonly values: Typed;
  readonly set: (name: keyof Typed) => (value: string) => void;
}) {
  const { values, set } = props;
  const say = useText(visitPageText);
  const yesNo = (['yes', 'no'] as const).map((value) => ({ value, label: say(value) }));
  return (
    <>
      <RadioGroup
        name="certificates"
        label={say('rateCertificates')}
        inline
        choices={yesNo}
        value={values.certificates}
        onChange={set('certificates')}
      />
      <RadioGroup
        name="notice"
        label={say('rateNotice')}
        inline
        choices={yesNo}
        value={values.notice}
        onChange={set('notice')}
      />
      <RadioGroup
        name="manner"
        label={say('rateManner')}
        inline
        choices={scores.map((value) => ({ value, label: say(`manner.${value}`) }))}
        value={values.manner}
        onChange={set('manner')}
      />
      <TextArea
        name="remark"
        label={say('rateRemark')}
        hint={say('rateRemarkHint')}
        optional
        maxLength={500}
        value={values.remark}
        onChange={set('remark')}
      />
    </>
  );
}
