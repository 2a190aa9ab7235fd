/**
 * Loaded before the server's program by journeys that need another day: its clock runs on from the instant in the file
 * that JOURNEY_CLOCK names. Timers keep their own pace.
 */
import { readFileSync } from 'node:fs';

const file = process.env['JOURNEY_CLOCK'];
if (file === undefined) throw new Error('JOURNEY_CLOCK names no file');
const shown = Date.parse(readFileSync(file, 'utf8').trim());
const real = Date.now;
const begun = real();
Date.now = () => shown + (real() - begun);
