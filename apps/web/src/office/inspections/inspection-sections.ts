/**
 * Sections of the page of one inspection, in the order of the procedure: those of the stages up to this one. Sections
 * of later stages are added in `office/inspection-parts.ts`, so that no stage imports a later one.
 */

import type { Role } from '@mingcha/core/common/roles.ts';
import { inspectionPageText } from '@mingcha/core/inspections/results/inspection-page-text.ts';
import { preparationPageText } from '@mingcha/core/tasks/preparation/preparation-page-text.ts';
import { tripText } from '@mingcha/core/tasks/trip-text.ts';
import type { ComponentType } from 'react';
import type { PageTitle } from '../shell/page-list.ts';

/** One section: a component that reads what it needs by the inspection's id. */
export interface InspectionSection {
  /** Unique; stands in the address (`?tab=results`). */
  readonly key: string;
  readonly title: PageTitle;
  /** Who is offered it; without, everybody who sees the inspection. */
  readonly roles?: readonly Role[];
  readonly load: () => Promise<ComponentType<{ readonly inspectionId: string }>>;
}

export const inspectionSections: readonly InspectionSection[] = [
  {
    key: 'overview',
    title: { catalogue: inspectionPageText, key: 'section.overview' },
    load: async () => (await import('./overview-section.tsx')).OverviewSection,
  },
  {
    key: 'trip',
    title: { catalogue: tripText, key: 'title' },
    roles: ['inspector', 'sectionOfficer', 'legalOfficer', 'agencyHead'],
    load: async () => (await import('../tasks/trip-section.tsx')).TripSection,
  },
  {
    key: 'preparation',
    title: { catalogue: preparationPageText, key: 'section' },
    load: async () => (await import('../tasks/preparation/preparation-section.tsx')).PreparationSection,
  },
  {
    key: 'visit',
    title: { catalogue: inspectionPageText, key: 'section.visit' },
    load: async () => (await import('./visit-section.tsx')).VisitSection,
  },
  {
    key: 'results',
    title: { catalogue: inspectionPageText, key: 'section.results' },
    load: async () => (await import('./results-section.tsx')).ResultsSection,
  },
];
