/** One version of the rule book: its way, its clauses, what it changes, its papers; for editors the way into the draft. */
import './rules.css';
import {
  discardRuleBook,
  downloadRuleBook,
  getRuleBook,
  type RuleBookDetail,
  stepRuleBook,
} from '@mingcha/core/registers/rules/rule-book-api.ts';
import { rulePageText } from '@mingcha/core/registers/rules/rule-page-text.ts';
import { useMemo, useState } from 'react';
import { addressOf } from '../../../shared/api/address.ts';
import { useApiAction, useApiQuery } from '../../../shared/api/use-api.ts';
import { useLocale, useSentence, useText } from '../../../shared/i18n/locale.tsx';
import { Button, buttonClass } from '../../../shared/ui/button.tsx';
import { ClauseList } from '../../../shared/ui/clause-list.tsx';
import { ConfirmDialog } from '../../../shared/ui/dialog.tsx';
import { Page, PageHeader, Section, Tabs } from '../../../shared/ui/page.tsx';
import { ErrorNotice, ErrorState, Notice, Skeleton } from '../../../shared/ui/states.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';
import { DocumentStateChip, DocumentSteps } from '../../parts/document-steps.tsx';
import { GoTo, useGo, useParam } from '../../shell/navigation.tsx';
import { RuleChanges } from './rule-changes.tsx';
import { RuleExamplePanel } from './rule-example.tsx';
import { clauseGroups, useClauseWords } from './rule-words.ts';

export function RuleBookPage() {
  const say = useText(rulePageText);
  const id = useParam('id');
  const read = useApiQuery(getRuleBook, { params: { id } });
  const book = read.data?.id === id ? read.data : undefined;
  if (book !== undefined) return <Shown book={book} reload={read.reload} />;
  return (
    <Page>
      <PageHeader title={say('ruleBook')} />
      {read.error === null ? (
        <Skeleton lines={12} />
      ) : (
        <ErrorState error={read.error} onRetry={read.reload} />
      )}
    </Page>
  );
}

function Shown(props: { readonly book: RuleBookDetail; readonly reload: () => void }) {
  const { book, reload } = props;
  const say = useText(rulePageText);
  const step = useApiAction(stepRuleBook);
  return (
    <Page>
      <PageHeader
        title={`${book.rules.name} ${say('versionNo', { version: book.bookVersion })}`}
        mark={<DocumentStateChip state={book.flow.state} />}
        lead={book.reason}
        actions={<Actions book={book} />}
      />
      <Obstacles book={book} />
      <DocumentSteps
        flow={book.flow}
        busy={step.busy}
        error={step.error}
        onStep={async (input) => {
          const result = await step.run({
            params: { id: book.id },
            body: { ...input, version: book.version },
          });
          if (result.ok) reload();
          return result.ok;
        }}
      />
      <Content book={book} />
    </Page>
  );
}

function Actions(props: { readonly book: RuleBookDetail }) {
  const { book } = props;
  const say = useText(rulePageText);
  const { locale } = useLocale();
  const paper = (format: 'pdf' | 'docx') =>
    addressOf(downloadRuleBook, { params: { id: book.id }, query: { format, lang: locale } });
  return (
    <>
      {book.editable ? <Discard book={book} /> : null}
      <a className={buttonClass()} href={paper('docx')} download>
        {say('downloadDocx')}
      </a>
      <a className={buttonClass()} href={paper('pdf')} download>
        {say('downloadPdf')}
      </a>
      {book.editable ? (
        <GoTo to={`/rule-books/${book.id}/edit`} className={buttonClass({ kind: 'primary' })}>
          {say('ruleBookEdit')}
        </GoTo>
      ) : null}
    </>
  );
}

function Discard(props: { readonly book: RuleBookDetail }) {
  const { book } = props;
  const say = useText(rulePageText);
  const toast = useToast();
  const go = useGo();
  const [asking, setAsking] = useState(false);
  const discard = useApiAction(discardRuleBook);
  const confirm = async () => {
    const result = await discard.run({ params: { id: book.id }, body: { version: book.version } });
    if (!result.ok) return;
    toast(say('discarded'));
    go('/rule-books');
  };
  return (
    <>
      <Button onClick={() => setAsking(true)}>{say('discard')}</Button>
      {asking ? (
        <ConfirmDialog
          open
          danger
          question={say('discardAsk')}
          action={say('discard')}
          busy={discard.busy}
          onConfirm={() => void confirm()}
          onClose={() => setAsking(false)}
        >
          <p>{say('discardText')}</p>
          <ErrorNotice error={discard.error} />
        </ConfirmDialog>
      ) : null}
    </>
  );
}

function Obstacles(props: { readonly book: RuleBookDetail }) {
  const say = useText(rulePageText);
  const sentence = useSentence();
  if (props.book.obstacles.length === 0 || props.book.flow.state !== 'draft') return null;
  return (
    <Notice tone="warning" title={say('obstacles')}>
      <ul>
        {props.book.obstacles.map((one) => (
          <li key={one.code}>{sentence(one)}</li>
        ))}
      </ul>
    </Notice>
  );
}

const views = ['content', 'compare', 'example'] as const;

function Content(props: { readonly book: RuleBookDetail }) {
  const { book } = props;
  const say = useText(rulePageText);
  const [view, setView] = useState<string>('content');
  const words = useClauseWords(book.sections);
  const groups = useMemo(() => clauseGroups(book.rules, words), [book.rules, words]);
  return (
    <Section>
      <Tabs
        label={say('content')}
        tabs={views.map((key) => ({ key, title: say(key) }))}
        now={view}
        onChange={setView}
      >
        <div className="rule-view">
          {view === 'content' ? <ClauseList groups={groups} /> : null}
          {view === 'compare' ? <RuleChanges book={book} /> : null}
          {view === 'example' ? (
            <RuleExamplePanel sampling={book.rules.sampling} sections={book.sections} />
          ) : null}
        </div>
      </Tabs>
    </Section>
  );
}
