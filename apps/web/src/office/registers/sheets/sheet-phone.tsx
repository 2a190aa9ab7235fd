/** How a check sheet will stand on the phone: one requirement a card with three large answers. A picture, not a form. */
import type { SheetContent, SheetLine } from '@mingcha/core/registers/sheets/sheet.ts';
import { sheetText } from '@mingcha/core/registers/sheets/sheet-text.ts';
import { useText } from '../../../shared/i18n/locale.tsx';

export function SheetPhone(props: { readonly content: Pick<SheetContent, 'name' | 'sections'> }) {
  const say = useText(sheetText);
  return (
    <div className="sheet-phone" aria-label={say('preview')}>
      <p className="sheet-phone-title">{props.content.name}</p>
      {props.content.sections.map((section) => (
        <section key={section.title} aria-label={section.title}>
          <p className="sheet-phone-section">{section.title}</p>
          {section.lines.map((line) => (
            <Card key={line.key} line={line} />
          ))}
        </section>
      ))}
    </div>
  );
}

function Card({ line }: { readonly line: SheetLine }) {
  const say = useText(sheetText);
  return (
    <div className="sheet-card">
      <p>{line.requirement}</p>
      <p className="sheet-basis">{line.bases.map(({ law, article }) => `《${law}》${article}`).join('；')}</p>
      {line.method === '' ? null : <p className="sheet-hint">{line.method}</p>}
      <div className="sheet-answers" aria-hidden="true">
        {answersOf(line, { conform: say('conform'), not: say('nonConform'), na: say('naShort') }).map(
          (word) => (
            <span key={word}>{word}</span>
          ),
        )}
      </div>
    </div>
  );
}

function answersOf(
  line: SheetLine,
  words: { readonly conform: string; readonly not: string; readonly na: string },
): readonly string[] {
  if (line.answer === 'choice') return line.choices;
  if (line.answer === 'measure') return [line.unit];
  if (line.answer === 'text') return ['…'];
  return [words.conform, words.not, ...(line.notApplicable === '' ? [] : [words.na])];
}
