/**
 * Health of the random source at the start, as NIST SP 800-90B §4.4 asks of a noise source and GM/T 0062 of a product at
 * power-up: the repetition count test and the adaptive proportion test over bytes, and that two blocks differ. They find
 * a source that is stuck or badly skewed; they prove no quality.
 */

/** False alarms about once in 2^40 samples of a good source (§4.4.1 with H = 8 bits a byte). */
const mostRepeats = 6;
const window = 512;
/** Of 512 bytes a value is expected twice; 25 of one value come by chance less than once in 2^60. */
const mostInWindow = 25;
export const healthSampleBytes = 64 * 1024;

/** What is wrong with the sample: `stuck`, `skewed`, `short`; null when nothing is. */
export function randomFault(sample: Uint8Array): 'stuck' | 'skewed' | 'short' | null {
  if (sample.length < 2 * window) return 'short';
  let run = 1;
  for (let i = 1; i < sample.length; i += 1) {
    run = sample[i] === sample[i - 1] ? run + 1 : 1;
    if (run > mostRepeats) return 'stuck';
  }
  for (let start = 0; start + window <= sample.length; start += window) {
    const first = sample[start];
    let same = 0;
    for (let i = start; i < start + window; i += 1) if (sample[i] === first) same += 1;
    if (same > mostInWindow) return 'skewed';
  }
  return isRepeated(sample) ? 'stuck' : null;
}

/** A source that gives one block again and again passes both tests. */
function isRepeated(sample: Uint8Array): boolean {
  const head = Buffer.from(sample.subarray(0, 16));
  return Buffer.from(sample).indexOf(head, 1) >= 0;
}
