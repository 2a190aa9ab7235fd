/** Where devices get the installation's own root certificate: a page without scripts, the file, and a QR code of the page. */
import { z } from 'zod';
import { anyone, route } from './api.ts';
import { nothing } from './schemas.ts';

const publicPage = <const I extends string, Q extends z.ZodType>(of: {
  readonly id: I;
  readonly path: string;
  readonly query: Q;
}) =>
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

export const certificateRoutes = {
  page: publicPage({
    id: 'certificate.page',
    path: '/p/install-certificate',
    query: z.object({ lang: z.enum(['zh', 'en']).optional() }),
  }),
  root: publicPage({ id: 'certificate.root', path: '/p/install-certificate/root.crt', query: nothing }),
  code: publicPage({ id: 'certificate.code', path: '/p/install-certificate/code.svg', query: nothing }),
};
