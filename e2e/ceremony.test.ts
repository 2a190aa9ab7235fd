/** The joint task in the room: rivals press at once, the power fails in the middle, and there is one draw. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import {
  attend,
  commit,
  onlyDraw,
  type PartyLink,
  partyLinks,
  reveal,
  sealByTwo,
  typeNumbers,
} from './support/ceremony.ts';
import { done, enter, type Person, refusalOf, signInAgain, stranger } from './support/person.ts';
import { type RunningServer, startServer } from './support/running-server.ts';

describe('the ceremony of the joint task', () => {
  let server: RunningServer;
  let legal: Person;
  let works: Person;
  let id: string;
  let links: readonly PartyLink[];

  before(async () => {
    server = await startServer();
    legal = await enter(server, 'jc.legal');
    works = await enter(server, 'jc.works');
    id = await onlyDraw(legal);
  });
  after(() => server.remove());

  const view = async () =>
    done(await legal.get(`/api/draws/${id}`)) as {
      state: string;
      freezeId: string;
      contributions: unknown[];
    };

  async function powerCut(): Promise<void> {
    await server.kill();
    await server.startAgain();
  }

  test('a power cut after the seal keeps the seal, and nobody can seal again', async () => {
    await sealByTwo(legal, works, id);
    const { freezeId } = await view();
    await powerCut();
    assert.equal((await view()).freezeId, freezeId);
    const again = await works.post(`/api/draws/${id}/seal`);
    assert.equal(again.status, 409);
    assert.equal(refusalOf(again), 'draw.already_sealed');
  });

  test('a power cut between two commitments keeps the first, which its party cannot replace', async () => {
    await attend(legal, id);
    links = await partyLinks(legal, id);
    assert.equal(links.length, 3);
    const [first, ...others] = links as [PartyLink, PartyLink, PartyLink];
    await commit(stranger(server), first);
    await powerCut();
    const kept = done(await stranger(server).get(`/api${first.path}`));
    assert.equal(kept.step, 'waitForNumbers');
    const replaced = await stranger(server).post(`/api${first.path}/commitment`, {
      commitment: 'ab'.repeat(32),
    });
    assert.equal(replaced.status, 409, JSON.stringify(replaced.body));
    for (const link of others) await commit(stranger(server), link);
  });

  test('a power cut between the two typings of a number keeps the first typing secret and counted', async () => {
    const text = '09175059342981586505';
    done(await legal.post(`/api/draws/${id}/numbers`, { j: 3, text }));
    await powerCut();
    const seen = JSON.stringify(await works.get(`/api/draws/${id}`));
    assert.equal(seen.includes(text), false);
    const second = done(await works.post(`/api/draws/${id}/numbers`, { j: 3, text }));
    assert.equal(second.outcome, 'numberRead');
    await typeNumbers([legal, works], id, [4]);
    for (const link of links) await reveal(stranger(server), link);
    assert.equal((await view()).state, 'ready');
  });

  test('two people press the draw at once: one result, and one is told that it is done', async () => {
    const replies = await Promise.all([
      legal.post(`/api/draws/${id}/draw`),
      works.post(`/api/draws/${id}/draw`),
    ]);
    const codes = replies.map((reply) => reply.status).sort((a, b) => a - b);
    assert.deepEqual(codes, [200, 409], JSON.stringify(replies.map(refusalOf)));
    assert.equal(replies.flatMap((reply) => refusalOf(reply) ?? [])[0], 'draw.already_drawn');
    assert.equal((await view()).state, 'drawn');
  });

  test('a power cut after the draw changes no byte of the evidence', async () => {
    const download = async () => {
      const reply = await legal.get(`/api/draws/${id}/record`);
      return JSON.stringify(done(reply));
    };
    const before = await download();
    await powerCut();
    assert.equal(await download(), before);
    const again = await (await signInAgain(server, 'jc.works')).post(`/api/draws/${id}/draw`);
    assert.equal(refusalOf(again), 'draw.already_drawn');
  });
});
