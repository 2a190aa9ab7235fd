/** A new training for enterprises. */
import { createLecture } from '@mingcha/core/publications/lectures/lecture-api.ts';
import { lecturePageText } from '@mingcha/core/publications/lectures/lecture-text.ts';
import { useApiAction } from '../../../shared/api/use-api.ts';
import { Form, useForm } from '../../../shared/forms/form.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';
import { Button, buttonClass } from '../../../shared/ui/button.tsx';
import { Page, PageHeader, Section } from '../../../shared/ui/page.tsx';
import { GoTo, useGo } from '../../shell/navigation.tsx';
import { emptyLecture, LectureFields, type LectureValues, sentLecture } from './lecture-fields.tsx';

export function NewLecturePage() {
  const say = useText(lecturePageText);
  const go = useGo();
  const create = useApiAction(createLecture);
  const form = useForm<LectureValues>(emptyLecture);
  const submit = async () => {
    const result = await create.run({ body: sentLecture(form.values) });
    if (!result.ok) return form.refuse(result.error);
    go(`/lectures/${result.value.id}`);
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
              <GoTo to="/lectures" className={buttonClass({ size: 'large' })}>
                {say('cancel')}
              </GoTo>
            </>
          }
        >
          <LectureFields form={form} />
        </Form>
      </Section>
    </Page>
  );
}
