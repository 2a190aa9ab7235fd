/**
 * Titles and numbers of plans and their entries, generated from data and never typed: a paper of one bureau cannot be
 * headed with another's name, year or field (R080).
 */
import { format } from '../common/text.ts';
import { isJoint, type PlanEntryFields } from './plan.ts';
import { planNameText } from './plan-name-text.ts';

export interface TitleFacts {
  readonly agencyName: string;
  readonly year: number;
  /** Name of the lead item; used where the entry has no scene. */
  readonly itemName: string;
}

/** Title of one entry in both languages. */
export function entryTitle(
  fields: Pick<PlanEntryFields, 'form' | 'participants' | 'scene' | 'special'>,
  facts: TitleFacts,
): { readonly zh: string; readonly en: string } {
  const subject = fields.scene === '' ? facts.itemName : fields.scene;
  const data = { agency: facts.agencyName, year: facts.year, subject };
  const kind =
    fields.form === 'routineVisit'
      ? 'visit'
      : isJoint(fields)
        ? fields.special === null
          ? 'joint'
          : 'jointSpecial'
        : fields.special === null
          ? 'single'
          : 'special';
  return {
    zh: format(planNameText.zh[`entry.${kind}`], data),
    en: format(planNameText.en[`entry.${kind}`], data),
  };
}

export function planTitle(agencyName: string, year: number): string {
  return format(planNameText.zh['plan'], { agency: agencyName, year });
}

/** `晋州市应急局抽查〔2026〕7号` (domain e.8). */
export function entryNumber(shortName: string, year: number, serial: number): string {
  return format(planNameText.zh['number'], { agency: shortName, year, serial });
}
