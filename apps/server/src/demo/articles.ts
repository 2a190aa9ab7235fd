/** Articles of both bureaus: a policy reading, a guide, a training note that are published, and a case that waits for its review. */
import type { Actor } from '@mingcha/core/common/roles.ts';
import type { ArticleKind } from '@mingcha/core/publications/articles/article.ts';
import type { Platform } from '../platform/platform.ts';
import { createArticle, createCase, moveArticle } from '../publications/articles/article.service.ts';
import { listPublications } from '../publications/read.service.ts';
import { must } from './must.ts';
import type { Organisation } from './organisation.ts';

const articles: readonly { readonly kind: ArticleKind; readonly title: string; readonly body: string }[] = [
  {
    kind: 'policy',
    title: '什么是“双随机、一公开”',
    body: '“双随机、一公开”是指随机抽取检查对象，随机选派检查人员，检查结果及时向社会公开。\n# 为什么要随机\n随机抽取由多方随机数产生种子，任何人都可以核验，机关不能挑选检查谁。\n# 多久公开\n检查结果自形成之日起二十个工作日以内公示，逾期的自动计入“逾期未公示”。\n# 依据\n- 《国务院关于在市场监管领域全面推行部门联合“双随机、一公开”监管的意见》（国发〔2019〕5号）\n- 《国务院办公厅关于推广随机抽查规范事中事后监管的通知》（国办发〔2015〕58号）',
  },
  {
    kind: 'guide',
    title: '对检查结果有异议怎么办',
    body: '检查对象认为公示的检查结果与事实不符的，可以提出异议。\n# 怎样提出\n- 在公示网站打开那条检查结果，选择“提出异议”\n- 或者凭检查文书上的编码提出，身份即时核验\n- 或者到机关书面提出\n# 办理\n机关受理后，公示信息标明“异议处理中”。核查由没有参加检查的人员承办，在规定期限内答复。\n# 不服答复\n可以依法申请行政复议或者提起行政诉讼。',
  },
  {
    kind: 'training',
    title: '执法人员培训：现场检查规范',
    body: '培训内容包括出示证件、告知权利、当场记录、证据固定和文书送达。\n- 参加人员：持有行政执法证件的检查人员\n- 考核合格后方可列入检查人员名录库的可抽取范围',
  },
];

export async function loadArticles(platform: Platform, { actors }: Organisation): Promise<void> {
  await articlesOf(platform, { writer: actors['jz.legal'], head: actors['jz.head'] });
  await articlesOf(platform, { writer: actors['jc.legal'], head: actors['jc.head'] });
}

async function articlesOf(
  platform: Platform,
  by: { readonly writer: Actor; readonly head: Actor },
): Promise<void> {
  for (const article of articles) {
    const made = must(
      await createArticle(platform, by.writer, { actionId: platform.ids.next(), ...article }),
    );
    const sent = await take(platform, by.writer, { ...made, move: 'submit' });
    await take(platform, by.head, { ...sent, move: 'publish' });
  }
  const page = { after: undefined, limit: 5 };
  const filter = { of: 'published', kind: 'result' } as const;
  const [result] = must(await listPublications(platform, by.writer, { filter, page })).rows;
  if (result === undefined) return;
  const input = { actionId: platform.ids.next(), recordId: result.id };
  const made = must(await createCase(platform, by.writer, input));
  await take(platform, by.writer, { ...made, move: 'submit' });
}

async function take(
  platform: Platform,
  actor: Actor,
  of: { readonly id: string; readonly version: number; readonly move: 'submit' | 'publish' },
) {
  const { id, version, move } = of;
  const actionId = platform.ids.next();
  return must(await moveArticle(platform, actor, { id, version, move, actionId, note: '', confirmed: [] }));
}
