/** Looking up an objection or a complaint with number and code, and adding evidence to an objection. */
import './objections.css';
import { lookUpContact, type PublicContact } from '@mingcha/core/publications/contacts/contact-api.ts';
import { typedCode } from '@mingcha/core/publications/objections/objection.ts';
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
import { useText } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { DateText, PairList } from '../../shared/ui/values.tsx';
import { type AddFile, ObjectionShown } from './objection-shown.tsx';

type Found =
  | { readonly kind: 'objection'; readonly is: PublicObjection; readonly code: string }
  | { readonly kind: 'contact'; readonly is: PublicContact };

/** The fifth digit of a number says what it is of. */
const isContact = (number: string): boolean => typedCode(number).charAt(4) === '2';

const addTo =
  (of: Extract<Found, { kind: 'objection' }>, onAdded: () => Promise<void>): AddFile =>
  async (file, onProgress) => {
    const params = { number: of.is.number, code: of.code };
    const body = { actionId: newActionId() };
    const result = await callApi(addPublicEvidence, { params, body, file, onProgress });
    if (result.ok) await onAdded();
    return result.ok ? null : result.error;
  };

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
            <ObjectionShown is={found.is} addFile={addTo(found, look)} />
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
