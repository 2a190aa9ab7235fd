/** The index of published lists of one kind: search by agency or title, one entry for each list in force. */
import type { PublicList } from '@mingcha/core/registers/items/public-items-api.ts';
import { publicItemsText } from '@mingcha/core/registers/items/public-items-text.ts';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { ApiError } from '../../../shared/api/call-api.ts';
import { TextField } from '../../../shared/forms/field.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';
import { Go } from '../../../shared/router.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { EmptyState, ErrorState, Skeleton } from '../../../shared/ui/states.tsx';

export interface ListIndexProps {
  readonly title: string;
  readonly lead: string;
  readonly empty: string;
  /** Address of a list: `/items/<id>`. */
  readonly path: string;
  readonly count: (list: PublicList) => string;
  readonly rows: readonly PublicList[] | undefined;
  readonly error: ApiError | null;
  readonly onRetry: () => void;
  readonly onSearch: (text: string) => void;
  readonly more: ReactNode;
}

export function ListIndex(props: ListIndexProps) {
  const say = useText(publicItemsText);
  const [typed, setTyped] = useState('');
  const search = (event: FormEvent) => {
    event.preventDefault();
    props.onSearch(typed.trim());
  };
  return (
    <section className="portal-part">
      <h1>{props.title}</h1>
      <p>{props.lead}</p>
      <search>
        <form className="public-search" onSubmit={search}>
          <TextField
            name="text"
            label={say('search')}
            type="search"
            maxLength={100}
            value={typed}
            onChange={setTyped}
          />
          <Button type="submit" kind="primary">
            {say('find')}
          </Button>
        </form>
      </search>
      {props.error !== null ? (
        <ErrorState error={props.error} onRetry={props.onRetry} />
      ) : props.rows === undefined ? (
        <Skeleton lines={5} />
      ) : props.rows.length === 0 ? (
        <EmptyState title={props.empty} text={say('noneText')} />
      ) : (
        <ul className="public-lists">
          {props.rows.map((row) => (
            <li key={row.id}>
              <Go to={`${props.path}/${row.id}`}>
                <strong>{row.agencyName}</strong>
                <span>{row.title}</span>
              </Go>
              <span className="public-facts">
                <span>{row.place}</span>
                <span>{say('versionNo', { n: row.listVersion })}</span>
                <span>{props.count(row)}</span>
                <span>{say('published', { day: row.publishedOn })}</span>
              </span>
            </li>
          ))}
        </ul>
      )}
      {props.more}
    </section>
  );
}
