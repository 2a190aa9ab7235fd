/** Words by which a sheet's condition names an answer (askedWhen); sheets are written in Chinese or English. */
import type { LineAnswer } from './visit-fields.ts';

type Answer = NonNullable<LineAnswer['answer']>;

export const answerWords: Readonly<Record<Answer, readonly string[]>> = {
  conform: ['符合', '是', 'conform', 'conforms', 'yes'],
  nonConform: ['不符合', '否', 'nonconform', 'does not conform', 'no'],
  notApplicable: ['不适用', 'notapplicable', 'not applicable'],
  notChecked: ['未检查', 'notchecked', 'not checked'],
};
