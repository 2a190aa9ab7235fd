/** Makes an archive through the routes and reads it with nothing but the words of the formats; for tests. */
import assert from 'node:assert/strict';
import type { TestClient, TestPlatform } from '../testing-app.ts';
import { makeNext } from './export-work.ts';

export type Archive = ReadonlyMap<string, Buffer>;

/** Files of a stored zip by its directory. */
export function unzipped(zip: Buffer): Archive {
  const end = zip.lastIndexOf(Buffer.from('504b0506', 'hex'));
  const files = new Map<string, Buffer>();
  let at = zip.readUInt32LE(end + 16);
  for (let n = zip.readUInt16LE(end + 10); n > 0; n -= 1) {
    const size = zip.readUInt32LE(at + 24);
    const nameLength = zip.readUInt16LE(at + 28);
    const name = zip.subarray(at + 46, at + 46 + nameLength).toString();
    const head = zip.readUInt32LE(at + 42);
    const begin = head + 30 + zip.readUInt16LE(head + 26) + zip.readUInt16LE(head + 28);
    files.set(name, zip.subarray(begin, begin + size));
    at += 46 + nameLength + zip.readUInt16LE(at + 30);
  }
  return files;
}

export type Row = Readonly<Record<string, string>>;

/** Rows of a CSV by the names of its first line (RFC 4180). */
export function rowsOf(archive: Archive, path: string): readonly Row[] {
  const bytes = archive.get(path);
  assert.ok(bytes, `${path} is not in the archive`);
  const [head = [], ...rows] = records(bytes.toString().replace(/^\ufeff/, ''));
  return rows.map((cells) => Object.fromEntries(head.map((name, i) => [name, cells[i] ?? ''])));
}

function records(text: string): readonly (readonly string[])[] {
  const found: string[][] = [];
  let record: string[] = [];
  for (const cell of text.matchAll(/("(?:[^"]|"")*"|[^,\r\n]*)(,|\r\n)/g)) {
    const [, value = '', mark] = cell;
    record.push(value.startsWith('"') ? value.slice(1, -1).replaceAll('""', '"') : value);
    if (mark === ',') continue;
    found.push(record);
    record = [];
  }
  return found;
}

export interface Asking {
  readonly platform: TestPlatform;
  readonly administrator: TestClient;
  readonly securityAdministrator: TestClient;
  readonly agencyId: string;
}

/** Asked, confirmed, made and downloaded. */
export async function exportOf({
  platform,
  administrator,
  securityAdministrator,
  agencyId,
}: Asking): Promise<{ readonly id: string; readonly zip: Buffer; readonly archive: Archive }> {
  const asked = await administrator.post('/api/agency-exports', {
    actionId: crypto.randomUUID(),
    agencyId,
    reason: '年度离线存档',
  });
  assert.equal(asked.status, 200, JSON.stringify(asked.body));
  const { id } = asked.body as { readonly id: string };
  const decided = await securityAdministrator.post(`/api/agency-exports/${id}/confirmation`, {
    actionId: crypto.randomUUID(),
  });
  assert.equal(decided.status, 200, JSON.stringify(decided.body));
  assert.equal(await makeNext(platform), true);
  const file = await administrator.get(`/api/agency-exports/${id}/archive`);
  assert.equal(file.status, 200, JSON.stringify(file.body));
  return { id, zip: file.raw, archive: unzipped(file.raw) };
}
