/** The import of a roster as a browser does it, over HTTP: upload, the proposed mapping confirmed, the preview awaited, apply. */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';

export interface Caller {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface ImportTimes {
  /** Milliseconds. */
  readonly upload: number;
  readonly preview: number;
  readonly apply: number;
  readonly all: number;
  /** New rows as the preview counted them. */
  readonly rows: number;
}

interface Detail {
  readonly id: string;
  readonly state: string;
  readonly table: { readonly proposal: Readonly<Record<string, number>> };
  readonly counts: { readonly new: number } | null;
  readonly failure: unknown;
}

/** Milliseconds between two looks at a preview that is under way: a browser looks every second. */
const lookEvery = 100;

export async function importOverHttp(caller: Caller, path: string): Promise<ImportTimes> {
  const start = performance.now();
  const form = new FormData();
  form.append('file', new Blob([await readFile(path)]), basename(path));
  const made = await ask(caller, `/api/imports?kind=objects&actionId=${crypto.randomUUID()}`, form);
  const uploaded = performance.now();
  const { proposal: mapping } = made.table;
  await ask(caller, `/api/imports/${made.id}/preview`, { actionId: crypto.randomUUID(), mapping });
  let found = await ask(caller, `/api/imports/${made.id}`);
  while (found.state === 'reading') {
    await new Promise((resolve) => setTimeout(resolve, lookEvery));
    found = await ask(caller, `/api/imports/${made.id}`);
  }
  if (found.state !== 'previewed') throw new Error(JSON.stringify(found.failure));
  const previewed = performance.now();
  await ask(caller, `/api/imports/${made.id}/apply`, { actionId: crypto.randomUUID() });
  const end = performance.now();
  return {
    upload: uploaded - start,
    preview: previewed - uploaded,
    apply: end - previewed,
    all: end - start,
    rows: found.counts?.new ?? 0,
  };
}

async function ask(caller: Caller, path: string, body?: FormData | object): Promise<Detail> {
  const isForm = body instanceof FormData;
  const reply = await fetch(`${caller.url}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      ...caller.headers,
      ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
  });
  const answer = (await reply.json()) as Detail;
  if (!reply.ok) throw new Error(`${path}: ${reply.status} ${JSON.stringify(answer)}`);
  return answer;
}
