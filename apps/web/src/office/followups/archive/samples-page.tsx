/** 案卷抽查: an evaluator gives a seed and a number; the list and the file to repeat it stand below. */
import './archive.css';
import {
  downloadSample,
  drawSample,
  listSamples,
  type SampleView,
} from '@mingcha/core/followups/archive/archive-api.ts';
import { archivePageText } from '@mingcha/core/followups/archive/archive-page-text.ts';
import { useState } from 'react';
import { addressOf } from '../../../shared/api/address.ts';
import { useApiAction, useApiQuery } from '../../../shared/api/use-api.ts';
import { TextField } from '../../../shared/forms/field.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';
import { nowInstant } from '../../../shared/platform/clock.ts';
import { Button, buttonClass } from '../../../shared/ui/button.tsx';
import { Page, PageHeader, Section } from '../../../shared/ui/page.tsx';
import { ErrorNotice } from '../../../shared/ui/states.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';
import { DateText, PairList } from '../../../shared/ui/values.tsx';
import { Cards } from '../../parts/cards.tsx';
import { dayAt } from '../../system/business-day.ts';

export function SamplesPage() {
  const say = useText(archivePageText);
  const list = useApiQuery(listSamples, { query: { limit: 50 } });
  return (
    <Page>
      <PageHeader title={say('samplesTitle')} lead={say('samplesLead')} />
      <SampleForm />
      <Cards
        list={list}
        empty={{ title: say('samplesEmpty'), text: say('samplesEmptyText') }}
        card={(row) => <Sample key={row.id} sample={row} />}
      />
    </Page>
  );
}

const fields = ['purpose', 'evaluator', 'seed'] as const;
type Typed = Readonly<Record<(typeof fields)[number] | 'year' | 'wanted', string>>;

const untyped = (): Typed => ({
  purpose: '',
  evaluator: '',
  seed: '',
  year: dayAt(nowInstant(), 0).slice(0, 4),
  wanted: '3',
});

function SampleForm() {
  const say = useText(archivePageText);
  const toast = useToast();
  const draw = useApiAction(drawSample);
  const [typed, setTyped] = useState<Typed>(untyped);
  const set = (name: keyof Typed) => (value: string) => setTyped((old) => ({ ...old, [name]: value }));
  const run = async () => {
    const numbers = { year: Number(typed.year), wanted: Number(typed.wanted) };
    const result = await draw.run({ body: { ...typed, ...numbers } });
    if (result.ok) toast(say('sampleDone'));
  };
  const isFilled = fields.every((name) => typed[name] !== '');
  return (
    <Section>
      <div className="archive-form">
        {draw.error === null ? null : <ErrorNotice error={draw.error} />}
        {fields.map((name) => (
          <TextField
            key={name}
            name={name}
            label={say(name)}
            {...(name === 'seed' ? { hint: say('seedHint') } : {})}
            maxLength={name === 'evaluator' ? 100 : 200}
            value={typed[name]}
            onChange={set(name)}
          />
        ))}
        <TextField
          name="year"
          label={say('year')}
          short
          inputMode="numeric"
          maxLength={4}
          value={typed.year}
          onChange={set('year')}
        />
        <TextField
          name="wanted"
          label={say('wanted')}
          short
          inputMode="numeric"
          maxLength={3}
          value={typed.wanted}
          onChange={set('wanted')}
        />
        <div>
          <Button kind="primary" busy={draw.busy} disabled={!isFilled} onClick={() => void run()}>
            {say('sample')}
          </Button>
        </div>
      </div>
    </Section>
  );
}

function Sample({ sample }: { readonly sample: SampleView }) {
  const say = useText(archivePageText);
  return (
    <Section
      title={sample.purpose}
      actions={
        <a
          className={buttonClass({ size: 'small' })}
          href={addressOf(downloadSample, { params: { id: sample.id }, query: {} })}
        >
          {say('sampleFile')}
        </a>
      }
    >
      <PairList
        columns={2}
        pairs={[
          { name: say('evaluator'), value: sample.evaluator },
          { name: say('drawnAt'), value: <DateText value={sample.drawnAt} form="short" /> },
          { name: say('seed'), value: sample.seed },
          { name: say('pool'), value: `${sample.year} · ${sample.poolSize}` },
          { name: say('poolDigest'), value: sample.poolSha256, wide: true },
          {
            name: say('drawn'),
            value: sample.drawn.map((each) => `${each.archiveNumber} ${each.objectName}`).join('\n'),
            wide: true,
          },
        ]}
      />
    </Section>
  );
}
