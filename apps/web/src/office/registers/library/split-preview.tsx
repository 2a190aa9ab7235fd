/** What a pasted text was divided into, with what looks wrong, before anything is saved. */
import { libraryPageText } from '@mingcha/core/registers/library/library-page-text.ts';
import type { SplitText } from '@mingcha/core/registers/library/split-articles.ts';
import { useText } from '../../../shared/i18n/locale.tsx';
import { Notice } from '../../../shared/ui/states.tsx';

const shownProblems = 20;

export function SplitPreview(props: { readonly split: SplitText }) {
  const say = useText(libraryPageText);
  const { articles, before, problems } = props.split;
  return (
    <section aria-label={say('preview')} className="split-preview">
      <h3>{say('preview')}</h3>
      <output>
        {articles.length === 0 ? say('previewNone') : say('previewCount', { n: articles.length })}
      </output>
      {before.length === 0 || articles.length === 0 ? null : (
        <p className="secondary">
          {say('previewBefore', { n: before.length, text: before.join(' ').slice(0, 80) })}
        </p>
      )}
      {problems.length === 0 ? null : (
        <Notice tone="warning">
          <ul className="split-problems">
            {problems.slice(0, shownProblems).map((one) => (
              <li key={`${one.code} ${one.number}`}>{say(one.code, { number: one.number })}</li>
            ))}
          </ul>
        </Notice>
      )}
      {/* A box that scrolls must be reachable by keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <ol className="article-list split-articles" tabIndex={0} aria-label={say('preview')}>
        {articles.map((one, index) => (
          // A number may stand twice until it is mended.
          <li key={`${index} ${one.number}`}>
            <strong>{one.number}</strong>
            <p>{one.text.length > 120 ? `${one.text.slice(0, 120)}…` : one.text}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}
