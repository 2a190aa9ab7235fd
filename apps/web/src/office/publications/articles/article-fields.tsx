/** Title and text of an article, the same for a new one and a draft. */
import { articlePageText } from '@mingcha/core/publications/articles/article-text.ts';
import { TextArea, TextField } from '../../../shared/forms/field.tsx';
import type { FormState } from '../../../shared/forms/form.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';

export interface ArticleValues {
  readonly title: string;
  readonly body: string;
}

export function ArticleFields<V extends ArticleValues>({ form }: { readonly form: FormState<V> }) {
  const say = useText(articlePageText);
  const { title, body }: ArticleValues = form.values;
  return (
    <>
      <TextField
        name="title"
        label={say('title')}
        wide
        maxLength={100}
        error={form.error('title')}
        value={title}
        onChange={(value) => form.set('title')(value as V['title'])}
      />
      <TextArea
        name="body"
        label={say('body')}
        hint={say('bodyHint')}
        wide
        rows={18}
        maxLength={20_000}
        warnSecrets
        error={form.error('body')}
        value={body}
        onChange={(value) => form.set('body')(value as V['body'])}
      />
    </>
  );
}
