/** First page of the portal: search of results, the way to every table, the latest draws, how a draw is verified. */
import { shellText } from '@mingcha/core/common/shell-text.ts';
import { useText } from '../shared/i18n/locale.tsx';
import { Go } from '../shared/router.tsx';
import { LatestDraws } from './draws/latest-draws.tsx';
import { RecordPlaces, RecordSearch } from './record-search.tsx';

const steps = ['portalHow1', 'portalHow2', 'portalHow3'] as const;

export function Home() {
  const say = useText(shellText);
  return (
    <>
      <section className="portal-hero">
        <h1>{say('portalTitle')}</h1>
        <p>{say('portalLead')}</p>
        <RecordSearch />
        <RecordPlaces />
      </section>
      <section className="portal-part">
        <header className="portal-part-head">
          <h2>{say('portalLatest')}</h2>
          <Go to="/draws">{say('portalAll')}</Go>
        </header>
        <LatestDraws limit={6} filter="" />
      </section>
      <section className="portal-part">
        <h2>{say('portalHow')}</h2>
        <ol className="portal-how">
          {steps.map((step) => (
            <li key={step}>
              <strong>{say(`${step}Title`)}</strong>
              {say(step)}
            </li>
          ))}
        </ol>
      </section>
    </>
  );
}
