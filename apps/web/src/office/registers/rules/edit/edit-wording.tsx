/** The document's name and worded clauses; numbers of tasks and the columns of printed tables. */

import { format } from '@mingcha/core/common/text.ts';
import type { RuleBook } from '@mingcha/core/registers/rules/rule-book.ts';
import { rulePageText } from '@mingcha/core/registers/rules/rule-page-text.ts';
import { useState } from 'react';
import { TextArea, TextField } from '../../../../shared/forms/field.tsx';
import { useText } from '../../../../shared/i18n/locale.tsx';
import { useRuleWord } from '../rule-words.ts';
import type { PartProps } from './edit-parts.ts';

const worded = ['purpose', 'procedure', 'standards', 'handling', 'disclosure'] as const;

export function EditWording(props: PartProps) {
  const say = useText(rulePageText);
  const word = useRuleWord();
  const { wording, name } = props.rules;
  return (
    <div className="rule-edit">
      <TextField
        name="name"
        label={say('bookName')}
        maxLength={80}
        value={name}
        onChange={(text) => props.onChange({ name: text })}
      />
      {worded.map((key) => (
        <TextArea
          key={key}
          name={key}
          label={word(`label.${key}`)}
          optional
          rows={5}
          maxLength={key === 'purpose' ? 4000 : 8000}
          value={wording[key]}
          onChange={(text) => props.onChange({ wording: { ...wording, [key]: text } })}
        />
      ))}
    </div>
  );
}

const columns = ['itemColumns', 'planColumns', 'publicationColumns'] as const;

export function EditFormats(props: PartProps) {
  const say = useText(rulePageText);
  const word = useRuleWord();
  const { formats } = props.rules;
  const set = (change: Partial<RuleBook['formats']>) =>
    props.onChange({ formats: { ...formats, ...change } });
  const example = format(formats.taskNumber, { agency: props.agencyName, year: '2026', serial: '8' });
  return (
    <div className="rule-edit">
      <TextField
        name="taskNumber"
        label={word('label.taskNumber')}
        hint={say('taskNumberHint', { agency: '{agency}', year: '{year}', serial: '{serial}' })}
        maxLength={60}
        value={formats.taskNumber}
        onChange={(taskNumber) => set({ taskNumber })}
      />
      <p className="field-hint">{say('exampleTask', { text: example })}</p>
      {columns.map((key) => (
        <ColumnsField
          key={key}
          name={key}
          label={word(`label.${key}`)}
          value={formats[key]}
          onChange={(list) => set({ [key]: list })}
        />
      ))}
    </div>
  );
}

/** One column a line; empty lines say nothing. */
function ColumnsField(props: {
  readonly name: string;
  readonly label: string;
  readonly value: readonly string[];
  readonly onChange: (value: string[]) => void;
}) {
  const say = useText(rulePageText);
  const [text, setText] = useState(props.value.join('\n'));
  return (
    <TextArea
      name={props.name}
      label={props.label}
      hint={say('columnsHint')}
      optional
      rows={6}
      maxLength={1300}
      value={text}
      onChange={(typed) => {
        setText(typed);
        const lines = typed.split('\n').map((one) => one.trim());
        props.onChange(lines.filter((one) => one !== ''));
      }}
    />
  );
}
