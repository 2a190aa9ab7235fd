/** A roster written by a process of its own, and its import as the screens do it. */
import { execFileSync } from 'node:child_process';
import { copyFile, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import {
  applyImport,
  getImport,
  previewImport,
  uploadImport,
} from '../../apps/server/src/registers/import.service.ts';
import type { Bench } from './database.ts';
import { timed } from './report.ts';

const writer = fileURLToPath(new URL('../write-roster.ts', import.meta.url));

export function writeRoster(path: string, rows: number): void {
  execFileSync(process.execPath, [writer, path, String(rows)]);
}

interface Imported {
  readonly took: number;
  readonly phases: Readonly<Record<'upload' | 'preview' | 'apply', number>>;
  readonly rows: number;
  readonly doubts: number;
}

/** As the screens do it: upload, the proposed mapping confirmed, waiting for the preview, apply. */
export async function importFile(bench: Bench, path: string, fileName: string): Promise<Imported> {
  const { platform, cast } = bench;
  const actor = cast.anLan;
  const actionId = (): string => platform.ids.next();
  // The server's upload has hashed the stream by now; the service only stores it.
  const taken = platform.files.temporaryPath();
  await copyFile(path, taken);
  const { size } = await stat(path);
  const up = await timed(() =>
    uploadImport(platform, actor, {
      actionId: actionId(),
      kind: 'objects',
      sheet: undefined,
      upload: { path: taken, fileName, contentType: '', sha256: '', size },
    }),
  );
  if (!up.value.ok) throw new Error(JSON.stringify(up.value.error));
  const { id, table } = up.value.value;
  const preview = await timed(async () => {
    const started = await previewImport(platform, actor, {
      actionId: actionId(),
      id,
      mapping: table.proposal,
    });
    if (!started.ok) throw new Error(JSON.stringify(started.error));
    for (;;) {
      const now = await getImport(platform, actor, id);
      if (now.ok && now.value.state === 'previewed') return now.value.counts;
      if (now.ok && now.value.state !== 'reading') throw new Error(JSON.stringify(now.value.failure));
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  });
  const apply = await timed(() => applyImport(platform, actor, { actionId: actionId(), id }));
  if (!apply.value.ok) throw new Error(JSON.stringify(apply.value.error));
  return {
    took: up.took + preview.took + apply.took,
    phases: { upload: up.took, preview: preview.took, apply: apply.took },
    rows: preview.value?.new ?? 0,
    doubts: preview.value?.warned ?? 0,
  };
}
