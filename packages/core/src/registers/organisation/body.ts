/**
 * A 专班 (task force): who leads the work, by which document, for how long, and what it met about. It is a list of people
 * and papers; no permission follows from being in it.
 */
import { z } from 'zod';
import { instant, line, paragraph, plainDate, requiredLine, uuid } from '../../common/schemas.ts';

export const bodyParts = ['head', 'deputy', 'member'] as const;
export type BodyPart = (typeof bodyParts)[number];

export const bodyFields = z.object({
  name: requiredLine(100),
  /** The document that set it up, in words: 晋市人防字〔2023〕8号. */
  document: line(300),
  duty: paragraph(2000),
  since: plainDate,
  untilDay: plainDate.nullable(),
});
export type BodyFields = z.output<typeof bodyFields>;

export const memberFields = z.object({
  part: z.enum(bodyParts),
  personName: requiredLine(60),
  postTitle: line(100),
  sectionId: uuid.nullable(),
  accountId: uuid.nullable(),
  since: plainDate,
});
export type MemberFields = z.output<typeof memberFields>;

export const bodyMember = memberFields.extend({
  id: uuid,
  sectionName: z.string().nullable(),
  untilDay: plainDate.nullable(),
});
export type BodyMember = z.output<typeof bodyMember>;

export const meetingFields = z.object({
  heldOn: plainDate,
  place: line(120),
  topic: requiredLine(200),
  minutes: paragraph(20_000),
  attendees: z.array(requiredLine(60)).max(100),
});
export type MeetingFields = z.output<typeof meetingFields>;

export const bodyMeeting = meetingFields.extend({
  id: uuid,
  fileName: z.string().nullable(),
  recordedBy: z.string(),
  recordedAt: instant,
});
export type BodyMeeting = z.output<typeof bodyMeeting>;

export const bodyRow = bodyFields.extend({
  id: uuid,
  version: z.number().int(),
  headName: z.string().nullable(),
  memberCount: z.number().int(),
});
export type BodyRow = z.output<typeof bodyRow>;

export const bodyDetail = bodyRow.extend({
  members: z.array(bodyMember),
  meetings: z.array(bodyMeeting),
});
export type BodyDetail = z.output<typeof bodyDetail>;
