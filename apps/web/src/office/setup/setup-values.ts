/** What is typed in the assistant, how each step is checked, and the request made of it. No markup. */

import type { SetupInput, SetupPreset } from '@mingcha/core/setup/setup-api.ts';
import { setupAdministrators, setupPlace, setupRoles, setupSections } from '@mingcha/core/setup/setup-api.ts';
import { z } from 'zod';

export interface Typed {
  readonly code: string;
  readonly jurisdictionName: string;
  readonly divisionCode: string;
  readonly agencyName: string;
  readonly shortName: string;
  readonly level: string;
  readonly kind: string;
  readonly phone: string;
  readonly complaintPhone: string;
  /** One a line. */
  readonly sections: string;
  readonly administratorName: string;
  readonly administratorSignIn: string;
  readonly securityName: string;
  readonly securitySignIn: string;
  readonly auditName: string;
  readonly auditSignIn: string;
  readonly host: boolean;
  readonly preset: SetupPreset;
}

export const nothingTyped: Typed = {
  code: '',
  jurisdictionName: '',
  divisionCode: '',
  agencyName: '',
  shortName: '',
  level: 'county',
  kind: '',
  phone: '',
  complaintPhone: '',
  sections: '',
  administratorName: '',
  administratorSignIn: '',
  securityName: '',
  securitySignIn: '',
  auditName: '',
  auditSignIn: '',
  host: false,
  preset: 'plain',
};

/** Fields of the three, in the order of the page. */
export const personFields = {
  administrator: { name: 'administratorName', signIn: 'administratorSignIn' },
  securityAdministrator: { name: 'securityName', signIn: 'securitySignIn' },
  auditAdministrator: { name: 'auditName', signIn: 'auditSignIn' },
} as const;

export const setupSteps = ['code', 'place', 'sections', 'administrators', 'rules'] as const;
export type SetupStep = (typeof setupSteps)[number];

export function sectionsOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

const { personName, signInName } = setupAdministrators.shape.administrator.shape;

const schemas: Readonly<Record<SetupStep, z.ZodType>> = {
  code: z.object({ code: z.string().min(1) }),
  place: setupPlace,
  sections: z.object({ sections: z.string().transform(sectionsOf).pipe(setupSections) }),
  administrators: z.object(
    Object.fromEntries(
      setupRoles.flatMap((role) => [
        [personFields[role].name, personName],
        [personFields[role].signIn, signInName],
      ]),
    ),
  ),
  rules: z.object({}),
};

/** The schema of one step over what is typed, and only over that step's fields. */
export function schemaOf(step: SetupStep): z.ZodType {
  return schemas[step];
}

/** The request without its action id. Throws when a step was not checked. */
export function requestOf(typed: Typed): Omit<SetupInput, 'actionId'> {
  const person = (role: (typeof setupRoles)[number]) => ({
    personName: typed[personFields[role].name],
    signInName: typed[personFields[role].signIn],
  });
  return {
    code: typed.code,
    place: setupPlace.parse(typed),
    sections: sectionsOf(typed.sections),
    administrators: {
      administrator: person('administrator'),
      securityAdministrator: person('securityAdministrator'),
      auditAdministrator: person('auditAdministrator'),
    },
    host: typed.host,
    preset: typed.preset,
  };
}
