/**
 * `node tools/print-papers.ts FOLDER [kind …]`: every kind of paper with its four sets of data (short, typical, forty
 * problems, very long names) as PDF and DOCX into FOLDER, to be looked at after a change of forms or renderers. Where
 * poppler is installed the pages come as PNG too. What can be asserted stands in paper-printing.test.ts.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderDocx } from '../apps/server/src/platform/documents/paper-docx.ts';
import { renderPdf } from '../apps/server/src/platform/documents/paper-pdf.ts';
import { sampledPaper, sampleSizes } from '../apps/server/src/tasks/papers/paper-samples.fixture.ts';
import { paperKinds } from '../packages/core/src/tasks/papers/paper-kinds.ts';

const [folder, ...words] = process.argv.slice(2);
if (folder === undefined) {
  console.error('node tools/print-papers.ts FOLDER [kind …]');
  process.exit(2);
}
mkdirSync(folder, { recursive: true });

for (const kind of paperKinds.filter((each) => words.length === 0 || words.includes(each))) {
  for (const size of sampleSizes) {
    const paper = sampledPaper(kind, size);
    const name = join(folder, `${kind}-${size}`);
    writeFileSync(`${name}.pdf`, await renderPdf(paper));
    writeFileSync(`${name}.docx`, await renderDocx(paper));
    // Not installed: the PDF is enough.
    spawnSync('pdftoppm', ['-r', '50', '-png', `${name}.pdf`, name]);
    console.log(name);
  }
}
