/** Quick entries: up to eight pages of the menu that the person chose; before that, the usual ones of the role. */
import { shellText } from '@mingcha/core/common/shell-text.ts';
import { mostQuickEntries } from '@mingcha/core/oversight/board/workbench.ts';
import { getWorkbench, saveDesk } from '@mingcha/core/oversight/board/workbench-api.ts';
import { workbenchText } from '@mingcha/core/oversight/board/workbench-text.ts';
import { useState } from 'react';
import { useApiAction } from '../../shared/api/use-api.ts';
import { Checkbox } from '../../shared/forms/choices.tsx';
import { useText } from '../../shared/i18n/locale.tsx';
import { Button, buttonClass } from '../../shared/ui/button.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { Section } from '../../shared/ui/page.tsx';
import { ErrorNotice, Notice } from '../../shared/ui/states.tsx';
import { useToast } from '../../shared/ui/toast.tsx';
import { officePages } from '../pages.ts';
import { groupWords, useMenuPages } from '../shell/menu.tsx';
import { GoTo } from '../shell/navigation.tsx';
import { menuGroups, type OfficePage } from '../shell/page-list.ts';
import { useTitle } from '../shell/page-title.ts';

/** Until somebody chose, what few roles have goes first: it is what those people are here for. */
const rolesOf = (page: OfficePage): number => (page.roles === 'all' ? Infinity : page.roles.length);

export function QuickPart({ quick }: { readonly quick: readonly string[] | null }) {
  const say = useText(workbenchText);
  const title = useTitle();
  const [choosing, setChoosing] = useState(false);
  const pages = useMenuPages(officePages).filter((page) => page.path !== '/');
  const chosen =
    quick === null
      ? pages
          .filter((page) => page.shortcut === true)
          .toSorted((a, b) => rolesOf(a) - rolesOf(b))
          .slice(0, mostQuickEntries)
      : quick.flatMap((id) => pages.find((page) => page.id === id) ?? []);
  return (
    <Section
      title={say('quick')}
      actions={
        <Button kind="quiet" size="small" onClick={() => setChoosing(true)}>
          {say('quickChange')}
        </Button>
      }
    >
      <div className="desk-quick">
        {chosen.map((page) => (
          <GoTo key={page.id} to={page.path} className={buttonClass({ size: 'small' })}>
            {title(page.title)}
          </GoTo>
        ))}
      </div>
      {choosing ? (
        <Choose pages={pages} first={chosen.map((page) => page.id)} onClose={() => setChoosing(false)} />
      ) : null}
    </Section>
  );
}

function Choose(props: {
  readonly pages: readonly OfficePage[];
  readonly first: readonly string[];
  readonly onClose: () => void;
}) {
  const say = useText(workbenchText);
  const toast = useToast();
  const [ids, setIds] = useState(props.first);
  const save = useApiAction(saveDesk, [getWorkbench.id]);
  const isFull = ids.length >= mostQuickEntries;
  const toggle = (id: string, on: boolean) => {
    if (!on) setIds(ids.filter((each) => each !== id));
    else if (!isFull) setIds([...ids, id]);
  };
  const keep = async () => {
    const result = await save.run({ body: { quick: [...ids] } });
    if (!result.ok) return;
    toast(say('quickSaved'));
    props.onClose();
  };
  return (
    <Dialog
      open
      wide
      title={say('quick')}
      onClose={props.onClose}
      actions={
        <>
          <Button onClick={props.onClose}>{say('cancel')}</Button>
          <Button kind="primary" busy={save.busy} onClick={() => void keep()}>
            {say('save')}
          </Button>
        </>
      }
    >
      <p>{say('quickLead', { n: mostQuickEntries })}</p>
      <ErrorNotice error={save.error} />
      {isFull ? <Notice>{say('quickFull', { n: mostQuickEntries })}</Notice> : null}
      <Choices pages={props.pages} ids={ids} onToggle={toggle} />
    </Dialog>
  );
}

function Choices(props: {
  readonly pages: readonly OfficePage[];
  readonly ids: readonly string[];
  readonly onToggle: (id: string, on: boolean) => void;
}) {
  const group = useText(shellText);
  const title = useTitle();
  return menuGroups.map((key) => {
    const pages = props.pages.filter((page) => page.group === key);
    if (pages.length === 0) return null;
    return (
      <fieldset key={key} className="desk-choose">
        <legend>{group(groupWords[key])}</legend>
        {pages.map((page) => (
          <Checkbox
            key={page.id}
            name={`quick.${page.id}`}
            label={title(page.title)}
            checked={props.ids.includes(page.id)}
            onChange={(on) => props.onToggle(page.id, on)}
          />
        ))}
      </fieldset>
    );
  });
}
