/** An object's own fields as pairs: what every kind has, then what its kind has. Empty ones are left out. */
import type { ObjectDetail } from '@mingcha/core/registers/object.ts';
import { industryName } from '@mingcha/core/registers/objects/industry.ts';
import { detailLabel, detailText, inOrder } from '@mingcha/core/registers/objects/kind-details.ts';
import type { ReactNode } from 'react';
import { useLocale } from '../../../shared/i18n/locale.tsx';
import { DateText } from '../../../shared/ui/values.tsx';
import { GoTo } from '../../shell/navigation.tsx';
import type { Words } from '../words.ts';

interface Pair {
  readonly name: string;
  readonly value: ReactNode;
}
interface FactProps {
  readonly object: ObjectDetail;
  readonly words: Words;
}

const codes = ['uscc', 'registrationNumber', 'localCode'] as const;
const plain = [
  'formerNames',
  'formerCodes',
  'address',
  'divisionCode',
  'grid',
  'industry',
  'responsiblePerson',
  'tags',
  'remark',
] as const;

/** A hook in the form of a list maker: call it once while rendering. */
export function FactPairs({ object, words }: FactProps): readonly Pair[] {
  const { locale } = useLocale();
  const pair = (name: string, value: ReactNode): Pair => ({ name: words.field(name), value });
  const some = (name: string, value: unknown) =>
    value === null || value === '' || (Array.isArray(value) && value.length === 0)
      ? []
      : [pair(name, words.value(name, value))];
  const graded = (value: string, on: string | null, source: string) => (
    <>
      {value} {on === null ? null : <DateText value={on} />} {source}
    </>
  );
  return [
    pair('kind', words.value('kind', object.kind)),
    ...codes.flatMap((name) =>
      object[name] === null ? [] : [pair(name, <span className="mono">{object[name]}</span>)],
    ),
    ...plain.flatMap((name) => some(name, object[name])),
    ...(object.industryCode === ''
      ? []
      : [pair('industryCode', `${object.industryCode} ${industryName(object.industryCode, locale)}`)]),
    pair('riskLevel', graded(words.value('riskLevel', object.riskLevel), object.riskOn, object.riskSource)),
    pair(
      'creditClass',
      graded(words.value('creditClass', object.creditClass), object.creditClassOn, object.creditSource),
    ),
    ...(object.sectionName === null ? [] : [pair('sectionId', object.sectionName)]),
    ...(object.registeredOn === null ? [] : [pair('registeredOn', <DateText value={object.registeredOn} />)]),
    ...(object.operatorObjectId === null
      ? []
      : [pair('operator', <GoTo to={`/objects/${object.operatorObjectId}`}>{object.operatorName}</GoTo>)]),
    ...(object.latitude === null || object.longitude === null
      ? []
      : [pair('latitude', `${object.latitude}, ${object.longitude} ${object.coordinateSystem}`)]),
  ];
}

export function detailPairs(object: ObjectDetail, locale: 'zh' | 'en'): readonly Pair[] {
  return inOrder(object.details).map(([key, value]) => ({
    name: detailLabel(key, locale),
    value: detailText(key, value, locale),
  }));
}
