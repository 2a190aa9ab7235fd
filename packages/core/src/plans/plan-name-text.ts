/** Forms of the generated titles and numbers of plans; the paper's language is Chinese, the English title is for screens. */
import { catalogue } from '../common/text.ts';

export const planNameText = catalogue(
  {
    plan: '{agency}{year}年度“双随机、一公开”抽查计划',
    'entry.single': '{agency}{year}年{subject}“双随机”抽查',
    'entry.joint': '{agency}{year}年{subject}部门联合“双随机”抽查',
    'entry.special': '{agency}{year}年{subject}专项检查',
    'entry.jointSpecial': '{agency}{year}年{subject}部门联合专项检查',
    'entry.visit': '{agency}{year}年{subject}年度服务走访',
    number: '{agency}抽查〔{year}〕{serial}号',
  },
  {
    plan: '{agency}: inspection plan {year}',
    'entry.single': '{agency}: double-random inspection {year}, {subject}',
    'entry.joint': '{agency}: joint double-random inspection {year}, {subject}',
    'entry.special': '{agency}: special inspection {year}, {subject}',
    'entry.jointSpecial': '{agency}: joint special inspection {year}, {subject}',
    'entry.visit': '{agency}: yearly service visits {year}, {subject}',
    number: '{agency} inspection [{year}] No. {serial}',
  },
);
