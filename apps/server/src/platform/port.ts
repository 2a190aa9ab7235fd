/** Whether the port can be used, asked before the long work of a first start begins. */
import { createServer } from 'node:net';
import { SetupError } from './setup-error.ts';

/** Throws SetupError `port.*` or `host.unknown` when `host:port` cannot be listened on. */
export async function checkPort(host: string, port: number): Promise<void> {
  const server = createServer();
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen({ host, port, exclusive: true }, () => resolve());
    });
  } catch (error) {
    throw portRefusal(error, { host, port });
  }
  await new Promise((resolve) => server.close(resolve));
}

/** Puts a failed `listen` into the words of an operator; other errors pass unchanged. */
export function portRefusal(error: unknown, at: { readonly host: string; readonly port: number }): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'EADDRINUSE') return new SetupError('port.taken', { port: at.port }, error);
  if (code === 'EACCES') return new SetupError('port.forbidden', { port: at.port }, error);
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return new SetupError('host.unknown', { host: at.host }, error);
  }
  return error;
}
