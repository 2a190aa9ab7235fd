/** 重复对象: pairs side by side, which one stays, and the merging. */
import '../registers.css';
import './objects.css';
import { objectsPageText } from '@mingcha/core/registers/objects/objects-page-text.ts';
import {
  type DuplicatePair,
  listDuplicates,
  mergeObjects,
} from '@mingcha/core/registers/objects/upkeep-api.ts';
import { useState } from 'react';
import { useApiAction, useApiQuery } from '../../../shared/api/use-api.ts';
import { useText } from '../../../shared/i18n/locale.tsx';
import { Button, ButtonRow } from '../../../shared/ui/button.tsx';
import { Page, PageHeader, Section } from '../../../shared/ui/page.tsx';
import { EmptyState, ErrorState, Notice, Skeleton } from '../../../shared/ui/states.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';
import { PairList, StateChip } from '../../../shared/ui/values.tsx';
import { GoTo } from '../../shell/navigation.tsx';
import { useMayEdit } from '../may-edit.ts';
import { ReasonDialog } from '../reason-dialog.tsx';
import { useWords } from '../words.ts';

export function DuplicatesPage() {
  const say = useText(objectsPageText);
  const read = useApiQuery(listDuplicates);
  const rows = read.data?.rows;
  return (
    <Page>
      <PageHeader title={say('duplicates')} lead={say('duplicatesLead')} />
      {read.error !== null ? (
        <ErrorState error={read.error} onRetry={read.reload} />
      ) : rows === undefined ? (
        <Skeleton lines={10} />
      ) : rows.length === 0 ? (
        <EmptyState title={say('noDuplicates')} text={say('noDuplicatesText')} />
      ) : (
        <div className="duplicate-list">
          {rows.map((pair) => (
            <Pair key={`${pair.first.id} ${pair.second.id}`} pair={pair} />
          ))}
        </div>
      )}
      {read.data?.more === true ? (
        <Notice tone="info">
          <p>{say('moreDuplicates')}</p>
        </Notice>
      ) : null}
    </Page>
  );
}

function Pair({ pair }: { readonly pair: DuplicatePair }) {
  const say = useText(objectsPageText);
  const toast = useToast();
  const canEdit = useMayEdit();
  const merge = useApiAction(mergeObjects);
  const [swapped, setSwapped] = useState(false);
  const [asking, setAsking] = useState(false);
  const [winner, loser] = swapped ? [pair.second, pair.first] : [pair.first, pair.second];
  const names = { winner: winner.name, loser: loser.name };
  const run = async (note: string) => {
    const result = await merge.run({
      body: {
        winnerId: winner.id,
        winnerVersion: winner.version,
        loserId: loser.id,
        loserVersion: loser.version,
        note,
      },
    });
    if (result.ok) toast(say('mergedToast', { n: result.value.moved }));
    return result;
  };
  return (
    <Section
      title={say(`ground.${pair.ground}`)}
      actions={
        canEdit ? (
          <ButtonRow>
            <Button size="small" onClick={() => setSwapped(!swapped)}>
              {say('swap')}
            </Button>
            <Button size="small" onClick={() => setAsking(true)}>
              {say('merge')}
            </Button>
          </ButtonRow>
        ) : null
      }
    >
      <div className="duplicate-two">
        <One one={winner} stays />
        <One one={loser} stays={false} />
      </div>
      {asking ? (
        <ReasonDialog
          title={say('mergeQuestion', names)}
          text={say('mergeText', names)}
          verb={say('merge')}
          danger
          onClose={() => setAsking(false)}
          onSubmit={run}
        />
      ) : null}
    </Section>
  );
}

function One({ one, stays }: { readonly one: DuplicatePair['first']; readonly stays: boolean }) {
  const say = useText(objectsPageText);
  const words = useWords('objects');
  const code = (value: string | null) => (value === null ? '–' : <span className="mono">{value}</span>);
  return (
    <div className="duplicate-one" data-stays={stays}>
      <p>
        <StateChip tone={stays ? 'accent' : 'neutral'}>{say(stays ? 'stays' : 'goes')}</StateChip>{' '}
        <GoTo to={`/objects/${one.id}`}>{one.name}</GoTo>
      </p>
      <PairList
        columns={1}
        pairs={[
          { name: words.field('uscc'), value: code(one.uscc) },
          { name: words.field('registrationNumber'), value: code(one.registrationNumber) },
          { name: words.field('localCode'), value: code(one.localCode) },
          { name: words.field('address'), value: one.address || '–' },
        ]}
      />
    </div>
  );
}
