/** Catalogues in which the portal looks up the sentences of error codes. */
import { commonText } from '@mingcha/core/common/common-text.ts';
import { enterpriseText } from '@mingcha/core/common/enterprise-text.ts';
import { noticeAddressText } from '@mingcha/core/common/notice-address-text.ts';
import { shellText } from '@mingcha/core/common/shell-text.ts';
import { signInText } from '@mingcha/core/common/sign-in-text.ts';
import type { Catalogue } from '@mingcha/core/common/text.ts';
import { coordinationText } from '@mingcha/core/followups/coordination/coordination-text.ts';
import { rectifyText } from '@mingcha/core/followups/rectify-text.ts';
import { contactText } from '@mingcha/core/publications/contacts/contact-text.ts';
import { centreText } from '@mingcha/core/publications/enterprise/centre-text.ts';
import { lectureText } from '@mingcha/core/publications/lectures/lecture-text.ts';
import { objectionText } from '@mingcha/core/publications/objections/objection-text.ts';
import { packageText } from '@mingcha/core/publications/packages/package-text.ts';
import { publicItemsText } from '@mingcha/core/registers/items/public-items-text.ts';
import { paperCheckText } from '@mingcha/core/tasks/papers/paper-check-text.ts';
import { preparationText } from '@mingcha/core/tasks/preparation/preparation-text.ts';

export const portalTexts: readonly Catalogue[] = [
  commonText,
  shellText,
  publicItemsText,
  paperCheckText,
  preparationText,
  rectifyText,
  coordinationText,
  objectionText,
  contactText,
  signInText,
  enterpriseText,
  noticeAddressText,
  centreText,
  lectureText,
  packageText,
];
