/** What a training says, the same for a new one and a draft. Times are typed in the office's time and sent as instants. */
import type { LectureContent } from '@mingcha/core/publications/lectures/lecture.ts';
import { lecturePageText } from '@mingcha/core/publications/lectures/lecture-text.ts';
import { TextArea, TextField } from '../../../shared/forms/field.tsx';
import type { FormState } from '../../../shared/forms/form.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';
import { instantOf, localOf } from '../../draws/form/draft.ts';

export type LectureValues = Readonly<Record<keyof LectureContent, string>>;

export const emptyLecture: LectureValues = {
  title: '',
  topic: '',
  audience: '',
  body: '',
  startsAt: '',
  endsAt: '',
  closesAt: '',
  place: '',
  link: '',
  capacity: '50',
};

export const typedLecture = (content: LectureContent): LectureValues => ({
  ...content,
  startsAt: localOf(content.startsAt),
  endsAt: localOf(content.endsAt),
  closesAt: localOf(content.closesAt),
  capacity: String(content.capacity),
});

/** As the service takes it; what is no time or no number is refused there beside its field. */
export const sentLecture = (values: LectureValues): LectureContent => ({
  ...values,
  startsAt: instantOf(values.startsAt) ?? '',
  endsAt: instantOf(values.endsAt) ?? '',
  closesAt: instantOf(values.closesAt) ?? '',
  capacity: Number(values.capacity),
});

export function LectureFields({ form }: { readonly form: FormState<LectureValues> }) {
  const say = useText(lecturePageText);
  const field = (name: keyof LectureValues) => ({
    name,
    label: say(name),
    error: form.error(name),
    value: form.values[name],
    onChange: form.set(name),
  });
  return (
    <>
      <TextField {...field('title')} wide maxLength={100} />
      <TextField {...field('topic')} hint={say('topicHint')} wide maxLength={200} />
      <TextField {...field('audience')} hint={say('audienceHint')} wide maxLength={200} />
      <TextField {...field('startsAt')} type="datetime-local" />
      <TextField {...field('endsAt')} type="datetime-local" />
      <TextField {...field('closesAt')} type="datetime-local" />
      <TextField {...field('capacity')} inputMode="numeric" short maxLength={4} />
      <TextField {...field('place')} hint={say('placeHint')} optional wide maxLength={200} />
      <TextField {...field('link')} hint={say('linkHint')} optional wide maxLength={300} />
      <TextArea {...field('body')} hint={say('bodyHint')} wide rows={12} maxLength={10_000} warnSecrets />
    </>
  );
}
