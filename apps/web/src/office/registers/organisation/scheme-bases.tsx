/** The documents that a scheme cites: picked from the library, or written as they are cited. */
import { listPolicyDocuments } from '@mingcha/core/registers/library/library-api.ts';
import { citationOf } from '@mingcha/core/registers/library/policy-document.ts';
import type { SchemeBasis } from '@mingcha/core/registers/organisation/scheme.ts';
import { schemePageText } from '@mingcha/core/registers/organisation/scheme-page-text.ts';
import { useState } from 'react';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { TextArea } from '../../../shared/forms/field.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';
import { ChooseField } from '../../parts/choose-field.tsx';

export interface SchemeBasesProps {
  readonly bases: readonly SchemeBasis[];
  readonly onChange: (bases: readonly SchemeBasis[]) => void;
  readonly error?: string | undefined;
}

export function SchemeBases(props: SchemeBasesProps) {
  const say = useText(schemePageText);
  const { bases, onChange } = props;
  const documents = useApiQuery(listPolicyDocuments, { query: { limit: 200 } }).data?.rows ?? [];
  const picked = bases.filter((one) => one.policyId !== null);
  const typed = bases.filter((one) => one.policyId === null);
  const [text, setText] = useState(typed.map((one) => one.citation).join('\n'));
  const pick = (ids: readonly string[]) => {
    const chosen = ids.flatMap((id): SchemeBasis[] => {
      const kept = picked.find((one) => one.policyId === id);
      const document = documents.find((one) => one.id === id);
      if (kept !== undefined) return [kept];
      return document === undefined ? [] : [{ policyId: id, citation: citationOf(document) }];
    });
    onChange([...chosen, ...typed]);
  };
  const type = (next: string) => {
    setText(next);
    const lines = next
      .split('\n')
      .map((one) => one.trim())
      .filter((one) => one !== '');
    onChange([...picked, ...lines.map((citation) => ({ policyId: null, citation }))]);
  };
  const choices = [
    ...documents.map((one) => ({ value: one.id, label: citationOf(one) })),
    ...picked
      .filter((one) => !documents.some((row) => row.id === one.policyId))
      .map((one) => ({ value: one.policyId ?? '', label: one.citation })),
  ];
  return (
    <>
      <ChooseField
        name="bases"
        label={say('bases')}
        hint={say('basesHint')}
        many
        choices={choices}
        value={picked.map((one) => one.policyId ?? '')}
        onChange={pick}
        error={props.error}
      />
      <TextArea
        name="otherBases"
        label={say('otherBasis')}
        hint={say('otherBasisHint')}
        optional
        rows={3}
        value={text}
        onChange={type}
      />
    </>
  );
}
