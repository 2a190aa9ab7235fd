/** Whether a server of this installation runs, and which process it is. */
import { existsSync } from 'node:fs';
import { request } from 'node:http';
import { request as requestSecurely } from 'node:https';
import { servesHttps } from '../../cert/served-certificate.ts';
import type { Config } from '../../config.ts';
import { lockHolder } from '../../db/folder-lock.ts';
import type { Patient } from './check.ts';

/** The process that holds the data folder, or null. */
export async function servingProcess(dataFolder: string): Promise<number | null> {
  return existsSync(dataFolder) ? lockHolder(dataFolder) : null;
}

/** The server of this data folder, or one of ours on its port where the database stands elsewhere. */
export async function isServedHere({ config }: Pick<Patient, 'config'>): Promise<boolean> {
  if (config.databaseUrl === null) return (await servingProcess(config.dataFolder)) !== null;
  return (await askHere(config, '/healthz')).status === 200;
}

/** One question to the server on this machine, over HTTP or HTTPS; status 0 when nobody answers. */
export async function askHere(
  at: Pick<Config, 'host' | 'port' | 'lan' | 'certificate' | 'secretsFolder'>,
  path: string,
): Promise<{ readonly status: number; readonly body: string }> {
  // Not by the name localhost: a machine may resolve it to the other family, or not at all.
  const host = at.host === '0.0.0.0' ? '127.0.0.1' : at.host === '::' ? '::1' : at.host;
  for (const secure of servesHttps(at) ? [true, false] : [false, true]) {
    const answer = await ask({ host, port: at.port, path, secure });
    if (answer.status !== 0) return answer;
  }
  return { status: 0, body: '' };
}

interface Question {
  readonly host: string;
  readonly port: number;
  readonly path: string;
  readonly secure: boolean;
}

function ask(question: Question): Promise<{ readonly status: number; readonly body: string }> {
  const { secure, ...where } = question;
  return new Promise((resolve) => {
    const nothing = () => resolve({ status: 0, body: '' });
    // Our own certificate on our own machine: who answers is told by the data folder, not by a name.
    const options = { ...where, timeout: 3000, rejectUnauthorized: false };
    const asked = (secure ? requestSecurely : request)(options, (reply) => {
      let body = '';
      reply.on('data', (piece: Buffer) => {
        if (body.length < 1_000_000) body += piece.toString();
      });
      reply.on('end', () => resolve({ status: reply.statusCode ?? 0, body }));
      reply.on('error', nothing);
    });
    asked.on('timeout', () => asked.destroy());
    asked.on('error', nothing);
    asked.end();
  });
}
