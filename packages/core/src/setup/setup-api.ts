/**
 * Setting up an empty installation: one jurisdiction, its first agency with sections, three administrators, and the rule
 * book to begin from. Whoever does it holds the code that the server printed at its start; afterwards it is closed for ever.
 */
import { z } from 'zod';
import { signInName } from '../common/access-api.ts';
import { anyone, route } from '../common/api.ts';
import { jurisdictionCode } from '../common/host-api.ts';
import { agencyKinds, agencyLevels } from '../common/organisation-api.ts';
import { administratorRoles, roles } from '../common/roles.ts';
import { actionId, instant, line, nothing, requiredLine } from '../common/schemas.ts';

const phone = line(40).refine((text) => /^[\d\s()+-]*$/.test(text), { message: 'access.phone_form' });
/** As printed: three groups of four signs; hyphens, blanks and capitals do not matter. */
const code = z
  .string()
  .max(40)
  .transform((text) => text.toLowerCase().replaceAll(/[^a-z0-9]/g, ''));

const person = z.object({ personName: requiredLine(40), signInName }).strict();
export const setupPresets = ['plain', 'hebei', 'shanxi'] as const;
export type SetupPreset = (typeof setupPresets)[number];

export const setupPlace = z.object({
  jurisdictionName: requiredLine(40),
  divisionCode: jurisdictionCode,
  agencyName: requiredLine(80),
  shortName: requiredLine(20),
  level: z.enum(agencyLevels),
  kind: z.enum(agencyKinds),
  phone,
  complaintPhone: phone,
});
export type SetupPlace = z.output<typeof setupPlace>;

export const setupSections = z
  .array(requiredLine(40))
  .max(40)
  .refine((names) => new Set(names).size === names.length, { message: 'setup.section_twice' });

export const setupAdministrators = z
  .object({ administrator: person, securityAdministrator: person, auditAdministrator: person })
  .strict();
export type SetupAdministrators = z.output<typeof setupAdministrators>;
export type SetupRole = keyof SetupAdministrators;
export const setupRoles = administratorRoles as readonly SetupRole[];

export const setupBody = z
  .object({
    actionId,
    code,
    place: setupPlace.strict(),
    sections: setupSections,
    administrators: setupAdministrators,
    /** The three act for every jurisdiction of the installation, not for this one alone. */
    host: z.boolean(),
    preset: z.enum(setupPresets),
  })
  .strict();
export type SetupInput = z.output<typeof setupBody>;

const madeAccount = z.object({
  role: z.enum(roles),
  personName: z.string(),
  signInName: z.string(),
  oneTimePassword: z.string(),
  expiresAt: instant,
});
export type MadeAccount = z.output<typeof madeAccount>;

export const setupRoutes = {
  /** Tells whether a code is the right one, before the other steps are filled in. */
  checkCode: route({
    id: 'setup.check_code',
    method: 'POST',
    path: '/api/setup/code',
    params: nothing,
    query: nothing,
    body: z.object({ code }).strict(),
    transfer: 'json',
    response: z.object({
      /** Years whose working days are known. */
      calendarYears: z.array(z.number().int()),
      /** This year. */
      year: z.number().int(),
    }),
    policy: anyone,
    audit: null,
    rate: 'signIn',
  }),
  setUp: route({
    id: 'setup.run',
    method: 'POST',
    path: '/api/setup',
    params: nothing,
    query: nothing,
    body: setupBody,
    transfer: 'json',
    response: z.object({ agencyName: z.string(), accounts: z.array(madeAccount) }),
    policy: anyone,
    audit: 'installation.set_up',
    rate: 'signIn',
  }),
};
