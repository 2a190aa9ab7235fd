/** The evidence bundle (§9.1): one file, exactly `jcs(bundle)` (ruling 1). */
import { base64 } from './bytes.ts';
import type { Drawn } from './draw.ts';
import { DrawError } from './error.ts';
import { jcs } from './json.ts';
import type { Amendment, Bundle, Certificate, Hex, InspectorRow, Opening, Params } from './types.ts';

/** Above this many objects the frame may lie beside the document. */
export const MAX_INLINE = 200_000;

export interface BundleInput {
  readonly certificate: Certificate;
  /** frame.bin, or its name and hash when it lies beside the document. */
  readonly frame: Uint8Array | { readonly file: string; readonly hash: Hex };
  readonly drawn: Pick<Drawn, 'selected' | 'reserves' | 'assignment'>;
  /**
   * What disclosure permits to show now: inspectors, pairs, and the opening of every drawn object in any order.
   * null keeps them, the areas and the assignment sealed.
   */
  readonly disclosed: {
    readonly inspectors: readonly InspectorRow[];
    readonly conflicts: readonly (readonly [Hex, Hex])[];
    readonly openings: readonly Opening[];
  } | null;
  readonly amendments?: readonly Amendment[];
  readonly log: Bundle['log'];
}

function orderOpenings(input: BundleInput, openings: readonly Opening[]): readonly Opening[] {
  const byC = new Map(openings.map((opening) => [opening.c, opening]));
  return input.drawn.selected.map(({ c }) => {
    const opening = byC.get(c);
    if (opening === undefined)
      throw new DrawError('bundle.opening', `drawn object ${c} is not opened`, { c });
    return { c, record: opening.record, salt: opening.salt };
  });
}

/** The bundle as a value. @throws DrawError `bundle.opening` */
export function bundleOf(input: BundleInput): Bundle {
  const { drawn, disclosed } = input;
  return {
    format: 'rdraw/1 bundle',
    certificate: input.certificate,
    frame: input.frame instanceof Uint8Array ? base64(input.frame) : input.frame,
    inspectors: disclosed === null ? null : disclosed.inspectors.map(({ pub, c }) => ({ pub, c })),
    conflicts: disclosed === null ? null : disclosed.conflicts,
    selected: drawn.selected.map(({ stratum, rank, c, area }) =>
      disclosed === null || area === undefined ? { stratum, rank, c } : { stratum, rank, c, area },
    ),
    reserves: drawn.reserves.map(({ stratum, rank, c }) => ({ stratum, rank, c })),
    assignment: disclosed === null ? null : drawn.assignment,
    openings: disclosed === null ? null : orderOpenings(input, disclosed.openings),
    amendments: input.amendments ?? [],
    log: input.log,
  };
}

/** Bytes of the bundle file. @throws DrawError `bundle.opening`, `json.*` */
export function buildBundle(input: BundleInput): Uint8Array {
  return jcs(bundleOf(input));
}

/** What a params document must have in a production bundle. */
export type CompleteParams = Params & Required<Pick<Params, 'time' | 'disclosure' | 'witness'>>;
