/** While a file is read or written: how far it is. */
import type { ImportDetail } from '@mingcha/core/registers/import-api.ts';
import { importPageText } from '@mingcha/core/registers/import-page-text.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { Section } from '../../shared/ui/page.tsx';

export function ImportProgress({ one }: { readonly one: ImportDetail }) {
  const say = useText(importPageText);
  const percent = say('readPercent', { n: one.progress });
  return (
    <Section>
      <output className="import-progress">
        <strong>{say(one.state === 'applying' ? 'writing' : 'reading')}</strong>
        <progress className="progress" max={100} value={one.progress} aria-label={percent} />
        <span>{percent}</span>
        <span className="secondary">{say('readingText')}</span>
      </output>
    </Section>
  );
}
