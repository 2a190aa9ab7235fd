/** A new article: kind, title, text. Cases about a published result begin on that result's page. */
import { type ArticleKind, articleKinds } from '@mingcha/core/publications/articles/article.ts';
import { createArticle } from '@mingcha/core/publications/articles/article-api.ts';
import { articlePageText } from '@mingcha/core/publications/articles/article-text.ts';
import { useApiAction } from '../../../shared/api/use-api.ts';
import { RadioGroup } from '../../../shared/forms/choices.tsx';
import { Form, useForm } from '../../../shared/forms/form.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';
import { Button, buttonClass } from '../../../shared/ui/button.tsx';
import { Page, PageHeader, Section } from '../../../shared/ui/page.tsx';
import { GoTo, useGo } from '../../shell/navigation.tsx';
import { ArticleFields } from './article-fields.tsx';

interface Values {
  readonly kind: ArticleKind;
  readonly title: string;
  readonly body: string;
}
const empty: Values = { kind: 'policy', title: '', body: '' };

export function NewArticlePage() {
  const say = useText(articlePageText);
  const go = useGo();
  const create = useApiAction(createArticle);
  const form = useForm<Values>(empty);
  const submit = async () => {
    const result = await create.run({ body: form.values });
    if (!result.ok) return form.refuse(result.error);
    go(`/articles/${result.value.id}`);
  };
  return (
    <Page>
      <PageHeader title={say('newTitle')} lead={say('newLead')} />
      <Section>
        <Form
          onSubmit={submit}
          problems={form.problems}
          actions={
            <>
              <Button kind="primary" size="large" type="submit" busy={create.busy}>
                {say('save')}
              </Button>
              <GoTo to="/articles" className={buttonClass({ size: 'large' })}>
                {say('cancel')}
              </GoTo>
            </>
          }
        >
          <RadioGroup
            name="kind"
            label={say('kind')}
            inline
            choices={articleKinds.map((value) => ({ value, label: say(`kind.${value}`) }))}
            value={form.values.kind}
            onChange={(value) => form.set('kind')(articleKinds.find((each) => each === value) ?? 'policy')}
          />
          <p className="secondary">{say('caseFrom')}</p>
          <ArticleFields form={form} />
        </Form>
      </Section>
    </Page>
  );
}
