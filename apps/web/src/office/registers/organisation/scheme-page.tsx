/** One scheme: its way, its number, who confirmed receipt, its text as the paper has it, and the downloads. */
import './organisation.css';
import type { SchemeDetail } from '@mingcha/core/registers/organisation/scheme.ts';
import {
  confirmScheme,
  numberScheme,
  printScheme,
  showScheme,
  stepScheme,
} from '@mingcha/core/registers/organisation/scheme-api.ts';
import { schemePageText } from '@mingcha/core/registers/organisation/scheme-page-text.ts';
import { useState } from 'react';
import { addressOf } from '../../../shared/api/address.ts';
import { useApiAction, useApiQuery } from '../../../shared/api/use-api.ts';
import { DayField, TextField } from '../../../shared/forms/field.tsx';
import { Form, useForm } from '../../../shared/forms/form.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';
import { Button, buttonClass } from '../../../shared/ui/button.tsx';
import { Dialog } from '../../../shared/ui/dialog.tsx';
import { Page, PageHeader, Section } from '../../../shared/ui/page.tsx';
import { ErrorNotice, ErrorState, Notice, Skeleton } from '../../../shared/ui/states.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';
import { DateText, PairList } from '../../../shared/ui/values.tsx';
import { DocumentStateChip, DocumentSteps } from '../../parts/document-steps.tsx';
import { GoTo, useParam } from '../../shell/navigation.tsx';
import { DialogButtons } from '../dialog-buttons.tsx';
import { useHasRole } from '../may-edit.ts';
import { SchemePaperView } from './scheme-paper-view.tsx';

export function SchemePage() {
  const id = useParam('id');
  const say = useText(schemePageText);
  const read = useApiQuery(showScheme, { params: { id } });
  const scheme = read.data?.id === id ? read.data : undefined;
  return (
    <Page>
      {scheme !== undefined ? (
        <Shown scheme={scheme} />
      ) : (
        <>
          <PageHeader title={say('scheme')} />
          {read.error !== null ? (
            <ErrorState error={read.error} onRetry={read.reload} />
          ) : (
            <Skeleton lines={12} />
          )}
        </>
      )}
    </Page>
  );
}

function Shown({ scheme }: { readonly scheme: SchemeDetail }) {
  const say = useText(schemePageText);
  return (
    <>
      <PageHeader
        title={scheme.title}
        mark={<DocumentStateChip state={scheme.state} />}
        actions={<Actions scheme={scheme} />}
      />
      {scheme.lapsedBases.length === 0 ? null : (
        <Notice tone="warning">{say('lapsed', { list: scheme.lapsedBases.join('、') })}</Notice>
      )}
      <Section>
        <PairList
          pairs={[
            { name: say('agency'), value: scheme.agencyName },
            { name: say('documentNumber'), value: scheme.documentNumber || say('noNumber') },
            { name: say('signedOn'), value: <DateText value={scheme.signedOn} /> },
            { name: say('publishedOn'), value: <DateText value={scheme.publishedOn} /> },
          ]}
        />
      </Section>
      {scheme.own ? <Steps scheme={scheme} /> : null}
      <Receipts scheme={scheme} />
      <Section title={say('paper')}>
        <SchemePaperView scheme={scheme} />
      </Section>
    </>
  );
}

function Actions({ scheme }: { readonly scheme: SchemeDetail }) {
  const say = useText(schemePageText);
  const isLegal = useHasRole('legalOfficer');
  const canDraft = useHasRole('legalOfficer', 'sectionOfficer');
  const [numbering, setNumbering] = useState(false);
  const isOpen = scheme.publishedOn === null;
  const link = (format: 'pdf' | 'docx') => (
    <a
      className={buttonClass()}
      href={addressOf(printScheme, { params: { id: scheme.id }, query: { format } })}
      download
    >
      {say(format)}
    </a>
  );
  return (
    <>
      <GoTo to="/schemes" className={buttonClass({ kind: 'quiet' })}>
        {say('back')}
      </GoTo>
      {link('pdf')}
      {link('docx')}
      {scheme.own && isOpen && isLegal ? (
        <Button onClick={() => setNumbering(true)}>{say('setNumber')}</Button>
      ) : null}
      {scheme.own && scheme.state === 'draft' && canDraft ? (
        <GoTo to={`/schemes/${scheme.id}/edit`} className={buttonClass()}>
          {say('edit')}
        </GoTo>
      ) : null}
      {numbering ? <NumberDialog scheme={scheme} onClose={() => setNumbering(false)} /> : null}
    </>
  );
}

function Steps({ scheme }: { readonly scheme: SchemeDetail }) {
  const say = useText(schemePageText);
  const toast = useToast();
  const step = useApiAction(stepScheme);
  return (
    <DocumentSteps
      flow={scheme.flow}
      busy={step.busy}
      error={step.error}
      onStep={async (input) => {
        const result = await step.run({
          params: { id: scheme.id },
          body: { ...input, version: scheme.version },
        });
        if (result.ok) toast(say('stepTaken'));
        return result.ok;
      }}
    />
  );
}

function Receipts({ scheme }: { readonly scheme: SchemeDetail }) {
  const say = useText(schemePageText);
  const toast = useToast();
  const confirm = useApiAction(confirmScheme);
  const run = async () => {
    const result = await confirm.run({ params: { id: scheme.id }, body: {} });
    if (result.ok) toast(say('confirmed', { name: result.value.addressee }));
  };
  return (
    <Section
      title={say('receipts')}
      actions={
        scheme.awaitsMe ? (
          <Button kind="primary" busy={confirm.busy} onClick={() => void run()}>
            {say('confirm')}
          </Button>
        ) : undefined
      }
    >
      <ErrorNotice error={confirm.error} />
      {scheme.receipts.length === 0 ? <p className="secondary">{say('noAddressees')}</p> : null}
      <ul className="org-lines">
        {scheme.receipts.map((one) => (
          <li key={one.addresseeId}>
            <strong>{one.name}</strong>
            <span className="org-end secondary">
              {one.personName === null ? (
                say('notYet')
              ) : (
                <>
                  {say('receivedBy', { person: one.personName })} <DateText value={one.at} />
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function NumberDialog(props: { readonly scheme: SchemeDetail; readonly onClose: () => void }) {
  const { scheme, onClose } = props;
  const say = useText(schemePageText);
  const toast = useToast();
  const set = useApiAction(numberScheme);
  const form = useForm({ documentNumber: scheme.documentNumber, signedOn: scheme.signedOn ?? '' });
  const submit = async () => {
    const result = await set.run({
      params: { id: scheme.id },
      body: { ...form.values, version: scheme.version },
    });
    if (!result.ok) return form.refuse(result.error);
    toast(say('numberSet'));
    onClose();
  };
  return (
    <Dialog open title={say('setNumber')} onClose={onClose}>
      <Form
        onSubmit={submit}
        problems={form.problems}
        actions={<DialogButtons verb={say('setNumber')} busy={set.busy} onClose={onClose} />}
      >
        <p>{say('setNumberText')}</p>
        <TextField
          name="documentNumber"
          label={say('documentNumber')}
          hint={say('numberHint')}
          maxLength={60}
          value={form.values.documentNumber}
          onChange={form.set('documentNumber')}
          error={form.error('documentNumber')}
        />
        <DayField
          name="signedOn"
          label={say('signedOn')}
          value={form.values.signedOn}
          onChange={form.set('signedOn')}
          error={form.error('signedOn')}
        />
      </Form>
    </Dialog>
  );
}
