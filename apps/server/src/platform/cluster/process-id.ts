/** The name of this process among the server processes of an installation, for as long as it lives. */
import { randomUUID } from 'node:crypto';

export const processId: string = randomUUID();
