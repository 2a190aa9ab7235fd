/** The filter row above a list: three or four fields, the rest behind 展开, 查询 and 重置 at the end. */
import './forms.css';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useUi } from '../i18n/locale.tsx';
import { Button } from '../ui/button.tsx';

export interface FilterBarProps {
  readonly children: ReactNode;
  /** Fields that are shown after 展开. */
  readonly more?: ReactNode;
  readonly onSearch: () => void;
  readonly onReset: () => void;
}

export function FilterBar(props: FilterBarProps) {
  const say = useUi();
  const [open, setOpen] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    props.onSearch();
  };
  return (
    <form className="filters no-print" aria-label={say('filters')} onSubmit={submit}>
      {props.children}
      {open ? props.more : null}
      <div className="button-row">
        <Button type="submit" kind="primary" icon="search">
          {say('search')}
        </Button>
        <Button onClick={props.onReset}>{say('reset')}</Button>
        {props.more === undefined ? null : (
          <Button
            kind="quiet"
            icon={open ? 'up' : 'down'}
            aria-expanded={open}
            onClick={() => setOpen(!open)}
          >
            {say(open ? 'less' : 'more')}
          </Button>
        )}
      </div>
    </form>
  );
}
