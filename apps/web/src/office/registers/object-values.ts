/** An object's fields as the form holds them (all text) and as they travel. */
import type { ObjectDetail, ObjectFields } from '@mingcha/core/registers/object.ts';
import { joinList, splitList } from './words.ts';

export const emptyObject = {
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
};
export type ObjectValues = typeof emptyObject;

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
  };
}

const orNull = (text: string) => (text.trim() === '' ? null : text.trim());

/** What travels; closed sets are checked by the schema, not by the type. */
export function objectBody(values: ObjectValues): ObjectFields {
  return {
    ...values,
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
  };
}
