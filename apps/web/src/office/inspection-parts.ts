/** All sections of the page of one inspection, in the order of the procedure; later stages add theirs here. */
import { type InspectionSection, inspectionSections } from './inspections/inspection-sections.ts';

export const inspectionParts: readonly InspectionSection[] = [...inspectionSections];
