/** Parts that the lists of the registers share: filters from values that occur, counts, the export menu. */
import { registerPageText } from '@mingcha/core/registers/register-page-text.ts';
import { useMemo } from 'react';
import { addressOf } from '../../shared/api/address.ts';
import type { AnySpec } from '../../shared/api/call-api.ts';
import { SelectField } from '../../shared/forms/field.tsx';
import { useText, useUi } from '../../shared/i18n/locale.tsx';
import { buttonClass } from '../../shared/ui/button.tsx';
import { Popover } from '../../shared/ui/popover.tsx';
import { ChooseField } from '../parts/choose-field.tsx';

export interface FacetProps {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly values: readonly string[];
}

const selectUpTo = 20;

/** One of the values that occur: the browser's select for a few, type-to-narrow for many. */
export function FacetField(props: FacetProps) {
  const say = useUi();
  const { name, label, value, values, onChange } = props;
  const choices = useMemo(() => values.map((one) => ({ value: one, label: one })), [values]);
  if (values.length > selectUpTo)
    return (
      <ChooseField
        name={name}
        label={label}
        value={value === '' ? [] : [value]}
        onChange={(next) => onChange(next[0] ?? '')}
        choices={choices}
      />
    );
  return (
    <SelectField
      name={name}
      label={label}
      value={value}
      onChange={onChange}
      choices={choices}
      empty={say('all')}
    />
  );
}

/** 导出: the filtered list as xlsx or csv. */
export function ExportMenu(props: { readonly spec: AnySpec; readonly filter: object }) {
  const say = useText(registerPageText);
  const link = (format: 'xlsx' | 'csv') => (
    <a
      className={buttonClass({ size: 'small', wide: true })}
      href={addressOf(props.spec, { query: { ...props.filter, format } })}
      download
    >
      {say(format === 'xlsx' ? 'exportXlsx' : 'exportCsv')}
    </a>
  );
  return (
    <Popover label={say('exporting')} icon="download">
      <div className="export-menu">
        <strong>{say('exportFiltered')}</strong>
        {link('xlsx')}
        {link('csv')}
        <p className="field-hint">{say('exportHint')}</p>
      </div>
    </Popover>
  );
}

/** Members of a filter that say something; empty ones do not travel. */
export function setMembers<T extends Readonly<Record<string, string>>>(filter: T): Partial<T> {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value.trim() !== '')) as Partial<T>;
}
