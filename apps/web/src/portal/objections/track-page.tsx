/** Looking up an objection or a complaint with number and code, and adding evidence to an objection. */
import './objections.css';
import { lookUpContact, type PublicContact } from '@mingcha/core/publications/contacts/contact-api.ts';
import {
  evidenceMaxBytes,
  evidenceTypes,
  typedCode,
} from '@mingcha/core/publications/objections/objection.ts';
import {
  addPublicEvidence,
  lookUpObjection,
  type PublicObjection,
} from '@mingcha/core/publications/objections/public-objection-api.ts';
import { publicObjectionText } from '@mingcha/core/publications/objections/public-objection-text.ts';
import { useState } from 'react';
import { newActionId } from '../../shared/api/action-id.ts';
import { callApi } from '../../shared/api/call-api.ts';
import { TextField } from '../../shared/forms/field.tsx';
import { Form, useForm } from '../../shared/forms/form.tsx';
import { UploadBox } from '../../shared/forms/upload-box.tsx';
import { useSentence, useText } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { DateText, PairList } from '../../shared/ui/values.tsx';

type Found =
  | { readonly kind: 'objection'; readonly is: PublicObjection; readonly code: string }
  | { readonly kind: 'contact'; readonly is: PublicContact };

/** The fifth digit of a number says what it is of. */
const isContact = (number: string): boolean => typedCode(number).charAt(4) === '2';

export function TrackPage() {
  const say = useText(publicObjectionText);
  const [found, setFound] = useState<Found | null>(null);
  const [busy, setBusy] = useState(false);
  const form = useForm({ number: '', code: '' });
  const look = async () => {
    const { number, code } = form.values;
    setBusy(true);
    const params = { number, code };
    if (isContact(number)) {
      const result = await callApi(lookUpContact, { params });
      setBusy(false);
      return result.ok ? setFound({ kind: 'contact', is: result.value }) : form.refuse(result.error);
    }
    const result = await callApi(lookUpObjection, { params });
    setBusy(false);
    return result.ok ? setFound({ kind: 'objection', is: result.value, code }) : form.refuse(result.error);
  };
  const field = (name: 'number' | 'code') => ({
    name,
    label: say(name),
    error: form.error(name),
    value: form.values[name],
    onChange: form.set(name),
  });
  return (
    <section className="portal-part intake-page">
      <h1>{say('trackTitle')}</h1>
      {found === null ? (
        <>
          <p>{say('trackLead')}</p>
          <Form
            onSubmit={look}
            problems={form.problems}
            actions={
              <Button kind="primary" size="large" type="submit" busy={busy}>
                {say('look')}
              </Button>
            }
          >
            <TextField {...field('number')} inputMode="numeric" mono maxLength={40} />
            <TextField {...field('code')} mono maxLength={40} />
          </Form>
        </>
      ) : (
        <>
          {found.kind === 'objection' ? (
            <ObjectionShown of={found} onChanged={look} />
          ) : (
            <ContactShown is={found.is} />
          )}
          <div className="button-row">
            <Button onClick={() => setFound(null)}>{say('another')}</Button>
          </div>
        </>
      )}
    </section>
  );
}

function ObjectionShown({
  of,
  onChanged,
}: {
  readonly of: Extract<Found, { kind: 'objection' }>;
  readonly onChanged: () => Promise<void>;
}) {
  const say = useText(publicObjectionText);
  const { is } = of;
  const told = [
    ...(is.outcome === null ? [] : [{ name: say('outcome'), value: say(`outcome.${is.outcome}`) }]),
    ...(is.rejection === '' ? [] : [{ name: say('rejection'), value: is.rejection }]),
    ...(is.reasons === '' ? [] : [{ name: say('reasons'), value: is.reasons }]),
    ...(is.replyText === '' ? [] : [{ name: say('reply'), value: is.replyText }]),
  ];
  return (
    <>
      <PairList
        columns={1}
        pairs={[
          { name: say('number'), value: is.number },
          { name: say('state'), value: say(`state.${is.state}`) },
          { name: say('object'), value: is.objectName },
          { name: say('task'), value: is.taskName },
          { name: say('agency'), value: is.agencyName },
          ...(is.agencyPhone === '' ? [] : [{ name: say('agencyPhone'), value: is.agencyPhone }]),
          { name: say('receivedOn'), value: <DateText value={is.receivedOn} form="long" /> },
          { name: say('dueOn'), value: <DateText value={is.dueOn} form="long" /> },
          ...told,
        ]}
      />
      <h2>{say('steps')}</h2>
      <ol className="intake-list">
        {is.steps.map((each) => (
          <li key={`${each.at} ${each.step}`}>
            {say(`passed.${each.step}` as keyof typeof publicObjectionText.zh)}
            <DateText value={each.at} />
          </li>
        ))}
      </ol>
      {is.filesLeft > 0 ? <Evidence number={is.number} code={of.code} onAdded={onChanged} /> : null}
    </>
  );
}

function Evidence(props: {
  readonly number: string;
  readonly code: string;
  readonly onAdded: () => Promise<void>;
}) {
  const say = useText(publicObjectionText);
  const sentence = useSentence();
  const [names, setNames] = useState<readonly string[]>([]);
  const [progress, setProgress] = useState<number | null>(null);
  const [refused, setRefused] = useState<string | undefined>(undefined);
  const send = async (file: File) => {
    setProgress(0);
    setRefused(undefined);
    const { number, code } = props;
    const result = await callApi(addPublicEvidence, {
      params: { number, code },
      body: { actionId: newActionId() },
      file,
      onProgress: setProgress,
    });
    setProgress(null);
    if (!result.ok) return setRefused(sentence(result.error));
    setNames((old) => [...old, file.name]);
    await props.onAdded();
  };
  return (
    <>
      <h2>{say('files')}</h2>
      {names.map((name) => (
        <p key={name}>{say('added', { name })}</p>
      ))}
      <UploadBox
        name="evidence"
        label={say('addFile')}
        accept={evidenceTypes}
        maxBytes={evidenceMaxBytes}
        progress={progress}
        error={refused}
        onFile={(file) => void send(file)}
      />
    </>
  );
}

function ContactShown({ is }: { readonly is: PublicContact }) {
  const say = useText(publicObjectionText);
  return (
    <PairList
      columns={1}
      pairs={[
        { name: say('number'), value: is.number },
        { name: say('subject'), value: is.subject },
        { name: say('state'), value: say(`state.${is.state}`) },
        { name: say('agency'), value: is.agencyName },
        ...(is.agencyPhone === '' ? [] : [{ name: say('agencyPhone'), value: is.agencyPhone }]),
        { name: say('receivedOn'), value: <DateText value={is.receivedOn} form="long" /> },
        { name: say('dueOn'), value: <DateText value={is.dueOn} form="long" /> },
        ...(is.outcome === null ? [] : [{ name: say('outcome'), value: say(`found.${is.outcome}`) }]),
        ...(is.reply === '' ? [] : [{ name: say('reply'), value: is.reply }]),
      ]}
    />
  );
}
