/**
 * The wording of papers as data (文书模板): titles, number words, copies and each official sentence. A default is shipped; a
 * jurisdiction replaces what its province words differently by a JSON file, checked by `paperTemplate`. What a paper was
 * issued in is stored with it. Pure.
 */
import { z } from 'zod';
import { line, paragraph, requiredLine } from '../../common/schemas.ts';
import { paperKinds } from './paper-kinds.ts';
import { defaultWording } from './paper-wording-form.ts';

const perKind = z.partialRecord(z.enum(paperKinds), line(200));

/** Everything that builders ask for. */
export const paperWording = z.object({
  version: requiredLine(60),
  /** Name of the document: 责令限期整改指令书. */
  titles: z.record(z.enum(paperKinds), requiredLine(60)),
  /** Word in the number: 责改 → 晋应急责改〔2026〕3号. */
  numberWords: perKind,
  /** 一式两份…; kinds without the line have none. */
  copies: perKind,
  /** Sentences by their key in the default wording. */
  texts: z.record(z.string(), paragraph(4000)),
  /** 五个严禁, in order. */
  prohibitions: z.array(requiredLine(300)).min(1).max(12),
});
export type PaperWording = z.output<typeof paperWording>;

/** A jurisdiction's own file: only what differs. */
export const paperTemplate = z
  .object({
    version: requiredLine(60),
    titles: perKind.default({}),
    numberWords: perKind.default({}),
    copies: perKind.default({}),
    texts: z.record(z.string().max(60), paragraph(4000)).default({}),
    prohibitions: z.array(requiredLine(300)).min(1).max(12).optional(),
    /** 复议机关, 诉讼法院 by name; else the people's government and court of the jurisdiction. */
    remedies: z.object({ reviewBody: requiredLine(100), court: requiredLine(100) }).optional(),
    /** Kinds that may be signed on a screen; by default none: print, sign by hand, photograph. */
    screenSigned: z.array(z.enum(paperKinds)).default([]),
    /** Kinds that need no seal here although they usually do. */
    unsealed: z.array(z.enum(paperKinds)).default([]),
  })
  .strict()
  .superRefine((template, context) => {
    for (const [key, text] of Object.entries(template.texts)) {
      const shipped = (defaultWording.texts as Readonly<Record<string, string>>)[key];
      if (shipped === undefined)
        context.addIssue({ code: 'custom', message: 'paper.text_unknown', path: ['texts', key] });
      else if (placeholders(text).some((name) => !placeholders(shipped).includes(name)))
        context.addIssue({ code: 'custom', message: 'paper.placeholder_unknown', path: ['texts', key] });
    }
  });
export type PaperTemplate = z.output<typeof paperTemplate>;

function placeholders(text: string): readonly string[] {
  return [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
}

/** What an agency's papers are made with; goes with the pack to phones. */
export const paperSetting = z.object({
  agency: z.object({ name: z.string(), shortName: z.string(), phone: z.string(), address: z.string() }),
  supervisionPhone: z.string(),
  remedies: z.object({ reviewBody: z.string(), court: z.string() }),
  wording: paperWording,
  screenSigned: z.array(z.enum(paperKinds)),
  unsealed: z.array(z.enum(paperKinds)),
  /** Address under which a paper's QR code is looked up, `{id}` and `{hash}` to be filled in; empty for none. */
  checkUrl: z.string(),
});
export type PaperSetting = z.output<typeof paperSetting>;

/** The default with the jurisdiction's own in its place. */
export function wordingOf(template: PaperTemplate | null): PaperWording {
  if (template === null) return defaultWording;
  return {
    version: template.version,
    titles: { ...defaultWording.titles, ...template.titles },
    numberWords: { ...defaultWording.numberWords, ...template.numberWords },
    copies: { ...defaultWording.copies, ...template.copies },
    texts: { ...defaultWording.texts, ...template.texts },
    prohibitions: template.prohibitions ?? defaultWording.prohibitions,
  };
}

/** 晋应急责改〔2026〕3号; the same on the phone and on the server. */
export function paperNumber(parts: {
  readonly shortName: string;
  readonly word: string;
  readonly year: number;
  readonly no: number;
}): string {
  return `${parts.shortName}${parts.word}〔${parts.year}〕${parts.no}号`;
}
