/**
 * What an agency's papers are made with: its names, the bodies for review and litigation, the wording of its jurisdiction.
 * A jurisdiction's own wording is the file `papers/<division code>.json` in the data folder; none means the default.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import {
  type PaperSetting,
  type PaperTemplate,
  paperTemplate,
  wordingOf,
} from '@mingcha/core/tasks/papers/paper-wording.ts';
import { defaultBodies } from '@mingcha/core/tasks/papers/paper-wording-form.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { Platform } from '../../platform/platform.ts';
import { issuingAgency } from './paper.queries.ts';

/** Errors: `paper.agency_not_found`, `paper.template_invalid` {file, place, problem}. */
export async function paperSetting(
  tx: Tx,
  platform: Platform,
  agencyId: string,
): Promise<Result<PaperSetting & { readonly jurisdictionId: string }>> {
  const agency = await issuingAgency(tx, agencyId);
  if (agency === undefined) return fail('paper.agency_not_found');
  const read = await templateOf(platform, agency.divisionCode);
  if (!read.ok) return read;
  const template = read.value;
  const { publicUrl } = platform.config;
  return ok({
    jurisdictionId: agency.jurisdictionId,
    agency: { name: agency.name, shortName: agency.shortName, phone: agency.phone, address: '' },
    supervisionPhone: agency.complaintPhone,
    remedies: template?.remedies ?? defaultBodies(agency.jurisdictionName),
    wording: wordingOf(template),
    screenSigned: [...(template?.screenSigned ?? [])],
    unsealed: [...(template?.unsealed ?? [])],
    checkUrl: publicUrl === null ? '' : `${publicUrl}/papers/{id}?h={hash}`,
  });
}

async function templateOf(platform: Platform, divisionCode: string): Promise<Result<PaperTemplate | null>> {
  const file = `${divisionCode}.json`;
  let text: string;
  try {
    text = await readFile(join(platform.config.dataFolder, 'papers', file), 'utf8');
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return ok(null);
    throw error;
  }
  const parsed = paperTemplate.safeParse(jsonOf(text));
  if (parsed.success) return ok(parsed.data);
  const issue = parsed.error.issues[0];
  return fail('paper.template_invalid', {
    file,
    place: issue?.path.join('.') ?? '',
    problem: issue?.message ?? '',
  });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
