/**
 * The ceremony of a draw as people hold it: checked, sealed by two, attended, contributed to by parties and by numbers that
 * nobody chose, drawn, its record filed. Shared by the demo and by the simulated year; everything goes through the services.
 */
import { createHash } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import type { Actor } from '@mingcha/core/common/roles.ts';
import type { Attendee } from '@mingcha/core/draws/draw-task.ts';
import { hex, partyCommitment } from '@mingcha/draw';
import { attendDraw, listPartyLinks, typeNumber } from '../draws/ceremony.service.ts';
import { drawNow } from '../draws/draw.service.ts';
import { storeSignedRecord } from '../draws/file.service.ts';
import { serverHash } from '../draws/hash.ts';
import { commitAsParty, readParty, revealAsParty } from '../draws/party.service.ts';
import { recordPaper } from '../draws/record-paper.ts';
import { readRecord } from '../draws/record-view.ts';
import { confirmSeal, proposeSeal } from '../draws/seal.service.ts';
import { checkDraw } from '../draws/task.service.ts';
import { renderPdf } from '../platform/documents/paper-pdf.ts';
import type { Upload } from '../platform/http/call.ts';
import type { Platform } from '../platform/platform.ts';
import type { DemoClock } from './demo-clock.ts';
import { must } from './must.ts';

interface Running {
  readonly legal: Actor;
  readonly id: string;
}
interface Ceremony extends Running {
  /** The second hand at the seal and at the numbers. */
  readonly second: Actor;
  /** Sources of digits; the demo's ceremony has three parties before two of them. */
  readonly digits?: readonly number[];
  /** A scan of the signed record; printed without signatures when not given. */
  readonly scan?: Uint8Array;
}
type DemoPlatform = Platform & { readonly clock: DemoClock };

/** From the check to the filed record. */
export async function holdDraw(platform: DemoPlatform, ceremony: Ceremony): Promise<void> {
  const { clock } = platform;
  const { legal, second, id } = ceremony;
  const write = writerOf(platform);
  clock.advance(20);
  must(await checkDraw(platform, { ...write(legal, 'draws.check'), id }));
  clock.advance(5);
  must(await proposeSeal(platform, { ...write(legal, 'draws.proposeSeal'), id }));
  clock.advance(2);
  must(await confirmSeal(platform, { ...write(second, 'draws.confirmSeal'), id }));
  await signIn(platform, { legal, id });
  await contribute(platform, ceremony);
  must(await drawNow(platform, { ...write(legal, 'draws.draw'), id }));
  clock.advance(25);
  await fileRecord(platform, ceremony);
}

async function signIn(platform: Platform, { legal, id }: Running): Promise<void> {
  const present: readonly Attendee[] = [
    { name: '秦国栋', section: '局领导', capacity: 'host', outside: false },
    { name: legal.personName, section: '政策法规股', capacity: 'operator', outside: false },
    { name: '高海涛', section: '安全生产监督管理股', capacity: 'sectionDelegate', outside: false },
    { name: '孟静怡', section: '派驻纪检监察组', capacity: 'supervisor', outside: true },
    { name: '白雨桐', section: '公证处', capacity: 'witness', outside: true },
  ];
  const write = writerOf(platform);
  for (const attendee of present)
    must(await attendDraw(platform, { ...write(legal, 'draws.attend'), id }, attendee));
}

/** Commitments, numbers typed twice, reveals, in that order; nobody chose what they say. */
async function contribute(
  platform: DemoPlatform,
  { legal, second, id, digits = [3, 4] }: Ceremony,
): Promise<void> {
  const { clock } = platform;
  const write = writerOf(platform);
  const links = must(await listPartyLinks(platform, legal, id)).rows;
  const parties = links.map(({ path }) => ({
    token: path.slice(path.lastIndexOf('/') + 1),
    nonce: platform.random.bytes(32),
  }));
  const asParty = (token: string, routeId: string, audit: string) => ({
    token,
    actionId: platform.ids.next(),
    routeId,
    audit,
  });
  for (const { token, nonce } of parties) {
    clock.advance(2);
    const { freezeId, j, suite } = must(await readParty(platform, token));
    const commitment = partyCommitment(serverHash(suite), { freezeId, j }, nonce);
    const as = asParty(token, 'ceremony.commit', 'draw.committed');
    must(await commitAsParty(platform, as, { commitment, madeOn: 'device' }));
  }
  for (const j of digits) {
    clock.advance(4);
    const text = twentyDigits(platform);
    for (const typist of [legal, second])
      must(await typeNumber(platform, { ...write(typist, 'draws.typeNumber'), id }, { j, text }));
  }
  for (const { token, nonce } of parties) {
    clock.advance(1);
    must(await revealAsParty(platform, asParty(token, 'ceremony.reveal', 'draw.revealed'), hex(nonce)));
  }
}

/** As twenty draws of a ball with replacement; bytes of 250 and more are drawn again, so that no digit is favoured. */
function twentyDigits(platform: Platform): string {
  const fair = [...platform.random.bytes(64)].filter((byte) => byte < 250);
  return fair
    .slice(0, 20)
    .map((byte) => byte % 10)
    .join('');
}

async function fileRecord(platform: Platform, { legal, id, scan }: Ceremony): Promise<void> {
  const pdf = scan ?? (await printedRecord(platform, { legal, id }));
  const path = platform.files.temporaryPath();
  await writeFile(path, pdf);
  try {
    const upload: Upload = {
      fileName: '抽取记录表（演示，未签字）.pdf',
      contentType: 'application/pdf',
      path,
      size: pdf.length,
      sha256: createHash('sha256').update(pdf).digest('hex'),
    };
    const write = writerOf(platform);
    must(await storeSignedRecord(platform, { ...write(legal, 'draws.uploadSignedRecord'), id, upload }));
  } finally {
    await rm(path, { force: true });
  }
}

async function printedRecord(platform: Platform, { legal, id }: Running): Promise<Uint8Array> {
  const record = must(await readRecord(platform, legal, id));
  const { zone, publicUrl, port } = platform.config;
  const site = publicUrl ?? `http://localhost:${port}/p`;
  return renderPdf(recordPaper(record, { locale: 'zh', zone, site }));
}

function writerOf(platform: Platform) {
  return (actor: Actor, routeId: string) => ({ actor, actionId: platform.ids.next(), routeId });
}
