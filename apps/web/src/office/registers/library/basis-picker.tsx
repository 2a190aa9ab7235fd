/**
 * Legal bases as a field: what is there, picked from the library of statutes or typed in. The words of the article
 * come along as a copy, so that a later edition of the law changes no item. Used by items, check sheets and findings.
 */
import './library.css';
import type { LegalBasis } from '@mingcha/core/registers/items/item.ts';
import { libraryPageText } from '@mingcha/core/registers/library/library-page-text.ts';
import { useState } from 'react';
import { FieldError, type FieldProps, fieldId } from '../../../shared/forms/field.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';
import { Button, ButtonRow } from '../../../shared/ui/button.tsx';
import { StateChip } from '../../../shared/ui/values.tsx';
import { PickBasisDialog } from './pick-basis-dialog.tsx';
import { TypeBasisDialog } from './type-basis-dialog.tsx';

export interface BasisPickerProps extends FieldProps {
  readonly value: readonly LegalBasis[];
  readonly onChange: (value: readonly LegalBasis[]) => void;
  /** Bases at most; no button to add when reached. */
  readonly most?: number;
}

type Open = { readonly kind: 'pick' } | { readonly kind: 'type'; readonly index: number | null } | null;

export function BasisPicker(props: BasisPickerProps) {
  const say = useText(libraryPageText);
  const [open, setOpen] = useState<Open>(null);
  const { value, onChange } = props;
  const full = props.most !== undefined && value.length >= props.most;
  const add = (more: readonly LegalBasis[]) => {
    onChange([...value, ...more.filter((one) => !value.some((old) => same(old, one)))]);
    setOpen(null);
  };
  const put = (index: number | null, basis: LegalBasis) =>
    index === null ? add([basis]) : (onChange(value.with(index, basis)), setOpen(null));
  return (
    <fieldset className="field basis-picker" id={fieldId(props.name)} tabIndex={-1}>
      <legend className="field-label">{props.label}</legend>
      {props.hint === undefined ? null : <div className="field-hint">{props.hint}</div>}
      <FieldError name={props.name} error={props.error} />
      {value.length === 0 ? <p className="secondary">{say('noBases')}</p> : null}
      <ol className="basis-list">
        {value.map((one, index) => (
          <BasisLine
            key={`${one.law} ${one.article}`}
            basis={one}
            onEdit={() => setOpen({ kind: 'type', index })}
            onRemove={() => onChange(value.toSpliced(index, 1))}
          />
        ))}
      </ol>
      {full ? null : (
        <ButtonRow>
          <Button size="small" onClick={() => setOpen({ kind: 'pick' })}>
            {say('pickBasis')}
          </Button>
          <Button size="small" kind="quiet" onClick={() => setOpen({ kind: 'type', index: null })}>
            {say('typeBasis')}
          </Button>
        </ButtonRow>
      )}
      {open?.kind === 'pick' ? <PickBasisDialog onPick={add} onClose={() => setOpen(null)} /> : null}
      {open?.kind === 'type' ? (
        <TypeBasisDialog
          start={open.index === null ? null : (value[open.index] ?? null)}
          onDone={(basis) => put(open.index, basis)}
          onClose={() => setOpen(null)}
        />
      ) : null}
    </fieldset>
  );
}

function same(one: LegalBasis, other: LegalBasis): boolean {
  return one.law === other.law && one.article === other.article;
}

function BasisLine(props: {
  readonly basis: LegalBasis;
  readonly onEdit: () => void;
  readonly onRemove: () => void;
}) {
  const say = useText(libraryPageText);
  const { basis } = props;
  const name = `${basis.law}${basis.article}`;
  return (
    <li>
      <div className="basis-head">
        <strong>{basis.law}</strong>
        <span>{basis.article}</span>
        {basis.statuteId === null ? null : <StateChip>{say('linked')}</StateChip>}
        <span className="basis-buttons">
          <Button size="small" kind="quiet" aria-label={say('editBasis', { name })} onClick={props.onEdit}>
            {say('edit')}
          </Button>
          <Button
            size="small"
            kind="quiet"
            aria-label={say('removeBasis', { name })}
            onClick={props.onRemove}
          >
            {say('remove')}
          </Button>
        </span>
      </div>
      {basis.text === '' ? null : <p className="basis-text">{basis.text}</p>}
    </li>
  );
}
