/** Entering and changing a statute: particulars, and the text, divided into articles while it is typed or pasted. */
import './library.css';
import { createStatute, saveStatute, showStatute } from '@mingcha/core/registers/library/library-api.ts';
import { libraryPageText } from '@mingcha/core/registers/library/library-page-text.ts';
import { libraryText } from '@mingcha/core/registers/library/library-text.ts';
import { joinArticles, splitArticles } from '@mingcha/core/registers/library/split-articles.ts';
import {
  type StatuteDetail,
  type StatuteLevel,
  statuteFields,
  statuteLevels,
} from '@mingcha/core/registers/library/statute.ts';
import { useMemo } from 'react';
import { useApiAction, useApiQuery } from '../../../shared/api/use-api.ts';
import { DayField, SelectField, TextArea, TextField } from '../../../shared/forms/field.tsx';
import { Form, type FormState, useForm } from '../../../shared/forms/form.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';
import { Page, PageHeader, Section } from '../../../shared/ui/page.tsx';
import { ErrorState, Skeleton } from '../../../shared/ui/states.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';
import { useGo, useParam } from '../../shell/navigation.tsx';
import { FormButtons } from '../form-buttons.tsx';
import { useCheck } from '../form-problems.ts';
import { SplitPreview } from './split-preview.tsx';

const empty = {
  title: '',
  edition: '',
  documentNumber: '',
  issuer: '',
  level: '',
  adoptedOn: '',
  effectiveOn: '',
  source: '',
  checkedOn: '',
  fullText: '',
};
type Typed = typeof empty;

export function StatuteNewPage() {
  const say = useText(libraryPageText);
  return (
    <Page>
      <PageHeader title={say('statuteNew')} />
      <StatuteForm stored={null} />
    </Page>
  );
}

export function StatuteEditPage() {
  const say = useText(libraryPageText);
  const id = useParam('id');
  const read = useApiQuery(showStatute, { params: { id } });
  const stored = read.data?.id === id ? read.data : undefined;
  return (
    <Page>
      <PageHeader
        title={stored === undefined ? say('statuteEdit') : say('statuteEditOf', { name: stored.title })}
      />
      {stored !== undefined ? (
        <StatuteForm key={id} stored={stored} />
      ) : read.error === null ? (
        <Skeleton lines={12} />
      ) : (
        <ErrorState error={read.error} onRetry={read.reload} />
      )}
    </Page>
  );
}

function typedOf(stored: StatuteDetail | null): Typed {
  if (stored === null) return empty;
  return {
    title: stored.title,
    edition: stored.edition,
    documentNumber: stored.documentNumber,
    issuer: stored.issuer,
    level: stored.level,
    adoptedOn: stored.adoptedOn ?? '',
    effectiveOn: stored.effectiveOn ?? '',
    source: stored.source,
    checkedOn: stored.checkedOn ?? '',
    fullText: joinArticles(stored.articles),
  };
}

const day = (text: string) => (text === '' ? null : text);

function bodyOf(typed: Typed) {
  const { fullText, ...rest } = typed;
  return {
    ...rest,
    level: rest.level as StatuteLevel,
    adoptedOn: day(rest.adoptedOn),
    effectiveOn: day(rest.effectiveOn),
    checkedOn: day(rest.checkedOn),
    articles: [...splitArticles(fullText).articles],
  };
}

function StatuteForm(props: { readonly stored: StatuteDetail | null }) {
  const { stored } = props;
  const say = useText(libraryPageText);
  const check = useCheck();
  const toast = useToast();
  const go = useGo();
  const create = useApiAction(createStatute);
  const save = useApiAction(saveStatute);
  const form = useForm<Typed>(typedOf(stored));
  const submit = async () => {
    const body = bodyOf(form.values);
    const problems = check(statuteFields, body, (field) =>
      say(field === 'articles' ? 'fullText' : (field as keyof Typed)),
    );
    if (problems.length > 0) return form.setProblems(problems);
    const result =
      stored === null
        ? await create.run({ body })
        : await save.run({ params: { id: stored.id }, body: { ...body, version: stored.version } });
    if (!result.ok) return form.refuse(result.error);
    toast(say('savedStatute', { name: body.title }));
    go(`/statutes/${result.value.id}`);
  };
  return (
    <Form
      onSubmit={submit}
      problems={form.problems}
      actions={
        <FormButtons
          busy={create.busy || save.busy}
          back={stored === null ? '/statutes' : `/statutes/${stored.id}`}
        />
      }
    >
      <Section title={say('basics')}>
        <Basics form={form} />
      </Section>
      <Section title={say('showArticles')}>
        <Text form={form} />
      </Section>
    </Form>
  );
}

function useMember(form: FormState<Typed>) {
  const say = useText(libraryPageText);
  return (name: keyof Typed) => ({
    name,
    label: say(name),
    value: form.values[name],
    onChange: form.set(name),
    error: form.error(name),
  });
}

function Basics({ form }: { readonly form: FormState<Typed> }) {
  const say = useText(libraryPageText);
  const word = useText(libraryText);
  const field = useMember(form);
  return (
    <div className="form">
      <TextField {...field('title')} maxLength={200} />
      <TextField {...field('edition')} hint={say('editionHint')} optional maxLength={60} />
      <SelectField
        {...field('level')}
        choices={statuteLevels.map((value) => ({ value, label: word(`level.${value}`) }))}
      />
      <TextField {...field('documentNumber')} optional maxLength={120} />
      <TextField {...field('issuer')} optional maxLength={200} />
      <DayField {...field('adoptedOn')} optional />
      <DayField {...field('effectiveOn')} optional />
      <DayField {...field('checkedOn')} hint={say('checkedHint')} optional />
      <TextField {...field('source')} hint={say('sourceHint')} optional maxLength={300} />
    </div>
  );
}

function Text({ form }: { readonly form: FormState<Typed> }) {
  const say = useText(libraryPageText);
  const { fullText } = form.values;
  const split = useMemo(() => splitArticles(fullText), [fullText]);
  return (
    <div className="form">
      <TextArea
        name="articles"
        label={say('fullText')}
        hint={say('fullTextHint')}
        optional
        rows={14}
        value={fullText}
        onChange={form.set('fullText')}
        error={form.error('articles')}
      />
      <SplitPreview split={split} />
    </div>
  );
}
