/** An inspector's fields as the form holds them and as they travel. */
import type { InspectorDetail, InspectorFields } from '@mingcha/core/registers/inspector.ts';
import { establishments } from '@mingcha/core/registers/inspectors/career.ts';
import { joinList, splitList } from './words.ts';

export const emptyInspector = {
  name: '',
  certificateNumber: '',
  certificateValidTo: '',
  specialities: '',
  /** Empty: everywhere. */
  areas: '',
  canLead: false,
  post: '',
  yearlyCap: '',
  priorLoad: '0',
  sectionId: '',
  establishment: '',
  level: '',
  postSince: '',
  qualifications: '',
};
export type InspectorValues = typeof emptyInspector;

export function inspectorValues(inspector: InspectorDetail): InspectorValues {
  return {
    name: inspector.name,
    certificateNumber: inspector.certificateNumber,
    certificateValidTo: inspector.certificateValidTo ?? '',
    specialities: joinList(inspector.specialities),
    areas: inspector.areas.includes('*') ? '' : joinList(inspector.areas),
    canLead: inspector.canLead,
    post: inspector.post,
    yearlyCap: inspector.yearlyCap === null ? '' : String(inspector.yearlyCap),
    priorLoad: String(inspector.priorLoad),
    sectionId: inspector.sectionId ?? '',
    establishment: inspector.establishment,
    level: inspector.level,
    postSince: inspector.postSince ?? '',
    qualifications: joinList(inspector.qualifications),
  };
}

/** A count as typed; NaN when it is none, which the schema refuses. */
function count(text: string): number {
  return /^\d{1,7}$/.test(text.trim()) ? Number(text.trim()) : Number.NaN;
}

export function inspectorBody(values: InspectorValues): InspectorFields {
  const areas = splitList(values.areas);
  const text = (value: string) => (value.trim() === '' ? null : value.trim());
  return {
    name: values.name,
    certificateNumber: values.certificateNumber,
    certificateValidTo: text(values.certificateValidTo),
    specialities: splitList(values.specialities),
    areas: areas.length === 0 ? ['*'] : areas,
    canLead: values.canLead,
    post: values.post,
    yearlyCap: values.yearlyCap.trim() === '' ? null : count(values.yearlyCap),
    priorLoad: values.priorLoad.trim() === '' ? 0 : count(values.priorLoad),
    sectionId: text(values.sectionId),
    establishment: establishments.find((one) => one === values.establishment) ?? '',
    level: values.level,
    postSince: text(values.postSince),
    qualifications: splitList(values.qualifications),
  };
}
