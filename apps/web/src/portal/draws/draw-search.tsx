/** The one search box: number, agency or subject of a draw. */
import '../../shared/forms/forms.css';
import { shellText } from '@mingcha/core/common/shell-text.ts';
import { type FormEvent, useId, useState } from 'react';
import { useText, useUi } from '../../shared/i18n/locale.tsx';
import { useGo } from '../../shared/router.tsx';
import { Button } from '../../shared/ui/button.tsx';

export function DrawSearch(props: { readonly text?: string }) {
  const say = useText(shellText);
  const sayUi = useUi();
  const id = useId();
  const go = useGo();
  const [text, setText] = useState(props.text ?? '');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    go(`/draws?q=${encodeURIComponent(text.trim())}`);
  };
  return (
    <form className="portal-search" onSubmit={submit}>
      <label className="visually-hidden" htmlFor={id}>
        {say('portalSearchLabel')}
      </label>
      <input
        id={id}
        className="input"
        type="search"
        maxLength={100}
        placeholder={say('portalSearchHint')}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <Button type="submit" kind="primary" icon="search">
        {sayUi('search')}
      </Button>
    </form>
  );
}
