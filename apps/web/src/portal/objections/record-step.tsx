/** Which result is meant: by the code of a paper, by the address that led here, or by searching what is published. */
import {
  type ObjectionTarget,
  objectionTargets,
} from '@mingcha/core/publications/objections/public-objection-api.ts';
import { publicObjectionText } from '@mingcha/core/publications/objections/public-objection-text.ts';
import { useEffect, useState } from 'react';
import { useRead } from '../../shared/api/use-read.ts';
import { RadioGroup } from '../../shared/forms/choices.tsx';
import { TextField } from '../../shared/forms/field.tsx';
import type { FormState } from '../../shared/forms/form.tsx';
import { useText } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { ErrorNotice } from '../../shared/ui/states.tsx';
import type { FileValues } from './file-page.tsx';

export function RecordStep(props: {
  readonly form: FormState<FileValues>;
  readonly target: ObjectionTarget | null;
  readonly onTarget: (target: ObjectionTarget | null) => void;
}) {
  const { form, target, onTarget } = props;
  const say = useText(publicObjectionText);
  const asked = new URLSearchParams(location.search).get('record') ?? '';
  const [typed, setTyped] = useState('');
  const [text, setText] = useState('');
  const query = text === '' && asked !== '' ? { id: asked } : { text };
  const read = useRead(objectionTargets, { query }, { enabled: text.length >= 2 || asked !== '' });
  const rows = read.data?.rows;
  const [only] = rows ?? [];
  useEffect(() => {
    if (text === '' && asked !== '' && target === null && only !== undefined) onTarget(only);
  }, [text, asked, target, only, onTarget]);
  return (
    <>
      <TextField
        name="paperCode"
        label={say('paperCode')}
        hint={say('paperCodeHint')}
        optional
        mono
        maxLength={40}
        error={form.error('paperCode')}
        value={form.values.paperCode}
        onChange={form.set('paperCode')}
      />
      <TextField name="search" label={say('search')} wide maxLength={100} value={typed} onChange={setTyped} />
      <div className="button-row">
        <Button onClick={() => setText(typed.trim())}>{say('searchButton')}</Button>
      </div>
      {read.error === null ? null : <ErrorNotice error={read.error} />}
      {rows === undefined ? null : rows.length === 0 ? (
        <p>{say('noneFound')}</p>
      ) : (
        <RadioGroup
          name="record"
          label={say('record')}
          choices={rows.map((row) => ({
            value: row.id,
            label: `${row.objectName} · ${row.overall}`,
            hint: [row.agencyName, row.taskName, say('inspectedOn', { day: row.inspectedOn ?? '' })].join(
              ' · ',
            ),
          }))}
          value={target?.id ?? ''}
          onChange={(id) => onTarget(rows.find((row) => row.id === id) ?? null)}
        />
      )}
    </>
  );
}
