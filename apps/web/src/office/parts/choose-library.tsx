/** The library's select under our frame; loaded only when a page needs it. */
import { Select } from 'antd';
import { useState } from 'react';
import type { Choice } from '../../shared/forms/field.tsx';
import { AntdFrame } from './antd-frame.tsx';

export interface LibrarySelectProps {
  readonly id: string;
  readonly value: readonly string[];
  readonly onChange: (value: readonly string[]) => void;
  readonly choices: readonly Choice[];
  readonly many: boolean;
  readonly invalid: boolean;
  readonly placeholder: string;
  readonly onSearch: ((text: string) => void) | undefined;
  readonly loading: boolean;
}

export function LibrarySelect(props: LibrarySelectProps) {
  const [open, setOpen] = useState(false);
  const search = {
    optionFilterProp: 'label',
    ...(props.onSearch === undefined ? {} : { onSearch: props.onSearch, filterOption: false }),
  };
  return (
    <AntdFrame>
      <Select<string[]>
        id={props.id}
        {...(props.many ? { mode: 'multiple' as const } : {})}
        showSearch={search}
        allowClear
        open={open}
        onOpenChange={setOpen}
        // a list in the page's body would lie under a modal dialog
        getPopupContainer={(trigger: HTMLElement) => trigger.closest('dialog') ?? document.body}
        onInputKeyDown={(event) => {
          // Esc closes the open list, not the dialog around it
          if (event.key === 'Escape' && open) event.preventDefault();
        }}
        loading={props.loading}
        status={props.invalid ? 'error' : ''}
        placeholder={props.placeholder}
        style={{ width: '100%' }}
        options={props.choices.map((choice) => ({ value: choice.value, label: choice.label }))}
        value={[...props.value]}
        onChange={(next: string | string[] | undefined) =>
          props.onChange(next === undefined ? [] : Array.isArray(next) ? next : [next])
        }
      />
    </AntdFrame>
  );
}
