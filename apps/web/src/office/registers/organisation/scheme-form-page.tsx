/** The scheme as a form: opening with the documents cited, chapters, the notice and its addressees. */
import './organisation.css';
import {
  type SchemeContent,
  type SchemeDetail,
  schemeFields,
} from '@mingcha/core/registers/organisation/scheme.ts';
import { saveScheme, showScheme } from '@mingcha/core/registers/organisation/scheme-api.ts';
import { schemePageText } from '@mingcha/core/registers/organisation/scheme-page-text.ts';
import { useApiAction, useApiQuery } from '../../../shared/api/use-api.ts';
import { TextArea, TextField } from '../../../shared/forms/field.tsx';
import { Form, useForm } from '../../../shared/forms/form.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';
import { Page, PageHeader, Section } from '../../../shared/ui/page.tsx';
import { ErrorState, Skeleton } from '../../../shared/ui/states.tsx';
import { useGo, useParam } from '../../shell/navigation.tsx';
import { FormButtons } from '../form-buttons.tsx';
import { SchemeBases } from './scheme-bases.tsx';
import { SchemeChapters } from './scheme-chapters.tsx';
import { SchemeNotice } from './scheme-notice.tsx';
import { useSubmit } from './use-org-form.ts';

export function SchemeEditPage() {
  const id = useParam('id');
  const say = useText(schemePageText);
  const read = useApiQuery(showScheme, { params: { id } });
  const scheme = read.data?.id === id ? read.data : undefined;
  return (
    <Page>
      <PageHeader title={say('schemeEdit')} {...(scheme === undefined ? {} : { lead: scheme.title })} />
      {scheme !== undefined ? (
        <SchemeForm key={id} scheme={scheme} />
      ) : read.error !== null ? (
        <ErrorState error={read.error} onRetry={read.reload} />
      ) : (
        <Skeleton lines={12} />
      )}
    </Page>
  );
}

interface Typed {
  readonly year: string;
  readonly title: string;
  readonly content: SchemeContent;
}

function useSchemeForm(scheme: SchemeDetail) {
  const say = useText(schemePageText);
  const go = useGo();
  const save = useApiAction(saveScheme);
  const submit = useSubmit();
  const form = useForm<Typed>({
    year: String(scheme.year),
    title: scheme.title,
    content: scheme.content,
  });
  const { content } = form.values;
  const set = (change: Partial<SchemeContent>) => form.set('content')({ ...content, ...change });
  const send = () =>
    submit({
      form,
      schema: schemeFields,
      label: (name) => say(name === 'year' || name === 'title' ? name : 'content'),
      body: () => ({ ...form.values, year: Number(form.values.year) }),
      send: (body) => save.run({ params: { id: scheme.id }, body: { ...body, version: scheme.version } }),
      said: () => say('saved'),
      onDone: () => go(`/schemes/${scheme.id}`),
    });
  return { form, content, set, send, busy: save.busy };
}

function SchemeForm({ scheme }: { readonly scheme: SchemeDetail }) {
  const say = useText(schemePageText);
  const { form, content, set, send, busy } = useSchemeForm(scheme);
  return (
    <Form
      onSubmit={send}
      problems={form.problems}
      actions={<FormButtons busy={busy} back={`/schemes/${scheme.id}`} />}
    >
      <Section title={say('opening')}>
        <div className="form">
          <TextField
            name="year"
            label={say('year')}
            inputMode="numeric"
            short
            maxLength={4}
            value={form.values.year}
            onChange={form.set('year')}
            error={form.error('year')}
          />
          <TextField
            name="title"
            label={say('title')}
            hint={say('titleHint')}
            maxLength={200}
            value={form.values.title}
            onChange={form.set('title')}
            error={form.error('title')}
          />
          <Opening content={content} set={set} />
          <SchemeBases
            bases={content.bases}
            onChange={(bases) => set({ bases: [...bases] })}
            error={form.error('bases')}
          />
        </div>
      </Section>
      <Section title={say('chapters')}>
        <SchemeChapters
          chapters={content.chapters}
          error={form.error('chapters') ?? form.error('content')}
          onChange={(chapters) => set({ chapters: [...chapters] })}
        />
      </Section>
      <Section title={say('notice')}>
        <SchemeNotice content={content} set={set} error={form.error('addressees')} />
      </Section>
    </Form>
  );
}

function Opening(props: {
  readonly content: SchemeContent;
  readonly set: (change: Partial<SchemeContent>) => void;
}) {
  const say = useText(schemePageText);
  const { content, set } = props;
  return (
    <>
      <TextArea
        name="purpose"
        label={say('purpose')}
        hint={say('purposeHint')}
        rows={3}
        maxLength={4000}
        value={content.purpose}
        onChange={(purpose) => set({ purpose })}
      />
      <TextArea
        name="closing"
        label={say('closing')}
        hint={say('closingHint')}
        rows={2}
        maxLength={1000}
        value={content.closing}
        onChange={(closing) => set({ closing })}
      />
      <TextField
        name="unitWord"
        label={say('unitWord')}
        hint={say('unitWordHint')}
        short
        maxLength={10}
        value={content.unitWord}
        onChange={(unitWord) => set({ unitWord })}
      />
    </>
  );
}
