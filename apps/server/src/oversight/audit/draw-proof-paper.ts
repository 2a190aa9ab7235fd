/** The proof of one draw as blocks: pool, seal, sources, removals before the seal, entries of the ledger, checkpoint. */

import { ledgerEventText } from '@mingcha/core/common/ledger-event-text.ts';
import { readHead } from '@mingcha/core/common/ledger-proof.ts';
import type { Block, Paper } from '@mingcha/core/common/paper.ts';
import { format, type Locale } from '@mingcha/core/common/text.ts';
import { drawEventText } from '@mingcha/core/draws/draw-event-text.ts';
import type { DrawProof } from '@mingcha/core/oversight/audit/audit-api.ts';
import { drawProofForm } from '@mingcha/core/oversight/audit/draw-proof-form.ts';

interface Printing {
  readonly locale: Locale;
  readonly zone: string;
  readonly printedBy: string;
  readonly at: string;
}
type Key = keyof (typeof drawProofForm)['zh'];

export function drawProofPaper(proof: DrawProof, printing: Printing): Paper {
  const { locale } = printing;
  const say = (key: Key, data?: Readonly<Record<string, string | number>>) =>
    format(drawProofForm[locale][key], data);
  const moment = momentIn(printing);
  const { record } = proof;
  return {
    language: locale === 'zh' ? 'zh-CN' : 'en',
    authority: record.agencyName,
    title: say('title'),
    number: record.number,
    foot: say('foot'),
    blocks: [
      { kind: 'text', text: say('lead', { person: printing.printedBy, at: moment(printing.at) }) },
      ...poolBlocks(proof, { say, moment, locale }),
      ...sourceBlocks(proof, { say, moment, locale }),
      ...removalBlocks(proof, { say, moment, locale }),
      ...ledgerBlocks(proof, { say, moment, locale }),
      { kind: 'note', text: say('how') },
    ],
  };
}

interface Words {
  readonly say: (key: Key, data?: Readonly<Record<string, string | number>>) => string;
  readonly moment: (instant: string) => string;
  readonly locale: Locale;
}

function momentIn(printing: Printing): (instant: string) => string {
  const form = new Intl.DateTimeFormat(printing.locale === 'zh' ? 'zh-CN' : 'en-GB', {
    timeZone: printing.zone,
    dateStyle: 'medium',
    timeStyle: 'medium',
  });
  return (instant) => form.format(Date.parse(instant));
}

function poolBlocks({ record }: DrawProof, { say, moment, locale }: Words): readonly Block[] {
  const { snapshot, time } = record;
  return [
    {
      kind: 'fields',
      rows: [
        [
          { label: say('task'), value: record.title[locale] },
          { label: say('number'), value: record.number },
        ],
        [
          { label: say('sealedAt'), value: moment(time.sealedAt) },
          { label: say('drawnAt'), value: time.drawnAt === null ? '' : moment(time.drawnAt) },
        ],
        [
          { label: say('pool'), value: say('poolCount', { n: snapshot.objects }) },
          { label: say('people'), value: say('peopleCount', { n: snapshot.inspectors }) },
        ],
        [
          { label: say('drawn'), value: say('drawnCount', { n: record.drawn }) },
          { label: say('bits'), value: String(record.entropyBits) },
        ],
      ],
    },
    { kind: 'digest', label: say('frame'), digest: snapshot.frameRoot },
    { kind: 'digest', label: say('seal'), digest: record.freezeId },
  ];
}

function sourceBlocks({ record }: DrawProof, { say }: Words): readonly Block[] {
  const rows = record.contributions.map((each) => [
    each.label,
    each.nonce ?? each.text ?? each.signature?.slice(0, 32) ?? say('notShown'),
    String(each.bits),
  ]);
  const digests: Block[] = [];
  if (record.seed !== null) digests.push({ kind: 'digest', label: say('seed'), digest: record.seed });
  if (record.bundleSha256 !== null)
    digests.push({ kind: 'digest', label: say('bundle'), digest: record.bundleSha256 });
  return [
    { kind: 'heading', text: say('sources') },
    { kind: 'table', heads: [say('source'), say('value'), say('bits')], widths: [2, 5, 1], rows },
    ...digests,
  ];
}

function removalBlocks({ removals }: DrawProof, { say }: Words): readonly Block[] {
  const heading: Block = { kind: 'heading', text: say('removals') };
  if (removals.length === 0) return [heading, { kind: 'text', text: say('noRemovals') }];
  const rows = removals.map((each) => [
    each.subject,
    each.day,
    each.people,
    String(each.facts['backOn'] ?? say('notBack')),
  ]);
  return [
    heading,
    { kind: 'table', heads: [say('object'), say('day'), say('by'), say('back')], widths: [4, 2, 2, 2], rows },
  ];
}

function ledgerBlocks({ entries, ledger }: DrawProof, { say, moment, locale }: Words): readonly Block[] {
  const words: Readonly<Record<string, string>> = { ...ledgerEventText[locale], ...drawEventText[locale] };
  const head = readHead(ledger?.note ?? '');
  const rows = entries.map((each) => [
    String(each.seq),
    moment(each.at),
    words[each.type] ?? each.type,
    each.personName,
    each.hash.slice(0, 16),
  ]);
  return [
    { kind: 'heading', text: say('entries') },
    {
      kind: 'table',
      heads: [say('seq'), say('at'), say('event'), say('person'), say('hash')],
      widths: [1, 2.6, 2.4, 1.4, 2.4],
      rows,
    },
    { kind: 'heading', text: say('checkpoint') },
    {
      kind: 'text',
      text: head === null ? '' : say('checkpointOf', { origin: head.origin, size: head.size }),
    },
    ...(head === null ? [] : [{ kind: 'digest', label: say('root'), digest: head.root } as const]),
  ];
}
