/** What tests of the auditor's room share: filed dossiers written directly, and the contents of a zip. */

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { open } from 'yauzl';
import { insertDossier } from '../../followups/archive/archive.queries.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { insertFile } from '../../platform/files/files.queries.ts';
import type { TestApp } from '../../platform/testing-app.ts';
import { plantInspections } from '../../tasks/task-testing.ts';

/** Built dossiers of the bureau, filed today; each with a digest of its own. */
export async function plantDossiers(test: TestApp, count: number): Promise<readonly string[]> {
  const { platform, cast } = test;
  const { taskId, inspectionIds } = await plantInspections(test, { count, stage: 'passed' });
  const at = platform.clock.now();
  const today = platform.clock.today();
  const year = Number(today.slice(0, 4));
  const { jurisdictionId } = cast.anLan;
  const { sha256, size } = await platform.files.put(new TextEncoder().encode('%PDF-1.4 dossier'));
  return inTransaction(platform.db, async (tx) => {
    const fileId = platform.ids.next();
    await insertFile(tx, {
      jurisdictionId,
      id: fileId,
      sha256,
      size,
      contentType: 'application/pdf',
      fileName: 'dossier.pdf',
      createdAt: at,
      createdBy: cast.anLan.accountId,
    });
    const numbers: string[] = [];
    for (const [index, inspection_id] of inspectionIds.entries()) {
      const archive_number = `J012-JC·${year}-D10-${String(index + 1).padStart(4, '0')}`;
      numbers.push(archive_number);
      await insertDossier(tx, {
        jurisdiction_id: cast.anLan.jurisdictionId,
        id: platform.ids.next(),
        inspection_id,
        task_id: taskId,
        agency_id: cast.anLan.agencyId,
        part: 1,
        archive_number,
        year,
        retention: 'years10',
        title: '茶亭采石场检查案卷',
        object_name: `茶亭${index + 1}号采石场`,
        state: 'built',
        pieces: 3,
        pages: 4,
        pdf_file_id: fileId,
        pdf_sha256: sha256,
        package_file_id: fileId,
        package_sha256: String(index).padStart(64, '0'),
        filed_on: today,
        filed_by: cast.anLan.accountId,
        filed_name: cast.anLan.personName,
        created_at: at,
        built_at: at,
      });
    }
    return numbers;
  });
}

/** Files of a zip by their paths. */
export async function filesIn(test: TestApp, bytes: Buffer): Promise<ReadonlyMap<string, Uint8Array>> {
  const path = join(test.platform.config.dataFolder, `${test.actionId()}.zip`);
  await writeFile(path, bytes);
  return new Promise((resolve, reject) => {
    const files = new Map<string, Uint8Array>();
    open(path, { lazyEntries: true }, (error, zip) => {
      if (error !== null) return reject(error);
      zip.on('error', reject);
      zip.on('end', () => resolve(files));
      zip.on('entry', (entry) =>
        zip.openReadStream(entry, (failed, stream) => {
          if (failed !== null) return reject(failed);
          const pieces: Buffer[] = [];
          stream.on('data', (piece: Buffer) => pieces.push(piece));
          stream.on('end', () => {
            files.set(entry.fileName, new Uint8Array(Buffer.concat(pieces)));
            zip.readEntry();
          });
        }),
      );
      zip.readEntry();
    });
  });
}
