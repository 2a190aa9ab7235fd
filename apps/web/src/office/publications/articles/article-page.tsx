/** One article: the draft to write, what the portal shows, what a reviewer has to look at, what comes next. */
import '../publications.css';
import {
  type ArticleMove,
  articleBlocks,
  articleRules,
} from '@mingcha/core/publications/articles/article.ts';
import {
  type ArticleDetail,
  getArticle,
  moveArticle,
  saveArticle,
} from '@mingcha/core/publications/articles/article-api.ts';
import { articlePageText } from '@mingcha/core/publications/articles/article-text.ts';
import { useState } from 'react';
import { useApiAction, useApiQuery } from '../../../shared/api/use-api.ts';
import { Checkbox } from '../../../shared/forms/choices.tsx';
import { TextField } from '../../../shared/forms/field.tsx';
import { ErrorSummary, Form, useForm } from '../../../shared/forms/form.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';
import { Button, buttonClass } from '../../../shared/ui/button.tsx';
import { Page, PageHeader, Section } from '../../../shared/ui/page.tsx';
import { ErrorState, Notice, Skeleton } from '../../../shared/ui/states.tsx';
import { DateText, PairList, StateChip } from '../../../shared/ui/values.tsx';
import { GoTo, useParam } from '../../shell/navigation.tsx';
import { ArticleFields, type ArticleValues } from './article-fields.tsx';
import { articleTones } from './articles-page.tsx';

export function ArticlePage() {
  const id = useParam('id');
  const read = useApiQuery(getArticle, { params: { id } });
  if (read.data !== undefined && read.data.id === id) return <Shown found={read.data} />;
  if (read.status === 'loading' || read.status === 'ready') return <Skeleton lines={10} />;
  return <ErrorState error={read.error} onRetry={read.reload} />;
}

function Shown({ found }: { readonly found: ArticleDetail }) {
  const say = useText(articlePageText);
  return (
    <Page>
      <PageHeader
        title={found.title}
        mark={<StateChip tone={articleTones[found.state]}>{say(`state.${found.state}`)}</StateChip>}
        lead={say(`kind.${found.kind}`)}
        actions={
          <GoTo to="/articles" className={buttonClass({})}>
            {say('listTitle')}
          </GoTo>
        }
      />
      {found.note === '' ? null : (
        <Notice tone="warning" title={say('note')}>
          {found.note}
        </Notice>
      )}
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

function Edit({ found }: { readonly found: ArticleDetail }) {
  const say = useText(articlePageText);
  const save = useApiAction(saveArticle);
  const form = useForm<ArticleValues>({ title: found.title, body: found.body });
  const submit = async () => {
    const body = { ...form.values, version: found.version };
    const result = await save.run({ params: { id: found.id }, body });
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
        <ArticleFields form={form} />
      </Form>
    </Section>
  );
}

function Preview({ found }: { readonly found: ArticleDetail }) {
  const say = useText(articlePageText);
  return (
    <Section title={say('preview')}>
      <ArticleText body={found.body} />
    </Section>
  );
}

/** What people wrote for the portal, as it shows it. */
export function ArticleText({ body }: { readonly body: string }) {
  return articleBlocks(body).map((block, n) => {
    const key = `${n}`;
    if (block.kind === 'list')
      return (
        <ul key={key} className="article-list">
          {block.items.map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ul>
      );
    return block.kind === 'heading' ? <h3 key={key}>{block.text}</h3> : <p key={key}>{block.text}</p>;
  });
}

function Next({ found }: { readonly found: ArticleDetail }) {
  const say = useText(articlePageText);
  const move = useApiAction(moveArticle);
  const [confirmed, setConfirmed] = useState<readonly string[]>([]);
  const form = useForm({ note: '' });
  if (found.allowed.length === 0) return null;
  const needsNote = found.allowed.some((each) => articleRules[each].needsNote);
  const take = async (step: ArticleMove) => {
    const body = { version: found.version, move: step, note: form.values.note, confirmed: [...confirmed] };
    const result = await move.run({ params: { id: found.id }, body });
    if (!result.ok) form.refuse(result.error);
  };
  return (
    <Section title={say('hints')}>
      <ErrorSummary problems={form.problems} />
      <HintList found={found} confirmed={confirmed} onChange={setConfirmed} />
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

/** What has to be looked at before something is published. */
export function HintList(props: {
  readonly found: Pick<ArticleDetail, 'hints' | 'named' | 'allowed'>;
  readonly confirmed: readonly string[];
  readonly onChange: (keys: readonly string[]) => void;
}) {
  const say = useText(articlePageText);
  const { found, confirmed, onChange } = props;
  const named =
    found.named === null ? null : <Notice tone="warning">{say('namedLeft', { found: found.named })}</Notice>;
  if (found.hints.length === 0) return named ?? <p className="secondary">{say('noHints')}</p>;
  return (
    <>
      {named}
      <p className="secondary">{say('hintsLead')}</p>
      <ul className="publication-hints" aria-label={say('hints')}>
        {found.hints.map((hint) => (
          <li key={hint.key} data-blocks={hint.isBlocking}>
            <span className="publication-hint-head">
              <mark>{hint.found}</mark>
              {hint.isBlocking ? <StateChip tone="void">{say('mustChange')}</StateChip> : null}
            </span>
            {hint.isBlocking || !found.allowed.includes('publish') ? null : (
              <Checkbox
                name={hint.key}
                label={say('looked', { found: hint.found })}
                checked={confirmed.includes(hint.key)}
                onChange={(isIn) =>
                  onChange(isIn ? [...confirmed, hint.key] : confirmed.filter((key) => key !== hint.key))
                }
              />
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

function Facts({ found }: { readonly found: ArticleDetail }) {
  const say = useText(articlePageText);
  return (
    <Section title={say('pageTitle')}>
      <PairList
        columns={1}
        pairs={[
          { name: say('editedName'), value: found.editedName },
          { name: say('reviewedName'), value: found.reviewedName ?? '–' },
          { name: say('publishedOn'), value: <DateText value={found.publishedOn} form="short" /> },
          { name: say('updatedAt'), value: <DateText value={found.updatedAt} form="short" /> },
        ]}
      />
      {found.state === 'published' ? <a href={`/p/articles/${found.id}`}>{say('seeOnPortal')}</a> : null}
    </Section>
  );
}
