/** Z-05: what of a draw is closed to people of agencies that take part, with the case beside it that is open. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drive, insertMines, jointTask, withDraws } from './draw-testing.ts';

test('Z-05 a partner hands out no addresses of the parties, and whoever may not know names gets no signed record before the release', () =>
  withDraws(async (app) => {
    await insertMines(app);
    const { lan, partner, witness, ...driver } = await drive(app);
    const waiting = await driver.seal(jointTask(app));
    const links = (who: typeof lan) => who.get(`/api/draws/${waiting}/party-links`);
    assert.equal((await links(lan)).body.rows.length, 2);
    assert.equal((await links(partner)).body.error.code, 'draw.agency_forbidden');
    const drawn = await driver.drawn(jointTask(app));
    const record = (who: typeof lan) => who.get(`/api/draws/${drawn}/signed-record`);
    assert.equal((await record(lan)).body.error.code, 'draw.file_not_found', 'not signed yet');
    await driver.record(drawn);
    assert.equal((await record(lan)).status, 200);
    assert.equal((await record(witness)).body.error.code, 'draw.role_forbidden');
  }));
