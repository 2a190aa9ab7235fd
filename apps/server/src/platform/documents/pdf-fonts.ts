/**
 * The faces of every PDF (Noto Serif SC as npm brings it), set once; nothing is fetched and no other file is read. The
 * library and the face are read with the first PDF: a server that has just started needs neither.
 */
import { createRequire } from 'node:module';
import type { TDocumentDefinitions } from 'pdfmake/interfaces.js';
import { eachText, glyphsOf, withBoxes } from './pdf-glyphs.ts';

const require = createRequire(import.meta.url);

async function openPrinter() {
  const { default: pdfmake } = await import('pdfmake');
  const regular = require.resolve('@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf');
  const bold = require.resolve('@expo-google-fonts/noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf');
  pdfmake.setFonts({
    Song: { normal: regular, bold, italics: regular, bolditalics: bold },
    Digits: { normal: 'Courier', bold: 'Courier-Bold', italics: 'Courier', bolditalics: 'Courier-Bold' },
  });
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy(
    (path: string) => path === regular || path === bold || path.startsWith('Courier'),
  );
  return { pdfmake, hasGlyph: glyphsOf(regular) };
}

let printer: ReturnType<typeof openPrinter> | undefined;

/** The PDF; characters that the face lacks are boxes with their code points. */
export async function pdfBytes(definition: TDocumentDefinitions): Promise<Uint8Array> {
  printer ??= openPrinter();
  const { pdfmake, hasGlyph } = await printer;
  const content = eachText(definition.content, (text) => withBoxes(text, hasGlyph));
  return pdfmake.createPdf({ ...definition, content }).getBuffer();
}
