/** Training of enterprises for the enterprises: pages without scripts for everybody, and the own sign-ups of a signed-in enterprise. */
import { z } from 'zod';
import { anyone, enterpriseOnly, type RateClass, route } from '../../common/api.ts';
import { actionId, instant, nothing, requiredLine, uuid } from '../../common/schemas.ts';
import { portalReading } from '../portal/portal-api.ts';
import { mostSignupPeople } from './lecture.ts';

const plainQuery = z.object(portalReading);
/** A member of a path; what is nobody's id leads to the page that says so. */
const key = z.object({ id: z.string().max(200) });
/** As typed; what is wrong in it is said on the page with everything that was typed. */
const typed = z.string().max(2000).default('');

const show = <const I extends string, P extends z.ZodType>(of: {
  readonly id: I;
  readonly path: string;
  readonly params: P;
}) =>
  route({
    ...of,
    method: 'GET',
    query: plainQuery,
    body: nothing,
    transfer: 'page',
    response: z.unknown(),
    policy: anyone,
    audit: null,
    rate: 'public',
  });
const send = <P extends z.ZodType, B extends z.ZodType>(of: {
  readonly id: string;
  readonly path: string;
  readonly params: P;
  readonly body: B;
  readonly audit: string | null;
  readonly rate: RateClass;
}) =>
  route({
    ...of,
    method: 'POST',
    query: plainQuery,
    transfer: 'page',
    response: z.unknown(),
    policy: anyone,
  });

export const lecturesPage = show({ id: 'portal.lectures', path: '/p/training', params: nothing });
export const lecturePage = show({ id: 'portal.lecture', path: '/p/training/:id', params: key });
export const sendSignupForm = send({
  id: 'portal.sendLectureSignup',
  path: '/p/training/:id',
  params: key,
  body: z.object({
    actionId: typed,
    code: typed,
    creditCode: typed,
    people: typed,
    name: typed,
    phone: typed,
  }),
  audit: 'lecture.signed_up',
  rate: 'upload',
});
export type SignupFormBody = z.output<typeof sendSignupForm.body>;

export const ownSignupForm = show({ id: 'portal.ownSignup', path: '/p/forms/signup', params: nothing });
/** A look-up; the code travels in the body, so that no history or log keeps it. */
export const lookUpSignupForm = send({
  id: 'portal.lookUpSignup',
  path: '/p/forms/signup',
  params: nothing,
  body: z.object({ code: typed }),
  audit: null,
  rate: 'upload',
});
export const withdrawSignupForm = send({
  id: 'portal.withdrawSignup',
  path: '/p/forms/signup-withdrawal',
  params: nothing,
  body: z.object({ actionId: typed, code: typed }),
  audit: 'lecture.signed_off',
  rate: 'upload',
});

/** What whoever signs up fills in, besides how they show who they are. */
export const signupFields = z.object({
  people: z.coerce.number().int().min(1).max(mostSignupPeople),
  name: requiredLine(60),
  phone: requiredLine(40).refine((text) => /^[\d+\-() ]{5,40}$/.test(text), {
    message: 'lecture.phone_invalid',
  }),
});
export type SignupFields = z.output<typeof signupFields>;
export const signupByCode = signupFields.extend({
  actionId,
  code: requiredLine(40),
  creditCode: z.string().max(40),
});

const openness = z.enum(['open', 'full', 'closed', 'over']);
const ownRow = z.object({
  id: uuid,
  title: z.string(),
  topic: z.string(),
  audience: z.string(),
  agencyName: z.string(),
  startsAt: instant,
  endsAt: instant,
  closesAt: instant,
  place: z.string(),
  link: z.string(),
  standing: openness,
  /** The enterprise's own; null where it has none. */
  signup: z
    .object({
      id: uuid,
      people: z.number().int(),
      contactName: z.string(),
      /** People of it that came; null until it is recorded. */
      attended: z.number().int().nullable(),
      mayWithdraw: z.boolean(),
    })
    .nullable(),
});
export type OwnLecture = z.output<typeof ownRow>;

const own = { transfer: 'json', policy: enterpriseOnly } as const;
export const listOwnLectures = route({
  ...own,
  method: 'GET',
  id: 'enterpriseLectures.list',
  path: '/api/enterprise/lectures',
  params: nothing,
  query: nothing,
  body: nothing,
  /** What may be signed up for, and everything it signed up for, the nearest first. */
  response: z.object({ rows: z.array(ownRow).max(300) }),
  audit: null,
  rate: 'read',
});
export const signUpAsEnterprise = route({
  ...own,
  method: 'POST',
  id: 'enterpriseLectures.signUp',
  path: '/api/enterprise/lectures/:id/signup',
  params: z.object({ id: uuid }),
  query: nothing,
  body: z.object({
    actionId,
    people: z.number().int().min(1).max(mostSignupPeople),
    name: signupFields.shape.name,
    phone: signupFields.shape.phone,
  }),
  response: z.object({ id: uuid }),
  audit: 'lecture.signed_up',
  rate: 'write',
});
export const signOffAsEnterprise = route({
  ...own,
  method: 'POST',
  id: 'enterpriseLectures.signOff',
  path: '/api/enterprise/lectures/:id/withdrawal',
  params: z.object({ id: uuid }),
  query: nothing,
  body: z.object({ actionId }),
  response: z.object({ id: uuid }),
  audit: 'lecture.signed_off',
  rate: 'write',
});
