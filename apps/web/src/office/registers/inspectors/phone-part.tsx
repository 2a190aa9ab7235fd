/** The sealed telephone number: masked, shown whole on request (which the ledger records), recorded anew. */
import { readPhone, savePhone } from '@mingcha/core/registers/inspectors/career-api.ts';
import { careerPageText } from '@mingcha/core/registers/inspectors/career-page-text.ts';
import { useState } from 'react';
import { callApi } from '../../../shared/api/call-api.ts';
import { useApiAction } from '../../../shared/api/use-api.ts';
import { TextField } from '../../../shared/forms/field.tsx';
import { Form, useForm } from '../../../shared/forms/form.tsx';
import { useSentence, useText, useUi } from '../../../shared/i18n/locale.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { Dialog } from '../../../shared/ui/dialog.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';
import { DialogButtons } from '../dialog-buttons.tsx';

interface PhoneProps {
  readonly inspectorId: string;
  readonly tail: string;
  readonly canEdit: boolean;
}

export function PhonePart(props: PhoneProps) {
  const say = useText(careerPageText);
  const sentence = useSentence();
  const [shown, setShown] = useState('');
  const [editing, setEditing] = useState(false);
  const show = async () => {
    const read = await callApi(readPhone, { params: { id: props.inspectorId } });
    setShown(read.ok ? read.value.phone : sentence(read.error));
  };
  const masked = props.tail === '' ? say('phoneNone') : say('phoneMasked', { tail: props.tail });
  return (
    <section className="register-part">
      <header className="career-head">
        <h3>{say('phone')}</h3>
        {props.canEdit ? (
          <Button size="small" onClick={() => setEditing(true)}>
            {say('phoneEdit')}
          </Button>
        ) : null}
      </header>
      <p className="career-line">
        <span className="mono">{shown === '' ? masked : shown}</span>
        {props.canEdit && props.tail !== '' && shown === '' ? (
          <Button kind="quiet" size="small" onClick={() => void show()}>
            {say('phoneShow')}
          </Button>
        ) : null}
        {shown === '' ? null : <span className="secondary">{say('phoneShown')}</span>}
      </p>
      {editing ? (
        <PhoneDialog
          inspectorId={props.inspectorId}
          onClose={() => {
            setEditing(false);
            setShown('');
          }}
        />
      ) : null}
    </section>
  );
}

function PhoneDialog(props: { readonly inspectorId: string; readonly onClose: () => void }) {
  const say = useText(careerPageText);
  const ui = useUi();
  const toast = useToast();
  const save = useApiAction(savePhone);
  const form = useForm({ phone: '' });
  const submit = async () => {
    const phone = form.values.phone.replaceAll(/[\s-]/g, '');
    if (!/^(1\d{10})?$/.test(phone))
      return form.setProblems([{ field: 'phone', message: say('phoneWrong') }]);
    const result = await save.run({ params: { id: props.inspectorId }, body: { phone } });
    if (!result.ok) return form.refuse(result.error);
    toast(say('phoneSaved'));
    props.onClose();
  };
  return (
    <Dialog open title={say('phoneEdit')} onClose={props.onClose}>
      <Form
        onSubmit={submit}
        problems={form.problems}
        actions={<DialogButtons verb={ui('save')} busy={save.busy} onClose={props.onClose} />}
      >
        <TextField
          name="phone"
          label={say('phone')}
          hint={say('phoneHint')}
          inputMode="tel"
          mono
          maxLength={13}
          error={form.error('phone')}
          value={form.values.phone}
          onChange={form.set('phone')}
        />
      </Form>
    </Dialog>
  );
}
