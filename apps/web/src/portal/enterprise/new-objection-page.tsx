/** An objection to a result of one's own: who is asked back, and why. Evidence follows on the objection's page. */
import { objectAsEnterprise } from '@mingcha/core/publications/enterprise/centre-api.ts';
import { centrePageText } from '@mingcha/core/publications/enterprise/centre-page-text.ts';
import { TextArea, TextField } from '../../shared/forms/field.tsx';
import { Form, useForm } from '../../shared/forms/form.tsx';
import { useText } from '../../shared/i18n/locale.tsx';
import { Go, useGo, useSearch } from '../../shared/router.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Centre } from './centre-frame.tsx';
import { useWrite } from './use-write.ts';

export function NewEnterpriseObjectionPage() {
  return (
    <Centre at="/enterprise/objections">
      {(person) => <ObjectionForm personName={person.personName} />}
    </Centre>
  );
}

const labels = { name: 'applicant', phone: 'contactPhone', address: 'address', grounds: 'grounds' } as const;

function ObjectionForm({ personName }: { readonly personName: string }) {
  const say = useText(centrePageText);
  const go = useGo();
  const publicationId = useSearch('of');
  const form = useForm({ name: personName, phone: '', address: '', grounds: '' });
  const object = useWrite(objectAsEnterprise);
  const submit = async () => {
    const missing = (['name', 'phone', 'grounds'] as const).filter((name) => form.values[name].trim() === '');
    if (missing.length > 0)
      return form.setProblems(
        missing.map((name) => ({ field: name, message: say('fieldMissing', { name: say(labels[name]) }) })),
      );
    const result = await object.run((actionId) => ({
      body: { ...form.values, actionId, publicationId },
    }));
    return result.ok ? go(`/enterprise/objections/${result.value.id}?sent=1`) : form.refuse(result.error);
  };
  const field = (name: keyof typeof labels) => ({
    name,
    label: say(labels[name]),
    error: form.error(name),
    value: form.values[name],
    onChange: form.set(name),
  });
  return (
    <section className="centre-part centre-narrow">
      <p>
        <Go to="/enterprise/visits">{say('back')}</Go>
      </p>
      <h1>{say('objectionTitle')}</h1>
      <p>{say('objectionLead')}</p>
      <Form
        onSubmit={submit}
        problems={form.problems}
        label={say('objectionTitle')}
        actions={
          <Button kind="primary" size="large" type="submit" busy={object.busy}>
            {say('send')}
          </Button>
        }
      >
        <TextField {...field('name')} maxLength={100} />
        <TextField {...field('phone')} type="tel" maxLength={40} />
        <TextField {...field('address')} optional wide maxLength={300} />
        <TextArea {...field('grounds')} hint={say('groundsHint')} wide maxLength={4000} />
      </Form>
    </section>
  );
}
