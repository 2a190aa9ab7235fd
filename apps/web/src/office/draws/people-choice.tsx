/** Choosing one's own inspectors by name; used by the task and by the answer to an invitation. */
import { drawFormText } from '@mingcha/core/draws/draw-form-text.ts';
import { listInspectors } from '@mingcha/core/registers/inspector-api.ts';
import { useApiQuery } from '../../shared/api/use-api.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { ChooseField } from '../parts/choose-field.tsx';

export function PeopleChoice(props: {
  readonly name: string;
  readonly value: readonly string[];
  readonly onChange: (value: readonly string[]) => void;
  readonly error?: string | undefined;
}) {
  const say = useText(drawFormText);
  const people = useApiQuery(listInspectors, { query: { limit: 200, status: 'active' } });
  const rows = people.data?.rows ?? [];
  return (
    <ChooseField
      name={props.name}
      label={say('choosePeople')}
      hint={say('choosePeopleHint')}
      many
      loading={people.status === 'loading'}
      choices={rows.map((row) => ({
        value: row.id,
        label: `${row.name}　${row.certificateNumber}${row.sectionName === null ? '' : `　${row.sectionName}`}`,
      }))}
      value={props.value}
      onChange={props.onChange}
      error={props.error}
    />
  );
}
