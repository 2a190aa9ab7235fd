/** What the visit form holds while it is typed, what it sends, and the judgement asked for as it changes. */
import type { VisitFields, VisitJudgement } from '@mingcha/core/registers/rules/frequency-api.ts';
import { checkVisit } from '@mingcha/core/registers/rules/frequency-api.ts';
import { capExemptions, type EntryKind } from '@mingcha/core/registers/rules/rule-book.ts';
import { useEffect, useState } from 'react';
import { type ApiError, callApi } from '../../../shared/api/call-api.ts';

type Level = Extract<VisitFields['body'], { of: 'outside' }>['level'];

export interface VisitValues {
  readonly objectId: string;
  readonly of: 'own' | 'outside';
  readonly bodyName: string;
  readonly bodyLevel: Level;
  readonly qualification: string;
  readonly enteredOn: string;
  readonly kind: EntryKind;
  readonly joinsEntryId: string;
  readonly exemption: string;
  readonly exemptionNote: string;
  readonly inspectors: VisitFields['inspectors'];
  readonly finding: 'yes' | 'no' | 'none';
  readonly repeatReason: string;
  readonly assistance: string;
  readonly note: string;
  readonly warned: boolean;
}

export const emptyVisit: VisitValues = {
  objectId: '',
  of: 'own',
  bodyName: '',
  bodyLevel: '',
  qualification: '',
  enteredOn: '',
  kind: 'routine',
  joinsEntryId: '',
  exemption: '',
  exemptionNote: '',
  inspectors: [],
  finding: 'none',
  repeatReason: '',
  assistance: '',
  note: '',
  warned: false,
};

export function visitBody(values: VisitValues): VisitFields {
  return {
    objectId: values.objectId,
    body:
      values.of === 'own'
        ? { of: 'own' }
        : {
            of: 'outside',
            name: values.bodyName,
            level: values.bodyLevel,
            qualification: values.qualification,
          },
    enteredOn: values.enteredOn,
    kind: values.kind,
    joinsEntryId: values.joinsEntryId === '' ? null : values.joinsEntryId,
    exemption: capExemptions.find((one) => one === values.exemption) ?? null,
    exemptionNote: values.exemptionNote,
    inspectors: values.inspectors,
    hasFinding: values.finding === 'none' ? null : values.finding === 'yes',
    repeatReason: values.repeatReason,
    assistance: values.assistance,
    note: values.note,
  };
}

export interface Judged {
  readonly value: VisitJudgement | null;
  readonly error: ApiError | null;
}

const pause = 300;
const nothing: Judged = { value: null, error: null };

/** What the visit would mean, asked again when the form stands still; nothing before object, day and body are known. */
export function useJudgement(values: VisitValues): Judged {
  const [judged, setJudged] = useState<Judged>(nothing);
  const isReady =
    values.objectId !== '' &&
    values.enteredOn !== '' &&
    (values.of === 'own' || values.bodyName.trim() !== '');
  const asked = isReady ? JSON.stringify(visitBody({ ...values, note: '' })) : '';
  useEffect(() => {
    if (asked === '') return;
    let isStopped = false;
    const ask = async () => {
      const body = JSON.parse(asked) as VisitFields;
      const result = await callApi(checkVisit, { body });
      if (isStopped) return;
      setJudged(result.ok ? { value: result.value, error: null } : { value: null, error: result.error });
    };
    const timer = setTimeout(() => void ask(), pause);
    return () => {
      clearTimeout(timer);
      isStopped = true;
    };
  }, [asked]);
  return asked === '' ? nothing : judged;
}
