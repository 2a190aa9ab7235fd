/** All public draws with the search box on top. */
import { shellText } from '@mingcha/core/common/shell-text.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { useSearch } from '../../shared/router.tsx';
import { DrawSearch } from './draw-search.tsx';
import { LatestDraws } from './latest-draws.tsx';
import { OutsideDraws } from './outside-draws.tsx';

export function DrawsPage() {
  const say = useText(shellText);
  const typed = useSearch('q');
  return (
    <section className="portal-part">
      <h1>{say('portalAll')}</h1>
      <DrawSearch key={typed} text={typed} />
      <LatestDraws key={`list-${typed}`} limit={typed === '' ? 50 : 200} filter={typed} />
      {typed === '' ? <OutsideDraws /> : null}
    </section>
  );
}
