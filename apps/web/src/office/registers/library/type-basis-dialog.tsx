/** A basis in words: for what the library does not have, and to write down to paragraph and item. */

import { type LegalBasis, legalBasis } from '@mingcha/core/registers/items/item.ts';
import { libraryPageText } from '@mingcha/core/registers/library/library-page-text.ts';
import type { KeyboardEvent } from 'react';
import { TextArea, TextField } from '../../../shared/forms/field.tsx';
import { useForm } from '../../../shared/forms/form.tsx';
import { useText, useUi } from '../../../shared/i18n/locale.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { Dialog } from '../../../shared/ui/dialog.tsx';
import { useCheck } from '../form-problems.ts';

export interface TypeBasisProps {
  /** Null for a new one. */
  readonly start: LegalBasis | null;
  readonly onDone: (basis: LegalBasis) => void;
  readonly onClose: () => void;
}

const empty: LegalBasis = { law: '', article: '', text: '', statuteId: null, articleId: null };
const names = { law: 'law', article: 'article', text: 'basisText' } as const;

export function TypeBasisDialog(props: TypeBasisProps) {
  const say = useText(libraryPageText);
  const ui = useUi();
  const check = useCheck();
  const form = useForm<LegalBasis>(props.start ?? empty);
  const keep = () => {
    const problems = check(legalBasis, form.values, (field) =>
      field in names ? say(names[field as keyof typeof names]) : field,
    );
    if (problems.length > 0) return form.setProblems(problems);
    const typed = legalBasis.parse(form.values);
    // Another law is no longer the one of the library.
    const tie = typed.law === props.start?.law ? {} : { statuteId: null, articleId: null };
    props.onDone({ ...typed, ...tie });
  };
  // The field stands in a form of its page; Enter must not send that form.
  const enter = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement)) return;
    event.preventDefault();
    keep();
  };
  const field = (name: keyof typeof names) => ({
    name: `basis.${name}`,
    label: say(names[name]),
    value: form.values[name],
    onChange: form.set(name),
    error: form.error(name),
  });
  return (
    <Dialog
      open
      wide
      title={say('typeTitle')}
      onClose={props.onClose}
      actions={
        <>
          <Button onClick={props.onClose}>{ui('cancel')}</Button>
          <Button kind="primary" onClick={keep}>
            {say(props.start === null ? 'addBasis' : 'keepBasis')}
          </Button>
        </>
      }
    >
      <div className="form" role="presentation" onKeyDown={enter}>
        <TextField {...field('law')} maxLength={200} />
        <TextField {...field('article')} hint={say('articleHint')} optional maxLength={120} />
        <TextArea {...field('text')} optional rows={6} maxLength={8000} />
      </div>
    </Dialog>
  );
}
