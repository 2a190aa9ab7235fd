/** An object's fields as the form holds them (all text) and as they travel. */
import type { ObjectDetail, ObjectFields } from '@mingcha/core/registers/object.ts';
import { kindFields } from '@mingcha/core/registers/objects/kind-fields-form.ts';
import { joinList, splitList } from './words.ts';

/** Fields of the kinds, each a value of the form; the server names them so in its refusals. */
export type DetailName = `details.${string}`;
export const detailName = (key: string): DetailName => `details.${key}`;
const emptyDetails: Record<DetailName, string> = Object.fromEntries(
  kindFields.map((field) => [detailName(field.key), '']),
);

const plainObject = {
  kind: 'enterprise' as string,
  name: '',
  formerNames: '',
  uscc: '',
  registrationNumber: '',
  localCode: '',
  address: '',
  divisionCode: '',
  industry: '',
  riskLevel: '',
  creditClass: '',
  creditClassOn: '',
  tags: '',
  responsiblePerson: '',
  registeredOn: '',
  remark: '',
  sectionId: '',
  formerCodes: '',
  operatorObjectId: '',
  operatorName: '',
  industryCode: '',
  riskOn: '',
  riskSource: '',
  creditSource: '',
  grid: '',
  latitude: '',
  longitude: '',
  coordinateSystem: '',
};
/** Fields that every kind has. */
export type PlainName = keyof typeof plainObject;
export type ObjectValues = typeof plainObject & Readonly<Record<DetailName, string>>;
export const emptyObject: ObjectValues = { ...plainObject, ...emptyDetails };

export function objectValues(object: ObjectDetail): ObjectValues {
  return {
    kind: object.kind,
    name: object.name,
    formerNames: joinList(object.formerNames),
    uscc: object.uscc ?? '',
    registrationNumber: object.registrationNumber ?? '',
    localCode: object.localCode ?? '',
    address: object.address,
    divisionCode: object.divisionCode,
    industry: object.industry,
    riskLevel: object.riskLevel,
    creditClass: object.creditClass,
    creditClassOn: object.creditClassOn ?? '',
    tags: joinList(object.tags),
    responsiblePerson: object.responsiblePerson,
    registeredOn: object.registeredOn ?? '',
    remark: object.remark,
    sectionId: object.sectionId ?? '',
    formerCodes: joinList(object.formerCodes),
    operatorObjectId: object.operatorObjectId ?? '',
    operatorName: object.operatorName ?? '',
    industryCode: object.industryCode,
    riskOn: object.riskOn ?? '',
    riskSource: object.riskSource,
    creditSource: object.creditSource,
    grid: object.grid,
    latitude: object.latitude === null ? '' : String(object.latitude),
    longitude: object.longitude === null ? '' : String(object.longitude),
    coordinateSystem: object.coordinateSystem,
    ...emptyDetails,
    ...Object.fromEntries(Object.entries(object.details).map(([key, value]) => [detailName(key), value])),
  };
}

const orNull = (text: string) => (text.trim() === '' ? null : text.trim());

/** What travels; closed sets are checked by the schema, not by the type. */
export function objectBody(values: ObjectValues): ObjectFields {
  const { name, address, divisionCode, industry, responsiblePerson, remark } = values;
  const { industryCode, riskSource, creditSource, grid } = values;
  return {
    name,
    address,
    divisionCode,
    industry,
    responsiblePerson,
    remark,
    industryCode,
    riskSource,
    creditSource,
    grid,
    kind: values.kind as ObjectFields['kind'],
    riskLevel: values.riskLevel as ObjectFields['riskLevel'],
    creditClass: values.creditClass as ObjectFields['creditClass'],
    formerNames: splitList(values.formerNames),
    uscc: orNull(values.uscc)?.toUpperCase() ?? null,
    registrationNumber: orNull(values.registrationNumber),
    localCode: orNull(values.localCode),
    creditClassOn: orNull(values.creditClassOn),
    tags: splitList(values.tags),
    registeredOn: orNull(values.registeredOn),
    sectionId: orNull(values.sectionId),
    formerCodes: splitList(values.formerCodes),
    operatorObjectId: orNull(values.operatorObjectId),
    riskOn: orNull(values.riskOn),
    latitude: numberOrNull(values.latitude),
    longitude: numberOrNull(values.longitude),
    coordinateSystem: values.coordinateSystem as ObjectFields['coordinateSystem'],
    details: detailsOf(values),
  };
}

/** The kind's own fields that are filled in; the server keeps those of the kind. */
export function detailsOf(values: ObjectValues): Record<string, string> {
  return Object.fromEntries(
    kindFields.flatMap(({ key }) => {
      const value = values[detailName(key)]?.trim() ?? '';
      return value === '' ? [] : [[key, value]];
    }),
  );
}

/** What is no number is refused by the schema. */
function numberOrNull(text: string): number | null {
  return text.trim() === '' ? null : Number(text);
}
