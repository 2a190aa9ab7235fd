/** Catalogues in which the phone pages look up the sentences of error codes. */
import { accessText } from '@mingcha/core/common/access-text.ts';
import { commonText } from '@mingcha/core/common/common-text.ts';
import { shellText } from '@mingcha/core/common/shell-text.ts';
import type { Catalogue } from '@mingcha/core/common/text.ts';
import { drawRefusalText } from '@mingcha/core/draws/draw-refusal-text.ts';
import { partyText } from '@mingcha/core/draws/party-text.ts';
import { phoneText } from '@mingcha/core/inspections/visits/phone-text.ts';
import { visitRefusalText } from '@mingcha/core/inspections/visits/visit-refusal-text.ts';

export const fieldTexts: readonly Catalogue[] = [
  accessText,
  commonText,
  shellText,
  drawRefusalText,
  partyText,
  visitRefusalText,
  phoneText,
];
