/**
 * Routes of the portal's forms that work without scripts: objection, feedback, look-up. A post carries plain fields; what is
 * wrong in them is said on the page with everything that was typed, so the bodies here only bound their size.
 */
import { z } from 'zod';
import { anyone, type RateClass, route } from '../../common/api.ts';
import { nothing } from '../../common/schemas.ts';
import { portalReading } from './portal-api.ts';

const word = (max: number) => z.string().max(max).optional().catch(undefined);
/** As typed; each form has limits of its own, which leave what was typed in place. */
const typed = z.string().max(20_000).default('');

export const objectionFormQuery = z.object({ ...portalReading, record: word(80), q: word(100) });
export const contactFormQuery = z.object({ ...portalReading, agency: word(80) });
const plainQuery = z.object(portalReading);

interface Shown<Q extends z.ZodType> {
  readonly id: string;
  readonly path: string;
  readonly query: Q;
}
const show = <Q extends z.ZodType>(of: Shown<Q>) =>
  route({
    ...of,
    method: 'GET',
    params: nothing,
    body: nothing,
    transfer: 'page',
    response: z.unknown(),
    policy: anyone,
    audit: null,
    rate: 'public',
  });

interface Sent<B extends z.ZodType> {
  readonly id: string;
  readonly path: string;
  readonly body: B;
  readonly audit: string | null;
  readonly rate: RateClass;
}
const send = <B extends z.ZodType>(of: Sent<B>) =>
  route({
    ...of,
    method: 'POST',
    params: nothing,
    query: plainQuery,
    transfer: 'page',
    response: z.unknown(),
    policy: anyone,
  });

export const objectionForm = show({
  id: 'portal.objectionForm',
  path: '/p/forms/objection',
  query: objectionFormQuery,
});
export const sendObjectionForm = send({
  id: 'portal.sendObjectionForm',
  path: '/p/forms/objection',
  body: z.object({
    actionId: typed,
    record: typed,
    paperCode: typed,
    applicantKind: typed,
    name: typed,
    phone: typed,
    address: typed,
    grounds: typed,
  }),
  audit: 'objection.received',
  rate: 'upload',
});
export type ObjectionFormBody = z.output<typeof sendObjectionForm.body>;

export const contactForm = show({
  id: 'portal.contactForm',
  path: '/p/forms/contact',
  query: contactFormQuery,
});
export const sendContactForm = send({
  id: 'portal.sendContactForm',
  path: '/p/forms/contact',
  body: z.object({
    actionId: typed,
    agencyId: typed,
    kind: typed,
    subject: typed,
    content: typed,
    objectName: typed,
    name: typed,
    phone: typed,
    address: typed,
  }),
  audit: 'contact.received',
  rate: 'upload',
});
export type ContactFormBody = z.output<typeof sendContactForm.body>;

export const trackForm = show({ id: 'portal.trackForm', path: '/p/forms/track', query: plainQuery });
/** A look-up: number and code travel in the body, so that no history or log keeps them. */
export const sendTrackForm = send({
  id: 'portal.sendTrackForm',
  path: '/p/forms/track',
  body: z.object({ number: typed, code: typed }),
  audit: null,
  rate: 'public',
});
export type TrackFormBody = z.output<typeof sendTrackForm.body>;
