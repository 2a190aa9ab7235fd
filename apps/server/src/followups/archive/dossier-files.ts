/**
 * Makes the two files of a dossier: one PDF/A of cover, index, papers, results, evidence list, events and notes, and one
 * package (zip) with each paper, all originals and `manifest.json` with a SHA-256 for every file. Writes no rows.
 */
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { Paper } from '@mingcha/core/common/paper.ts';
import {
  carriedSentence,
  copiesSentence,
  type EvidenceLine,
  eventsPart,
  evidencePart,
  linkedSentence,
  missingSentence,
  packageNames,
  partTitles,
  resultsPart,
  voidNote,
} from '@mingcha/core/followups/archive/dossier-form.ts';
import { type PaperInput, paperData } from '@mingcha/core/tasks/papers/paper-data.ts';
import { paperForms } from '@mingcha/core/tasks/papers/paper-forms.ts';
import { type PaperWording, paperWording } from '@mingcha/core/tasks/papers/paper-wording.ts';
import { clausesText, instantText } from '@mingcha/core/tasks/papers/writ-form.ts';
import {
  bundlePlaces,
  type MadeBundle,
  type PaperBundle,
  renderBundle,
} from '../../platform/documents/paper-bundle.ts';
import type { StoredFile } from '../../platform/files/file-store.ts';
import { type ZipPart, zipPieces } from '../../platform/files/zip-writer.ts';
import type { Platform } from '../../platform/platform.ts';
import { renderPaper } from '../../tasks/papers/paper.service.ts';
import type { StoredDossier } from './archive.queries.ts';
import {
  type DossierContent,
  type DossierEvidence,
  type DossierFile,
  followupWords,
} from './dossier-content.ts';

export interface DossierHead {
  readonly dossier: StoredDossier;
  readonly agencyName: string;
  readonly taskNumber: string;
  readonly taskTitle: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly people: PaperInput<'dossierCover'>['people'];
  /** Number of the part before, empty for the first. */
  readonly linked: string;
  /** 全宗号, empty for none. */
  readonly fonds: string;
  /** Of the agency's jurisdiction. */
  readonly wording: PaperWording;
}

export interface MadeDossier {
  readonly pdf: StoredFile;
  readonly package: StoredFile;
  readonly pages: number;
  readonly pieces: number;
  readonly missing: number;
}

export async function makeDossier(
  platform: Platform,
  head: DossierHead,
  content: DossierContent,
): Promise<MadeDossier> {
  const here = new Set<string>();
  const { evidence, copies, scans, followupFiles } = content;
  for (const file of [...evidence, ...copies, ...scans, ...followupFiles])
    if (await platform.files.has(file.sha256)) here.add(file.sha256);
  const missing = evidence.filter((each) => !here.has(each.sha256)).length;
  const made = await makePdf(head, content, { here, missing });
  const pdf = await platform.files.put(made.bytes);
  const packed = await platform.files.put(
    Readable.from(zipPieces(packageParts(platform, { head, content, here, pdf: made.bytes }))),
  );
  return { pdf, package: packed, pages: made.pages, pieces: piecesOf(content), missing };
}

/** Papers, and the lists of results, evidence and events. */
const piecesOf = (content: DossierContent): number => content.papers.length + 3;

interface Missing {
  readonly here: ReadonlySet<string>;
  readonly missing: number;
}

async function makePdf(head: DossierHead, content: DossierContent, files: Missing): Promise<MadeBundle> {
  const { dossier } = head;
  const title = { authority: head.agencyName, archiveNumber: dossier.archive_number };
  const inner: readonly Paper[] = [
    ...content.papers.map((paper) => renderPaper(paper)),
    resultsPart(title, {
      overall: content.results[0]?.overall ?? '',
      results: content.results,
      findings: content.followups.map((each) => ({
        text: each.finding.text,
        clauses: clausesText(each.finding.clauses),
        ...followupWords(each),
      })),
    }),
    evidencePart(title, [
      ...content.evidence.map((each) => evidenceLine(each, { here: files.here, isCopy: false })),
      ...content.copies.map((each) => evidenceLine(each, { here: files.here, isCopy: true })),
    ]),
    eventsPart(
      title,
      content.events.map((each) => ({ ...each, at: instantText(each.at) })),
    ),
  ];
  const bundle = (papers: readonly Paper[]): PaperBundle => ({
    title: dossier.title,
    author: head.agencyName,
    papers,
    isArchive: true,
    madeAt: dossier.created_at,
  });
  // The index says on which page each paper begins, and has pages of its own: laid out once to learn both.
  const framed = (starts: readonly number[], pages: number | null): readonly Paper[] => [
    cover(head, content, pages),
    index(head, content, starts),
    ...inner,
    notes(head, content, { ...files, pages }),
  ];
  const places = await bundlePlaces(bundle(framed([], null)));
  return renderBundle(bundle(framed(places.starts.slice(2), places.pages)), places);
}

const evidenceLine = (
  each: DossierEvidence,
  of: { readonly here: ReadonlySet<string>; readonly isCopy: boolean },
): EvidenceLine => ({
  name: each.name,
  at: instantText(each.at),
  by: each.by,
  bytes: String(each.bytes),
  sha256: each.sha256,
  here: of.here.has(each.sha256),
  isCopy: of.isCopy,
});

const common = (head: DossierHead) => ({
  agency: { name: head.agencyName },
  issuedOn: head.dossier.filed_on,
  archiveNumber: head.dossier.archive_number,
  title: head.dossier.title,
  retention: head.dossier.retention,
});
const paperHead = (head: DossierHead) => ({
  number: head.dossier.archive_number,
  wording: head.wording,
  check: null,
});

function cover(head: DossierHead, content: DossierContent, pages: number | null): Paper {
  const { dossier } = head;
  return paperForms.dossierCover.build(
    paperData.dossierCover.parse({
      ...common(head),
      fonds: head.fonds,
      objectName: content.objectName,
      uscc: content.uscc,
      taskNumber: head.taskNumber,
      taskTitle: head.taskTitle,
      result: content.results[0]?.overall ?? '',
      handling: [...new Set(content.followups.map((each) => followupWords(each).handling))].join('；'),
      people: head.people,
      from: head.from,
      to: head.to,
      filedOn: dossier.filed_on,
      filedBy: dossier.filed_name,
      pieces: piecesOf(content),
      pages,
    }),
    paperHead(head),
  );
}

/** The name under which it was issued. */
const titleOf = (paper: DossierContent['papers'][number]): string =>
  paperWording.parse(paper.wording).titles[paper.kind];

function index(head: DossierHead, content: DossierContent, starts: readonly number[]): Paper {
  const lists = Object.values(partTitles);
  const page = (at: number): string => String(starts[at] ?? '');
  return paperForms.dossierIndex.build(
    paperData.dossierIndex.parse({
      ...common(head),
      rows: [
        ...content.papers.map((paper, at) => ({
          name: titleOf(paper),
          number: paper.number,
          responsible: (paper.data as { agency: { name: string } }).agency.name,
          on: (paper.data as { issuedOn: string }).issuedOn,
          pages: page(at),
          note: paper.state === 'void' ? voidNote : '',
        })),
        ...lists.map((name, at) => ({
          name,
          responsible: head.agencyName,
          on: head.dossier.filed_on,
          pages: page(content.papers.length + at),
        })),
      ],
    }),
    paperHead(head),
  );
}

function notes(
  head: DossierHead,
  content: DossierContent,
  files: Missing & { readonly pages: number | null },
): Paper {
  const { dossier } = head;
  const sentences = [
    dossier.situation,
    dossier.carried_to === ''
      ? ''
      : carriedSentence({
          open: dossier.carried_open,
          number: dossier.carried_to,
          reason: dossier.carried_reason,
        }),
    head.linked === '' ? '' : linkedSentence(head.linked),
    files.missing === 0 ? '' : missingSentence(files.missing),
    content.copies.length === 0 ? '' : copiesSentence(content.copies.length),
  ];
  return paperForms.dossierNotes.build(
    paperData.dossierNotes.parse({
      ...common(head),
      pieces: piecesOf(content),
      pages: files.pages,
      evidenceFiles: content.evidence.length,
      situation: sentences.filter((each) => each !== '').join('\n'),
      filedBy: dossier.filed_name,
      filedOn: dossier.filed_on,
    }),
    paperHead(head),
  );
}

interface Entry {
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
}

/** Data first, originals after, the manifest last: by then every digest is known. */
async function* packageParts(
  platform: Platform,
  of: {
    readonly head: DossierHead;
    readonly content: DossierContent;
    readonly here: ReadonlySet<string>;
    readonly pdf: Uint8Array;
  },
): AsyncGenerator<ZipPart> {
  const { head, content, here } = of;
  const entries: Entry[] = [];
  const own = (path: string, bytes: Uint8Array): ZipPart => {
    entries.push({ path, sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length });
    return { path, content: bytes };
  };
  const text = (path: string, value: unknown): ZipPart =>
    own(path, new TextEncoder().encode(`${JSON.stringify(value, null, 1)}\n`));
  yield own(`${safe(head.dossier.archive_number)}.pdf`, of.pdf);
  for (const [at, paper] of content.papers.entries()) {
    const name = `${String(at + 1).padStart(2, '0')}-${titleOf(paper)}`;
    yield text(`${packageNames.papers}/${name}.json`, openPaper(paper));
  }
  yield text(`${packageNames.data}/results.json`, content.results);
  yield text(`${packageNames.data}/visit.json`, content.visit);
  yield own(
    `${packageNames.data}/events.jsonl`,
    new TextEncoder().encode(content.events.map((each) => `${each.entry}\n`).join('')),
  );
  const originals: readonly (readonly [string, readonly DossierFile[]])[] = [
    [packageNames.scans, content.scans],
    [packageNames.evidence, content.evidence],
    [packageNames.copies, content.copies],
    [packageNames.followup, content.followupFiles],
  ];
  const missing: Entry[] = [];
  for (const [folder, files] of originals) {
    for (const [at, file] of files.entries()) {
      const path = `${folder}/${String(at + 1).padStart(3, '0')}-${safe(file.name)}`;
      const entry = { path, sha256: file.sha256, bytes: file.bytes };
      (here.has(file.sha256) ? entries : missing).push(entry);
      if (here.has(file.sha256)) yield { path, content: await platform.files.get(file.sha256) };
    }
  }
  const { archive_number, title, retention, filed_on } = head.dossier;
  const manifest = {
    format: 'mingcha dossier 1',
    archiveNumber: archive_number,
    title,
    retention,
    agency: head.agencyName,
    filedOn: filed_on,
    files: entries,
    missing,
  };
  yield {
    path: 'manifest.json',
    content: new TextEncoder().encode(`${JSON.stringify(manifest, null, 1)}\n`),
  };
}

/** A paper with all that printing it again takes. */
function openPaper(paper: DossierContent['papers'][number]): object {
  const { kind, number, data, sha256, state, seal_state, sealed_on, seal_register_no, wording } = paper;
  const seal = { state: seal_state, on: sealed_on, registerNo: seal_register_no };
  return { kind, number, state, seal, sha256, data, wording };
}

/** No strokes, dots at the start or control characters in a name of the package. */
function safe(name: string): string {
  return name
    .replaceAll(/[^\p{L}\p{N} ._〔〕·-]/gu, '_')
    .replace(/^\.+/, '_')
    .slice(0, 100);
}
