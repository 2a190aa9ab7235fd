/** One personnel file: what its columns mean, and the comparison with the directory. */
import '../registers.css';
import './inspectors.css';
import { columnText } from '@mingcha/core/registers/column-text.ts';
import { importPageText } from '@mingcha/core/registers/import-page-text.ts';
import type { FeedDetail } from '@mingcha/core/registers/inspectors/personnel-feed.ts';
import { compareFeed, getFeed } from '@mingcha/core/registers/inspectors/personnel-feed-api.ts';
import { personnelPageText } from '@mingcha/core/registers/inspectors/personnel-page-text.ts';
import { rosterFields } from '@mingcha/core/registers/roster-field-words.ts';
import { useState } from 'react';
import { useApiAction, useApiQuery } from '../../../shared/api/use-api.ts';
import { DayField } from '../../../shared/forms/field.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';
import { Button, ButtonRow } from '../../../shared/ui/button.tsx';
import { Page, PageHeader, Section } from '../../../shared/ui/page.tsx';
import { ErrorNotice, ErrorState, Notice, Skeleton } from '../../../shared/ui/states.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';
import { useGo, useParam } from '../../shell/navigation.tsx';
import { columnLetter } from '../column-letter.ts';
import { type Chosen, choose, chosenOf, mappingOf } from '../mapping.ts';
import { useWords } from '../words.ts';

export function FeedPage() {
  const say = useText(personnelPageText);
  const id = useParam('id');
  const read = useApiQuery(getFeed, { params: { id } });
  const feed = read.data?.id === id ? read.data : undefined;
  return (
    <Page>
      <PageHeader title={say('feedOne')} {...(feed === undefined ? {} : { lead: feed.fileName })} />
      {read.error !== null ? (
        <ErrorState error={read.error} onRetry={read.reload} />
      ) : feed === undefined ? (
        <Skeleton lines={8} />
      ) : (
        <FeedColumns key={feed.id} feed={feed} />
      )}
    </Page>
  );
}

function FeedColumns(props: { readonly feed: FeedDetail }) {
  const { feed } = props;
  const say = useText(personnelPageText);
  const imports = useText(importPageText);
  const words = useWords('inspectors');
  const toast = useToast();
  const go = useGo();
  const compare = useApiAction(compareFeed);
  const [chosen, setChosen] = useState<Chosen>(() => chosenOf(feed.table.proposal));
  const [asOf, setAsOf] = useState(feed.asOf ?? feed.uploadedAt.slice(0, 10));
  const mapping = mappingOf(chosen);
  const missing = rosterFields.inspectors.filter((field) => field.required && !(field.field in mapping));
  const run = async () => {
    const result = await compare.run({ params: { id: feed.id }, body: { mapping, asOf } });
    if (!result.ok) return;
    const { found, fresh } = result.value;
    toast(say('feedCompared', { found, fresh }));
    go('/personnel?tab=differences');
  };
  return (
    <>
      <Section title={say('feedColumns')}>
        <p className="feed-lead">{say('feedColumnsLead')}</p>
        <ColumnTable
          feed={feed}
          chosen={chosen}
          onChange={(column, field) => setChosen((old) => choose(old, column, field).chosen)}
        />
      </Section>
      {missing.map((field) => (
        <Notice key={field.field} tone="warning">
          <p>{imports('fieldMissing', { field: words.field(field.field) })}</p>
        </Notice>
      ))}
      <Section>
        <div className="feed-run">
          <DayField name="asOf" label={say('feedAsOf')} value={asOf} onChange={setAsOf} />
          <ErrorNotice error={compare.error} />
          <ButtonRow>
            <Button
              kind="primary"
              busy={compare.busy}
              disabled={missing.length > 0}
              onClick={() => void run()}
            >
              {say('feedCompare')}
            </Button>
          </ButtonRow>
        </div>
      </Section>
    </>
  );
}

const shownSamples = 3;

function ColumnTable(props: {
  readonly feed: FeedDetail;
  readonly chosen: Chosen;
  readonly onChange: (column: number, field: string) => void;
}) {
  const say = useText(personnelPageText);
  const word = useText(columnText);
  const words = useWords('inspectors');
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling region must be reachable by keyboard
    <section className="table-scroll" tabIndex={0} aria-label={props.feed.fileName}>
      <table className="table mapping-table">
        <thead>
          <tr>
            {(['feedColumn', 'feedSamples', 'feedMeans'] as const).map((head) => (
              <th key={head} scope="col">
                {say(head)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {props.feed.table.columns.map((column) => (
            <tr key={column.index}>
              <td>{`${columnLetter(column.index)} ${column.title}`}</td>
              <td>{column.samples.slice(0, shownSamples).join('、')}</td>
              <td>
                <select
                  className="input"
                  aria-label={`${say('feedMeans')} ${columnLetter(column.index)} ${column.title}`}
                  value={props.chosen[column.index] ?? ''}
                  onChange={(event) => props.onChange(column.index, event.target.value)}
                >
                  <option value="">{word('column.ignored')}</option>
                  {rosterFields.inspectors.map((each) => (
                    <option key={each.field} value={each.field}>
                      {words.field(each.field)}
                    </option>
                  ))}
                </select>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
