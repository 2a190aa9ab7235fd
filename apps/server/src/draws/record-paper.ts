/** The draw record (抽取记录表) as a paper: every field of the customary form, from the record and nothing else. */

import type { Block, Field, Paper } from '@mingcha/core/common/paper.ts';
import { format, type Locale } from '@mingcha/core/common/text.ts';
import { ceremonyText } from '@mingcha/core/draws/ceremony-text.ts';
import { drawPaperText } from '@mingcha/core/draws/draw-paper-text.ts';
import { drawReasonText, drawWordText } from '@mingcha/core/draws/draw-text.ts';
import type { ContributionView, DrawnObject, DrawRecord } from '@mingcha/core/draws/draw-views.ts';

type Key = keyof typeof drawPaperText.zh;
type Data = Readonly<Record<string, string | number>>;

interface Words {
  readonly locale: Locale;
  readonly say: (key: Key, data?: Data) => string;
  /** A word of another catalogue by a key that data carries; the key itself where the catalogue lacks it. */
  readonly word: (key: string) => string;
  /** An instant in the business zone, to the minute. */
  readonly time: (instant: string | null) => string;
}

export interface PaperOptions {
  readonly locale: Locale;
  readonly zone: string;
  /** Address of the public site, without a slash at the end. */
  readonly site: string;
}

export function recordPaper(record: DrawRecord, options: PaperOptions): Paper {
  const words = wordsOf(options);
  const { say } = words;
  return {
    language: options.locale === 'zh' ? 'zh-CN' : 'en',
    authority: record.agencyName,
    title: say('title'),
    number: say('number', { number: record.number }),
    foot: say('foot', { number: record.number, page: '{page}', pages: '{pages}' }),
    blocks: [
      ...taskPart(record, words),
      ...poolPart(record, words),
      ...rulesPart(record, words),
      ...leftPart(record, words),
      ...seedPart(record, words),
      ...resultPart(record, words),
      ...changesPart(record, words),
      ...peoplePart(record, words, `${options.site}${record.publicPath}`),
    ],
  };
}

function wordsOf(options: PaperOptions): Words {
  const { locale } = options;
  const all: Readonly<Record<string, string>> = {
    ...drawWordText[locale],
    ...drawReasonText[locale],
    ...ceremonyText[locale],
  };
  const clock = new Intl.DateTimeFormat(locale === 'zh' ? 'zh-CN' : 'en-GB', {
    timeZone: options.zone,
    dateStyle: 'long',
    timeStyle: 'short',
  });
  return {
    locale,
    say: (key, data) => format(drawPaperText[locale][key], data),
    word: (key) => all[key] ?? key.slice(key.indexOf('.') + 1),
    time: (instant) => (instant === null ? '—' : clock.format(Date.parse(instant))),
  };
}

function taskPart(record: DrawRecord, words: Words): Block[] {
  const { say, time, locale } = words;
  const partners = record.participants.filter((participant) => !participant.initiator);
  const kinds = [
    record.targeted ? say('value.targeted') : say('value.untargeted'),
    record.joint ? say('value.joint') : say('value.single'),
  ];
  const rows: Field[][] = [
    [{ label: say('field.task'), value: record.title[locale] }],
    ...basisRows(record, words),
    [
      { label: say('field.plan'), value: record.planNumber || '—' },
      { label: say('field.kind'), value: kinds.join(locale === 'zh' ? '，' : ', ') },
    ],
    [
      { label: say('field.agency'), value: record.agencyName },
      {
        label: say('field.partners'),
        value:
          partners.map((partner) => partner.agencyName).join(locale === 'zh' ? '、' : ', ') ||
          say('value.none'),
      },
    ],
    [
      { label: say('field.time'), value: time(record.time.drawnAt) },
      { label: say('field.place'), value: record.place || '—' },
    ],
    [
      { label: say('field.window'), value: say('value.window', record.window) },
      { label: say('field.system'), value: `${record.software.name} ${record.software.version}` },
    ],
  ];
  return [
    { kind: 'heading', text: say('part.task') },
    { kind: 'fields', rows },
  ];
}

/** What the draw stands on (R062, R082): plan entry or approval, items, version of the rule book. */
function basisRows({ basis }: DrawRecord, { say, locale }: Words): Field[][] {
  if (basis.kind === 'none') return [];
  const { number, title, approval, items, ruleBookVersion: version, insteadOf } = basis;
  const stands =
    basis.kind === 'plan' || approval === null
      ? say('value.basis.plan', { number, title })
      : say('value.basis.adHoc', { number, title, ...approval });
  const names = items.map(({ code, name }) => `${code} ${name}`.trim());
  const book =
    version === null || version === 0 ? say('value.ruleBookPlain') : say('value.ruleBook', { version });
  return [
    [{ label: say('field.basis'), value: stands }],
    [
      { label: say('field.items'), value: names.join(locale === 'zh' ? '；' : '; ') },
      { label: say('field.ruleBook'), value: book },
    ],
    ...(insteadOf === null
      ? []
      : [[{ label: say('field.insteadOf'), value: say('value.insteadOf', insteadOf) }]]),
  ];
}

function poolPart(record: DrawRecord, { say, word, time }: Words): Block[] {
  const { snapshot } = record;
  const since = snapshot.since === null ? say('value.first') : say('value.since', snapshot.since);
  const filter = record.filterWords
    .map((entry) => `${word(`field.${entry.field}`)}：${entry.values.join('、')}`)
    .join('；');
  const rows: Field[][] = [
    [
      { label: say('field.objects'), value: say('value.households', { count: snapshot.objects }) },
      { label: say('field.inspectors'), value: say('value.people', { count: snapshot.inspectors }) },
    ],
    [
      { label: say('field.pairs'), value: say('value.pairs', { count: snapshot.pairs }) },
      { label: say('field.since'), value: since },
    ],
    [{ label: say('field.filter'), value: filter || say('value.none') }],
    [
      { label: say('field.sealedAt'), value: time(record.time.sealedAt) },
      { label: say('field.sealers'), value: record.sealers.join('、') },
    ],
  ];
  return [
    { kind: 'heading', text: say('part.pool') },
    { kind: 'fields', rows },
    { kind: 'digest', label: say('digest.freeze'), digest: record.freezeDisplay },
    { kind: 'digest', label: say('digest.frame'), digest: snapshot.frameRoot },
    { kind: 'digest', label: say('digest.inspectors'), digest: snapshot.inspectorsRoot },
    { kind: 'digest', label: say('digest.pairs'), digest: snapshot.conflictsRoot },
  ];
}

function rulesPart(record: DrawRecord, { say, word }: Words): Block[] {
  const rows = record.snapshot.strata
    .filter((stratum) => stratum.rule !== 'none')
    .map((stratum) => [
      stratum.name,
      String(stratum.base),
      stratum.rate === null ? word(`rule.${stratum.rule}`) : percent(stratum.rate),
      stratum.product ?? '—',
      stratum.round === null ? '—' : word(`round.${stratum.round}`),
      stratum.target === stratum.targetHigh
        ? String(stratum.target)
        : `${stratum.target}–${stratum.targetHigh}`,
      `${stratum.effective}%`,
    ]);
  return [
    { kind: 'heading', text: say('part.rules') },
    {
      kind: 'table',
      heads: [
        say('head.stratum'),
        say('head.base'),
        say('head.rate'),
        say('head.product'),
        say('head.round'),
        say('head.target'),
        say('head.effective'),
      ],
      widths: [4, 1.6, 2, 2, 3.4, 2, 2],
      rows,
    },
    {
      kind: 'fields',
      rows: [
        [
          { label: say('field.planned'), value: say('value.households', { count: record.planned }) },
          { label: say('field.drawn'), value: say('value.households', { count: record.drawn }) },
        ],
      ],
    },
  ];
}

/** `[15, 100]` as 15%, other denominators as a fraction. */
function percent([a, b]: readonly [number, number]): string {
  return (a * 10_000) % b === 0 ? `${(a * 100) / b}%` : `${a}/${b}`;
}

function leftPart(record: DrawRecord, { say, word }: Words): Block[] {
  const rows = [
    ...record.snapshot.excluded.map((entry) => [
      `${word(`exclusion.${entry.reason}`)}${entry.note === '' ? '' : `（${entry.note}）`}`,
      say('value.households', { count: entry.count }),
    ]),
    ...record.leftOut.map((entry) => [
      word(`left.${entry.reason}`),
      say('value.people', { count: entry.count }),
    ]),
  ];
  const table: Block =
    rows.length === 0
      ? { kind: 'text', text: say('value.none') }
      : { kind: 'table', heads: [say('head.reason'), say('head.count')], widths: [6, 2], rows };
  return [{ kind: 'heading', text: say('part.left') }, table];
}

function seedPart(record: DrawRecord, words: Words): Block[] {
  const { say } = words;
  const rows = record.contributions.map((source) => [
    say(`source.${source.kind}`, { label: source.label }),
    contributionValue(source, words),
    source.readBy.join('、') || '—',
    String(source.bits),
  ]);
  return [
    { kind: 'heading', text: say('part.seed') },
    {
      kind: 'table',
      heads: [say('head.source'), say('head.value'), say('head.by'), say('head.bits')],
      widths: [3.4, 6, 2.4, 1.2],
      rows,
    },
    {
      kind: 'fields',
      rows: [[{ label: say('field.bits'), value: say('value.bits', { bits: record.entropyBits }) }]],
    },
    ...(record.seed === null
      ? []
      : [{ kind: 'digest', label: say('digest.seed'), digest: record.seed } as const]),
    ...(record.operatorStandsInPool ? [{ kind: 'text', text: say('note.operator') } as const] : []),
  ];
}

function contributionValue(source: ContributionView, { say }: Words): string {
  if (source.missed !== null) return say('source.missed', { reason: source.missed });
  const value = source.text ?? source.nonce ?? source.signature;
  if (value === null) return '—';
  return source.text === null ? (value.match(/.{1,4}/g)?.join(' ') ?? value) : value;
}

function resultPart(record: DrawRecord, { say }: Words): Block[] {
  const head = [say('head.no'), say('head.object'), say('head.code'), say('head.area')];
  const team = (object: DrawnObject) =>
    object.team
      .map(
        (seat) =>
          `${seat.name} ${seat.certificateNumber} ${seat.agencyName}${seat.lead ? say('seat.lead') : ''}`,
      )
      .join('\n');
  const line = (object: DrawnObject, i: number) => [
    String(i + 1),
    object.name,
    object.code,
    object.area === '-' ? '—' : object.area,
  ];
  const blocks: Block[] = [
    { kind: 'heading', text: say('part.result') },
    { kind: 'text', text: say('note.noNames') },
    {
      kind: 'table',
      heads: [...head, say('head.team')],
      widths: [0.8, 3.8, 4.7, 1.7, 4.5],
      rows: record.objects.map((object, i) => [...line(object, i), team(object) || '—']),
    },
  ];
  if (record.reserves.length === 0) return blocks;
  const reserves = record.reserves.map((object) => [
    String(object.rank),
    object.name,
    object.code,
    object.area === '-' ? '—' : object.area,
  ]);
  return [
    ...blocks,
    { kind: 'heading', text: say('part.reserves') },
    { kind: 'table', heads: head, widths: [1, 6, 4, 2], rows: reserves },
  ];
}

function changesPart(record: DrawRecord, { say, word, time }: Words): Block[] {
  const notes: Block[] = record.voids.map((entry) => ({
    kind: 'text',
    text: say('note.void', {
      number: entry.number,
      reason: word(`void.${entry.reason}`),
      text: entry.text,
      at: time(entry.at),
    }),
  }));
  const approved = record.amendments.filter((amendment) => amendment.state === 'approved');
  if (approved.length > 0) {
    notes.push({
      kind: 'table',
      heads: [say('head.what'), say('head.out'), say('head.in'), say('head.approved')],
      widths: [3.4, 4, 4, 2],
      rows: approved.map((amendment) => [
        word(`${amendment.kind}.${amendment.reason}`),
        amendment.out,
        amendment.in ?? '—',
        amendment.decidedBy ?? '—',
      ]),
    });
  }
  if (notes.length === 0) notes.push({ kind: 'text', text: say('note.noChanges') });
  return [{ kind: 'heading', text: say('part.changes') }, ...notes];
}

function peoplePart(record: DrawRecord, { say, word }: Words, address: string): Block[] {
  const digests: Block[] = [];
  if (record.bundleSha256 !== null)
    digests.push({ kind: 'digest', label: say('digest.bundle'), digest: record.bundleSha256 });
  if (record.checkpoint !== null)
    digests.push({ kind: 'text', text: `${say('digest.checkpoint')}\n${record.checkpoint}` });
  return [
    ...digests,
    {
      kind: 'marks',
      digest: record.freezeId,
      caption: say('mark.seal'),
      qr: address,
      qrCaption: say('mark.qr'),
    },
    { kind: 'heading', text: say('part.people') },
    {
      kind: 'signatures',
      intro: say('sign.intro'),
      lines: record.attendees.map((person) =>
        say('sign.line', {
          capacity: word(`capacity.${person.capacity}`),
          section: person.section,
          name: person.name,
        }),
      ),
      date: say('sign.date'),
    },
  ];
}
