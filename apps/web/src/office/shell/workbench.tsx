/** 工作台: what waits for this person, then shortcuts. Stages add their parts through `office/workbench-parts.ts`. */
import { shellText } from '@mingcha/core/common/shell-text.ts';
import { type ComponentType, lazy, Suspense } from 'react';
import { useText } from '../../shared/i18n/locale.tsx';
import { buttonClass } from '../../shared/ui/button.tsx';
import { Page, PageHeader, Section } from '../../shared/ui/page.tsx';
import { EmptyState, Skeleton } from '../../shared/ui/states.tsx';
import { officePages } from '../pages.ts';
import { workbenchParts } from '../workbench-parts.ts';
import { GoTo } from './navigation.tsx';
import { mayOpen } from './page-list.ts';
import { useSession } from './session.tsx';
import { useTitle } from './shell.tsx';

const parts: readonly { readonly id: string; readonly Part: ComponentType }[] = workbenchParts.map(
  (part) => ({
    id: part.id,
    Part: lazy(async () => ({ default: await part.load() })),
  }),
);

export function Workbench() {
  const say = useText(shellText);
  const { person } = useSession();
  const mine = parts.filter(({ id }) =>
    workbenchParts.some((part) => part.id === id && mayOpen(part, person.roles)),
  );
  return (
    <Page>
      <PageHeader title={say('workbench')} lead={say('greeting', { name: person.personName })} />
      <div className="workbench">
        {mine.length === 0 ? (
          <Section title={say('todo')}>
            <EmptyState title={say('todoEmpty')} text={say('todoEmptyText')} />
          </Section>
        ) : (
          mine.map(({ id, Part }) => (
            <Suspense key={id} fallback={<Skeleton />}>
              <Part />
            </Suspense>
          ))
        )}
        <Shortcuts />
      </div>
    </Page>
  );
}

function Shortcuts() {
  const say = useText(shellText);
  const title = useTitle();
  const { person } = useSession();
  const pages = officePages
    .filter((page) => page.shortcut === true && mayOpen(page, person.roles))
    .slice(0, 8);
  if (pages.length === 0) return null;
  return (
    <Section title={say('shortcuts')}>
      <div className="shortcut-list">
        {pages.map((page) => (
          <GoTo key={page.id} to={page.path} className={buttonClass()}>
            {title(page.title)}
          </GoTo>
        ))}
      </div>
    </Section>
  );
}
