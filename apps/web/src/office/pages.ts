/** All pages of the office; each stage adds its list here, in the order of the procedure. */
import { creditPages } from './credit/pages.ts';
import { drawPages } from './draws/pages.ts';
import { archivePages } from './followups/archive/pages.ts';
import { followupPages } from './followups/pages.ts';
import { inspectionPages } from './inspections/pages.ts';
import { noticePages } from './notices/pages.ts';
import { oversightPages } from './oversight/pages.ts';
import { picturePages } from './oversight/pictures/pages.ts';
import { planPages } from './plans/pages.ts';
import { channelPages } from './publications/channels/pages.ts';
import { publicationPages } from './publications/pages.ts';
import { inspectorPages } from './registers/inspectors/pages.ts';
import { itemPages } from './registers/items/pages.ts';
import { libraryPages } from './registers/library/pages.ts';
import { objectPages } from './registers/objects/pages.ts';
import { organisationPages } from './registers/organisation/pages.ts';
import { registersPages } from './registers/pages.ts';
import { rulePages } from './registers/rules/pages.ts';
import { sheetPages } from './registers/sheets/pages.ts';
import { ownTrainingPages, trainingPages } from './registers/training/pages.ts';
import { framePages } from './shell/frame-pages.ts';
import type { OfficePage } from './shell/page-list.ts';
import { systemPages } from './system/pages.ts';
import { taskPages } from './tasks/pages.ts';
import { paperPages } from './tasks/papers/pages.ts';

export const officePages: readonly OfficePage[] = [
  ...framePages,
  ...registersPages,
  ...objectPages,
  ...inspectorPages,
  ...itemPages,
  ...libraryPages,
  ...organisationPages,
  ...sheetPages,
  ...trainingPages,
  ...rulePages,
  ...planPages,
  ...drawPages,
  ...taskPages,
  ...ownTrainingPages,
  ...inspectionPages,
  ...paperPages,
  ...followupPages,
  ...archivePages,
  ...publicationPages,
  ...channelPages,
  ...creditPages,
  ...oversightPages,
  ...picturePages,
  ...systemPages,
  ...noticePages,
];
