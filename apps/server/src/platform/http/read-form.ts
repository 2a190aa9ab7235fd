/** Reads a plain form (`application/x-www-form-urlencoded`): the last value of a name counts, every value is a text. */
import type { FastifyRequest } from 'fastify';

type Done = (error: Error | null, body?: unknown) => void;

/** A parser of Fastify; more than `most` fields are no form of ours. */
export function readForm(_request: FastifyRequest, body: string, done: Done): void {
  const fields = [...new URLSearchParams(body)];
  if (fields.length > most) {
    done(Object.assign(new Error('too many fields'), { statusCode: 400 }));
    return;
  }
  done(null, Object.fromEntries(fields));
}

const most = 100;
