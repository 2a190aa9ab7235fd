/** Help that is searched: how things are done, how the hardest fields are filled in, the keys, the practice environment. */
import './help.css';
import { shellText } from '@mingcha/core/common/shell-text.ts';
import { saveDesk } from '@mingcha/core/oversight/board/workbench-api.ts';
import { guideText } from '@mingcha/core/oversight/guidance/guide-text.ts';
import {
  helpTopicNames,
  helpTopics,
  hintFormNames,
  hintsOf,
  holdsWords,
} from '@mingcha/core/oversight/guidance/help.ts';
import { helpText } from '@mingcha/core/oversight/guidance/help-text.ts';
import { useState } from 'react';
import { useApiAction } from '../../shared/api/use-api.ts';
import { TextField } from '../../shared/forms/field.tsx';
import { useText } from '../../shared/i18n/locale.tsx';
import { useSite } from '../../shared/site.tsx';
import { Button, buttonClass } from '../../shared/ui/button.tsx';
import { Page, PageHeader, Section } from '../../shared/ui/page.tsx';
import { keyName } from '../../shared/ui/small.tsx';
import { EmptyState, Notice } from '../../shared/ui/states.tsx';
import { useToast } from '../../shared/ui/toast.tsx';
import { PairList } from '../../shared/ui/values.tsx';
import { officePages } from '../pages.ts';
import { GoTo } from '../shell/navigation.tsx';
import { mayOpen } from '../shell/page-list.ts';
import { useSession } from '../shell/session.tsx';

export function HelpPage() {
  const say = useText(helpText);
  const [typed, setTyped] = useState('');
  const topics = helpTopicNames.filter((key) =>
    holdsWords(`${say(`topic.${key}`)} ${say(`topic.${key}.text`)}`, typed),
  );
  const fields = hintFormNames.flatMap((form) =>
    hintsOf(form)
      .filter((key) => holdsWords(`${say(`form.${form}`)} ${say(key)} ${say(`${key}.text`)}`, typed))
      .map((key) => ({ form, key })),
  );
  return (
    <Page>
      <PageHeader title={say('title')} lead={say('lead')} actions={<GuideBack />} />
      <TextField name="find" label={say('find')} wide maxLength={60} value={typed} onChange={setTyped} />
      {topics.length + fields.length === 0 ? <EmptyState title={say('none')} text={say('noneText')} /> : null}
      {topics.length === 0 ? null : (
        <Section title={say('topics')}>
          <div className="help-topics">
            {topics.map((key) => (
              <article key={key} className="help-topic">
                <h3>{say(`topic.${key}`)}</h3>
                <p>{say(`topic.${key}.text`)}</p>
                <Way to={helpTopics[key]} />
              </article>
            ))}
          </div>
        </Section>
      )}
      {fields.length === 0 ? null : (
        <Section title={say('fields')}>
          <div className="help-topics">
            {fields.map(({ form, key }) => (
              <article key={key} className="help-topic">
                <h3>{`${say(`form.${form}`)} · ${say(key)}`}</h3>
                <p>{say(`${key}.text`)}</p>
              </article>
            ))}
          </div>
        </Section>
      )}
      <Practice />
      <Keys />
    </Page>
  );
}

/** A link for those who may open the page. */
function Way({ to }: { readonly to: string }) {
  const say = useText(helpText);
  const { person } = useSession();
  const page = officePages.find((each) => each.path === to);
  if (to === '/help' || page === undefined || !mayOpen(page, person.roles)) return null;
  return <GoTo to={to}>{say('goThere')}</GoTo>;
}

function GuideBack() {
  const say = useText(guideText);
  const toast = useToast();
  const save = useApiAction(saveDesk);
  const back = async () => {
    if ((await save.run({ body: { guideAway: false } })).ok) toast(say('backDone'));
  };
  return (
    <Button busy={save.busy} onClick={() => void back()}>
      {say('back')}
    </Button>
  );
}

function Practice() {
  const say = useText(helpText);
  const site = useSite();
  const address = site?.practiceAddress ?? null;
  return (
    <div id="practice">
      <Section title={say('practice')}>
        {site?.demo === true ? (
          <p>{say('practiceIs')}</p>
        ) : address === null ? (
          <p>{say('practiceNone')}</p>
        ) : (
          <>
            <p>{say('practiceAt')}</p>
            <a className={buttonClass()} href={address} target="_blank" rel="noreferrer">
              {say('practiceOpen')}
            </a>
          </>
        )}
      </Section>
    </div>
  );
}

function Keys() {
  const say = useText(shellText);
  return (
    <>
      <Section title={say('helpKeys')}>
        <PairList
          columns={1}
          pairs={[
            { name: keyName('K'), value: say('helpKeyPalette') },
            { name: 'Tab', value: say('helpKeyMove') },
            { name: 'Esc', value: say('helpKeyClose') },
          ]}
        />
      </Section>
      <Notice tone="warning" title={say('helpSecrets')}>
        {say('helpSecretsText')}
      </Notice>
    </>
  );
}
