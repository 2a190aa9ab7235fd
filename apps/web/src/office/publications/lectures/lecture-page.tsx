/** One training: the draft to write or what the portal shows, what comes next, who signed up and who came. */
import '../publications.css';
import { articleRules } from '@mingcha/core/publications/articles/article.ts';
import type { LectureMove } from '@mingcha/core/publications/lectures/lecture.ts';
import {
  getLecture,
  type LectureDetail,
  moveLecture,
  saveLecture,
} from '@mingcha/core/publications/lectures/lecture-api.ts';
import { lecturePageText } from '@mingcha/core/publications/lectures/lecture-text.ts';
import { useState } from 'react';
import { useApiAction, useApiQuery } from '../../../shared/api/use-api.ts';
import { TextField } from '../../../shared/forms/field.tsx';
import { ErrorSummary, Form, useForm } from '../../../shared/forms/form.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';
import { Button, buttonClass } from '../../../shared/ui/button.tsx';
import { Page, PageHeader, Section } from '../../../shared/ui/page.tsx';
import { ErrorState, Notice, Skeleton } from '../../../shared/ui/states.tsx';
import { DateText, PairList, StateChip } from '../../../shared/ui/values.tsx';
import { GoTo, useParam } from '../../shell/navigation.tsx';
import { ArticleText, HintList } from '../articles/article-page.tsx';
import { articleTones } from '../articles/articles-page.tsx';
import { LectureFields, type LectureValues, sentLecture, typedLecture } from './lecture-fields.tsx';
import { SignupsPart } from './signups-part.tsx';

export function LecturePage() {
  const id = useParam('id');
  const read = useApiQuery(getLecture, { params: { id } });
  if (read.data !== undefined && read.data.id === id) return <Shown found={read.data} />;
  if (read.status === 'loading' || read.status === 'ready') return <Skeleton lines={10} />;
  return <ErrorState error={read.error} onRetry={read.reload} />;
}

function Shown({ found }: { readonly found: LectureDetail }) {
  const say = useText(lecturePageText);
  const isAnnounced = found.state === 'published' || found.state === 'withdrawn';
  return (
    <Page>
      <PageHeader
        title={found.title}
        mark={<StateChip tone={articleTones[found.state]}>{say(`state.${found.state}`)}</StateChip>}
        actions={
          <GoTo to="/lectures" className={buttonClass({})}>
            {say('listTitle')}
          </GoTo>
        }
      />
      {found.note === '' ? null : (
        <Notice tone="warning" title={say('note')}>
          {found.note}
        </Notice>
      )}
      {isAnnounced && found.maySeeSignups ? <SignupsPart found={found} /> : null}
      <div className="publication-columns">
        {found.mayEdit ? <Edit key={found.version} found={found} /> : <Preview found={found} />}
        <div>
          <Next key={found.version} found={found} />
          <Facts found={found} />
        </div>
      </div>
    </Page>
  );
}

function Edit({ found }: { readonly found: LectureDetail }) {
  const say = useText(lecturePageText);
  const save = useApiAction(saveLecture);
  const { title, topic, audience, body, startsAt, endsAt, closesAt, place, link, capacity } = found;
  const form = useForm<LectureValues>(
    typedLecture({ title, topic, audience, body, startsAt, endsAt, closesAt, place, link, capacity }),
  );
  const submit = async () => {
    const sent = { ...sentLecture(form.values), version: found.version };
    const result = await save.run({ params: { id: found.id }, body: sent });
    if (!result.ok) form.refuse(result.error);
  };
  return (
    <Section title={say('state.draft')}>
      <Form
        onSubmit={submit}
        problems={form.problems}
        actions={
          <Button type="submit" kind={form.changed ? 'primary' : 'plain'} busy={save.busy}>
            {say('save')}
          </Button>
        }
      >
        <LectureFields form={form} />
      </Form>
    </Section>
  );
}

function Preview({ found }: { readonly found: LectureDetail }) {
  const say = useText(lecturePageText);
  return (
    <Section title={say('preview')}>
      <PairList
        columns={1}
        pairs={[
          { name: say('topic'), value: found.topic },
          { name: say('audience'), value: found.audience },
        ]}
      />
      <ArticleText body={found.body} />
    </Section>
  );
}

function Next({ found }: { readonly found: LectureDetail }) {
  const say = useText(lecturePageText);
  const move = useApiAction(moveLecture);
  const [confirmed, setConfirmed] = useState<readonly string[]>([]);
  const form = useForm({ note: '' });
  if (found.allowed.length === 0) return null;
  const needsNote = found.allowed.some((each) => articleRules[each].needsNote);
  const take = async (step: LectureMove) => {
    const body = { version: found.version, move: step, note: form.values.note, confirmed: [...confirmed] };
    const result = await move.run({ params: { id: found.id }, body });
    if (!result.ok) form.refuse(result.error);
  };
  return (
    <Section title={found.state === 'published' ? say('move.withdraw') : say('hints')}>
      <ErrorSummary problems={form.problems} />
      {found.state === 'published' ? null : (
        <HintList found={{ ...found, named: null }} confirmed={confirmed} onChange={setConfirmed} />
      )}
      {needsNote ? (
        <TextField
          name="note"
          label={say('note')}
          optional={found.allowed.includes('publish')}
          wide
          maxLength={500}
          error={form.error('note')}
          value={form.values.note}
          onChange={form.set('note')}
        />
      ) : null}
      <div className="button-row">
        {found.allowed.map((step) => (
          <Button
            key={step}
            kind={step === 'submit' || step === 'publish' ? 'primary' : 'plain'}
            busy={move.busy}
            onClick={() => void take(step)}
          >
            {say(`move.${step}`)}
          </Button>
        ))}
      </div>
    </Section>
  );
}

function Facts({ found }: { readonly found: LectureDetail }) {
  const say = useText(lecturePageText);
  return (
    <Section title={say('details')}>
      <PairList
        columns={1}
        pairs={[
          { name: say('startsAt'), value: <DateText value={found.startsAt} /> },
          { name: say('endsAt'), value: <DateText value={found.endsAt} /> },
          { name: say('closesAt'), value: <DateText value={found.closesAt} /> },
          { name: say('place'), value: found.place === '' ? '–' : found.place },
          { name: say('link'), value: found.link === '' ? '–' : found.link },
          { name: say('seats'), value: `${found.taken} / ${found.capacity}` },
          { name: say('editedName'), value: found.editedName },
          { name: say('reviewedName'), value: found.reviewedName ?? '–' },
          { name: say('publishedOn'), value: <DateText value={found.publishedOn} form="short" /> },
        ]}
      />
      {found.state === 'published' ? <a href={`/p/training/${found.id}`}>{say('seeOnPortal')}</a> : null}
    </Section>
  );
}
