/** 案卷抽查: the pool is fixed first, then the seed is named, then anybody repeats it; each step says what it does. */
import { Scrolls } from '../../../shared/ui/scrolls.tsx';
import './audit.css';
import '../../../shared/table/data-table.css';
import { auditPageText } from '@mingcha/core/oversight/audit/audit-page-text.ts';
import {
  type AuditSampleView,
  commitSample,
  downloadSampledDossier,
  listAuditSamples,
  seedSample,
} from '@mingcha/core/oversight/audit/sample-api.ts';
import { useState } from 'react';
import { addressOf } from '../../../shared/api/address.ts';
import { useApiAction, useApiQuery } from '../../../shared/api/use-api.ts';
import { DayField, TextField } from '../../../shared/forms/field.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { Page, PageHeader, Section } from '../../../shared/ui/page.tsx';
import { DigestGroups } from '../../../shared/ui/seal.tsx';
import { ErrorNotice, Notice } from '../../../shared/ui/states.tsx';
import { DateText, PairList } from '../../../shared/ui/values.tsx';
import { Cards } from '../../parts/cards.tsx';
import { useSession } from '../../shell/session.tsx';
import { SampleCheck } from './sample-check.tsx';
import { queryOf, type Scope, useFirstScope } from './scope.ts';
import { AgencyField } from './scope-filter.tsx';

export function AuditSamplesPage() {
  const say = useText(auditPageText);
  const list = useApiQuery(listAuditSamples, { query: { limit: 50 } });
  return (
    <Page>
      <PageHeader title={say('sampleTitle')} lead={say('sampleLead')} />
      <Begin />
      <Cards
        list={list}
        empty={{ title: say('noSamples'), text: say('noSamplesText') }}
        card={(row) => <Sample key={row.id} sample={row} />}
      />
    </Page>
  );
}

interface Typed extends Scope {
  readonly purpose: string;
  readonly wanted: string;
}

function Begin() {
  const say = useText(auditPageText);
  const isGuest = useSession().person.roles.includes('evaluator');
  const commit = useApiAction(commitSample);
  const first: Typed = { ...useFirstScope(), purpose: '', wanted: '20' };
  const [typed, setTyped] = useState(first);
  const set = (name: keyof Typed) => (value: string) => setTyped((old) => ({ ...old, [name]: value }));
  const wanted = Number(typed.wanted);
  const isFilled = typed.purpose.trim() !== '' && Number.isInteger(wanted) && wanted > 0;
  const run = async () => {
    const { agencyId, from, to } = queryOf(typed) as Scope;
    const agencyIds = agencyId === undefined ? [] : [agencyId];
    const done = await commit.run({ body: { purpose: typed.purpose, agencyIds, from, to, wanted } });
    if (done.ok) setTyped(first);
  };
  return (
    <Section title={say('begin')}>
      <div className="audit-column">
        <ErrorNotice error={commit.error} />
        {isGuest ? <Notice>{say('bound')}</Notice> : null}
        <div className="audit-fields">
          <TextField
            name="purpose"
            label={say('purpose')}
            maxLength={200}
            value={typed.purpose}
            onChange={set('purpose')}
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
          {isGuest ? null : <AgencyField value={typed.agencyId} onChange={set('agencyId')} />}
          {isGuest ? null : (
            <DayField name="from" label={say('from')} value={typed.from} onChange={set('from')} />
          )}
          {isGuest ? null : <DayField name="to" label={say('to')} value={typed.to} onChange={set('to')} />}
          <div className="button-row">
            <Button kind="primary" busy={commit.busy} disabled={!isFilled} onClick={() => void run()}>
              {say('commit')}
            </Button>
          </div>
        </div>
      </div>
    </Section>
  );
}

function Sample({ sample }: { readonly sample: AuditSampleView }) {
  const say = useText(auditPageText);
  return (
    <Section title={sample.purpose}>
      <div className="audit-column">
        {sample.seed === null ? <Seed sample={sample} /> : null}
        <PairList
          columns={2}
          pairs={[
            { name: say('period'), value: say('periodOf', { from: sample.from, to: sample.to }) },
            { name: say('wanted'), value: `${sample.wanted} / ${sample.poolSize}` },
            { name: say('commit'), value: <DateText value={sample.committedAt} form="seconds" /> },
            { name: say('seed'), value: sample.seed ?? say('waitingSeed') },
            { name: say('poolDigest'), value: <DigestGroups digest={sample.poolSha256} />, wide: true },
          ]}
        />
        {sample.drawn === null ? null : <Drawn sample={sample} drawn={sample.drawn} />}
        {sample.seed === null ? null : <SampleCheck id={sample.id} />}
      </div>
    </Section>
  );
}

function Seed({ sample }: { readonly sample: AuditSampleView }) {
  const say = useText(auditPageText);
  const draw = useApiAction(seedSample);
  const [seed, setSeed] = useState('');
  return (
    <Notice title={say('committed', { n: sample.poolSize })}>
      <div className="audit-column">
        <p>{say('committedText')}</p>
        <ErrorNotice error={draw.error} />
        <div className="audit-fields">
          <TextField
            name={`seed-${sample.id}`}
            label={say('seed')}
            hint={say('seedHint')}
            maxLength={200}
            value={seed}
            onChange={setSeed}
          />
          <div className="button-row">
            <Button
              kind="primary"
              busy={draw.busy}
              disabled={seed.trim() === ''}
              onClick={() => void draw.run({ params: { id: sample.id }, body: { seed } })}
            >
              {say('drawSample')}
            </Button>
          </div>
        </div>
      </div>
    </Notice>
  );
}

function Drawn(props: {
  readonly sample: AuditSampleView;
  readonly drawn: NonNullable<AuditSampleView['drawn']>;
}) {
  const say = useText(auditPageText);
  const isNamed = props.drawn.some((row) => row.objectName !== null);
  return (
    <Scrolls>
      <table className="table" aria-label={say('drawnList')}>
        <thead>
          <tr>
            <th scope="col">{say('archiveNumber')}</th>
            {isNamed ? <th scope="col">{say('object')}</th> : null}
            <th scope="col">{say('digest')}</th>
            {isNamed ? <th scope="col">{say('takeDossier')}</th> : null}
          </tr>
        </thead>
        <tbody>
          {props.drawn.map((row) => (
            <tr key={row.archiveNumber}>
              <th scope="row">{row.archiveNumber}</th>
              {isNamed ? <td>{row.objectName}</td> : null}
              <td>
                <DigestGroups digest={row.sha256} form="short" copy={false} />
              </td>
              {isNamed && row.dossierId !== null ? (
                <td>
                  <a
                    href={addressOf(downloadSampledDossier, {
                      params: { id: props.sample.id, dossierId: row.dossierId },
                      query: { form: 'pdf' },
                    })}
                    download
                  >
                    {say('takeDossier')}
                  </a>
                </td>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
    </Scrolls>
  );
}
