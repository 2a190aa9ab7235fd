/** One draw made elsewhere: its mark first, then task, list and teams. */
import '../draws.css';
import {
  exportOutsideDraw,
  getOutsideDraw,
  type OutsideView,
  releaseOutsideDraw,
} from '@mingcha/core/draws/outside/outside-draw.ts';
import { outsideDrawText } from '@mingcha/core/draws/outside/outside-draw-text.ts';
import { addressOf } from '../../../shared/api/address.ts';
import { useApiAction, useApiQuery } from '../../../shared/api/use-api.ts';
import { formatDay, formatInstant } from '../../../shared/format.ts';
import { useLocale, useText } from '../../../shared/i18n/locale.tsx';
import { Button, buttonClass } from '../../../shared/ui/button.tsx';
import { Page, PageHeader, Section } from '../../../shared/ui/page.tsx';
import { ErrorNotice, ErrorState, Notice, Skeleton } from '../../../shared/ui/states.tsx';
import { DateText, PairList } from '../../../shared/ui/values.tsx';
import { useParam } from '../../shell/navigation.tsx';
import { useSession } from '../../shell/session.tsx';
import { OutsideRows } from './outside-rows.tsx';

export function OutsidePage() {
  const say = useText(outsideDrawText);
  const id = useParam('id');
  const found = useApiQuery(getOutsideDraw, { params: { id } });
  if (found.data === undefined) {
    return found.status === 'loading' ? (
      <Skeleton lines={8} />
    ) : (
      <ErrorState error={found.error} onRetry={found.reload} />
    );
  }
  const draw = found.data;
  return (
    <Page>
      <PageHeader title={draw.title} lead={draw.number} actions={<Actions draw={draw} />} />
      <Notice tone="warning" title={say('mark')}>
        {say('markText', { platform: draw.platformName })}
      </Notice>
      <Section>
        <Facts draw={draw} />
      </Section>
      <Section title={say('list')} flush>
        <OutsideRows rows={draw.rows} />
      </Section>
    </Page>
  );
}

function Actions(props: { readonly draw: OutsideView }) {
  const say = useText(outsideDrawText);
  const { person } = useSession();
  const release = useApiAction(releaseOutsideDraw);
  const { draw } = props;
  const params = { id: draw.id };
  return (
    <>
      <ErrorNotice error={release.error} />
      <a className={buttonClass()} href={addressOf(exportOutsideDraw, { params })} download>
        {say('export')}
      </a>
      {draw.releasedAt === null && person.roles.includes('legalOfficer') ? (
        <Button kind="primary" busy={release.busy} onClick={() => void release.run({ params })}>
          {say('release')}
        </Button>
      ) : null}
    </>
  );
}

function Facts(props: { readonly draw: OutsideView }) {
  const say = useText(outsideDrawText);
  const { locale } = useLocale();
  const { draw } = props;
  const day = (text: string) => formatDay(text, locale);
  return (
    <PairList
      pairs={[
        { name: say('platform'), value: draw.platformName },
        { name: say('item'), value: draw.itemName },
        { name: say('planNumber'), value: draw.planNumber },
        { name: say('drawnOn'), value: day(draw.drawnOn) },
        { name: say('window'), value: `${day(draw.windowFrom)} — ${day(draw.windowTo)}` },
        { name: say('importedBy'), value: draw.importedBy },
        { name: say('importedAt'), value: <DateText value={draw.importedAt} /> },
        { name: say('source'), value: draw.fileName },
        {
          name: say('release'),
          value:
            draw.releasedAt === null
              ? say('notReleased')
              : say('released', { at: formatInstant(draw.releasedAt) }),
        },
      ]}
    />
  );
}
