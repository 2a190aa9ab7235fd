/** Dated tags of an object, and the sub-directories that hold it. */
import { endTag, type ObjectFile, setTag } from '@mingcha/core/registers/objects/file-api.ts';
import { objectsPageText } from '@mingcha/core/registers/objects/objects-page-text.ts';
import { useState } from 'react';
import { useApiAction } from '../../../shared/api/use-api.ts';
import { DayField, TextField } from '../../../shared/forms/field.tsx';
import { Form, useForm } from '../../../shared/forms/form.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { Dialog } from '../../../shared/ui/dialog.tsx';
import { Section } from '../../../shared/ui/page.tsx';
import { ErrorNotice } from '../../../shared/ui/states.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';
import { DateText } from '../../../shared/ui/values.tsx';
import { GoTo } from '../../shell/navigation.tsx';
import { DialogButtons } from '../dialog-buttons.tsx';
import { useCheck } from '../form-problems.ts';

interface TagsProps {
  readonly objectId: string;
  readonly canEdit: boolean;
  readonly tags: ObjectFile['tags'];
}

export function DatedTags(props: TagsProps) {
  const say = useText(objectsPageText);
  const toast = useToast();
  const [isNew, setIsNew] = useState(false);
  const end = useApiAction(endTag);
  const stop = async (tag: TagsProps['tags'][number]) => {
    const result = await end.run({ params: { id: tag.id }, body: {} });
    if (result.ok) toast(say('endedTag', { tag: tag.tag }));
  };
  return (
    <Section
      title={say('tags')}
      actions={
        props.canEdit ? (
          <Button size="small" onClick={() => setIsNew(true)}>
            {say('tagNew')}
          </Button>
        ) : null
      }
    >
      <ErrorNotice error={end.error} />
      {props.tags.length === 0 ? <p className="secondary">{say('tagsEmpty')}</p> : null}
      <ul className="file-list">
        {props.tags.map((one) => (
          <li key={one.id}>
            <strong>{one.tag}</strong>
            <span>
              <DateText value={one.validFrom} />
              {' – '}
              {one.validTo === null ? say('noEnd') : <DateText value={one.validTo} />}
            </span>
            {props.canEdit ? (
              <Button size="small" kind="quiet" busy={end.busy} onClick={() => void stop(one)}>
                {say('tagEnd')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {isNew ? <TagDialog objectId={props.objectId} onClose={() => setIsNew(false)} /> : null}
    </Section>
  );
}

function TagDialog(props: { readonly objectId: string; readonly onClose: () => void }) {
  const say = useText(objectsPageText);
  const toast = useToast();
  const check = useCheck();
  const set = useApiAction(setTag);
  const form = useForm({ tag: '', validFrom: '', validTo: '' });
  const submit = async () => {
    const { tag, validFrom, validTo } = form.values;
    const body = { tag, validFrom, validTo: validTo === '' ? null : validTo };
    const labels: Readonly<Record<string, string>> = { tag: say('tag'), validFrom: say('validFrom') };
    const problems = check(
      setTag.body.omit({ actionId: true }),
      body,
      (field) => labels[field] ?? say('validTo'),
    );
    if (problems.length > 0) return form.setProblems(problems);
    const result = await set.run({ params: { id: props.objectId }, body });
    if (!result.ok) return form.refuse(result.error);
    toast(say('savedTag', { tag }));
    props.onClose();
  };
  const day = (name: 'validFrom' | 'validTo') => ({
    name,
    label: say(name),
    error: form.error(name),
    value: form.values[name],
    onChange: form.set(name),
  });
  return (
    <Dialog open title={say('tagNew')} onClose={props.onClose}>
      <Form
        onSubmit={submit}
        problems={form.problems}
        actions={<DialogButtons verb={say('tagNew')} busy={set.busy} onClose={props.onClose} />}
      >
        <TextField
          name="tag"
          label={say('tag')}
          error={form.error('tag')}
          maxLength={40}
          value={form.values.tag}
          onChange={form.set('tag')}
        />
        <DayField {...day('validFrom')} />
        <DayField {...day('validTo')} optional />
      </Form>
    </Dialog>
  );
}

export function Directories({ directories }: { readonly directories: ObjectFile['directories'] }) {
  const say = useText(objectsPageText);
  return (
    <Section title={say('directories')}>
      {directories.length === 0 ? <p className="secondary">{say('directoriesEmpty')}</p> : null}
      <ul className="file-list">
        {directories.map((one) => (
          <li key={one.entryId}>
            <GoTo to={`/themed-directories/${one.directoryId}`}>{one.name}</GoTo>
            <span className="secondary">{one.licenceNumber}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
