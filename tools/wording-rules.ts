/**
 * How the sentences of the catalogues are worded (catalogue U-13): the words people use, one for a concept, each language
 * for itself, Chinese punctuation in Chinese, nothing of the program's own. Rules as functions, so that a fault can be
 * planted and seen caught.
 */
import type { Violation } from './floor-plan.ts';

export interface Sentence {
  /** File and key. */
  readonly where: string;
  readonly zh: string;
  readonly en: string;
}

interface Word {
  readonly not: RegExp;
  readonly instead: string;
  /** Where the word is meant in its other sense. */
  readonly except?: RegExp;
}

/** Each with the word of docs/glossary.md; the rest are slips of typing or phrases that tell nobody anything. */
const forbiddenWords: readonly Word[] = [
  { not: /登陆/, instead: '登录' },
  { not: /帐[号户]/, instead: '账号' },
  // Of the machine, and what spreadsheets call it.
  {
    not: /密码(?!设备|机|应用|模块|算法|运算|检测|管理)/,
    instead: '口令',
    except: /DATABASE_URL|postgresql:|Excel/,
  },
  { not: /登录名/, instead: '用户名' },
  { not: /系统异常|未知错误|操作失败/, instead: 'what failed, where, and how to mend it' },
  { not: /抱歉|亲，|小主/, instead: 'nothing: say what to do' },
  { not: /双随机一公开|双随机,一公开/, instead: '双随机、一公开' },
  { not: /抽签|摇签/, instead: '抽取' },
  { not: /冻结码|锁定码/, instead: '封存码' },
  { not: /市场主体/, instead: '经营主体' },
  { not: /被检查对象/, instead: '检查对象' },
  { not: /执法人员证号|检查证号/, instead: '执法证号' },
  { not: /信用分类/, instead: '信用风险分类' },
  { not: /事项库/, instead: '事项清单' },
];

/** Names and kinds of files, of marks and of standards that a Chinese sentence writes in Latin letters. */
const latinNames = new Set(
  (
    'PDF DOCX XLSX Word Excel WPS CSV JSON HTML XML DOCTYPE OpenDocument GeoJSON FeatureCollection Polygon MultiPolygon ' +
    'PNG JPG JPEG ZIP xls xlsx xlsb ods csv json zip pdf mcpack frame.bin UTF GB GBK MB KB SM2 SM3 SM4 SM SHA GCJ WGS ' +
    'Atom Link English Esc Ctrl K X T C A B D U AB ID URL http https HTTPS SMTP STARTTLS TLS OWASP ASVS Holm Wilson ' +
    'PostgreSQL SQL IP GPS App Bearer Authorization POST XK_ ZF J L O I S V Z F a f px intake.jsonl iPhone ' +
    // Names that others’ files and settings have: columns, parameters, folders, options.
    'code count due done registry key'
  ).split(' '),
);

/** Written for whoever keeps the machine: names of commands, settings and files stand as they are typed. */
const forOperators =
  /\/cli\/|\/platform\/(?:health|doctor|backup|upgrade|release|cert|scale|cluster|db|config|crypto|keys)|startup|doctor|backup|operations|upgrade|release|secret-removal|setup-text|machine-page|mapping|scale|cluster|cert/;

/** Patterns and examples of what is typed, in backquotes of nobody: addresses, codes, names of servers. */
const examples =
  /[a-z0-9+.-]+@[a-z0-9.-]+|https?:\/\/[^\s，。）]*|(?:\/[a-z]+)+\/?|\b(?:[A-Z0-9]{4,}-?)+\b|\b[a-z]{4}(?:-[a-z]{4}){2}\b|MINGCHA_[A-Z_]+|npx mingcha [a-z -]+|\b[a-z]+(?:\.[a-z]+){2,}\b/g;

const withoutGaps = (text: string): string => text.replaceAll(/\{[^}]*\}/g, '□');

export function forbiddenWordViolations(all: readonly Sentence[]): readonly Violation[] {
  return all.flatMap(({ where, zh }) =>
    forbiddenWords
      .filter(({ not, except }) => not.test(zh) && except?.test(zh) !== true)
      .map(({ not, instead }) => ({
        rule: 'word',
        where,
        what: `“${not.exec(zh)?.[0] ?? ''}” in “${zh.slice(0, 60)}”, instead: ${instead}`,
      })),
  );
}

/** Chinese sentences in Chinese, English ones in English; what is quoted from a Chinese paper stands in `quoting`. */
export function languageViolations(
  all: readonly Sentence[],
  quoting: ReadonlySet<string>,
): readonly Violation[] {
  return all.flatMap(({ where, zh, en }) => {
    const bare = withoutGaps(zh).replaceAll(examples, ' ');
    const foreign = forOperators.test(where)
      ? []
      : (bare.match(/[A-Za-z][A-Za-z_.]*/g) ?? []).filter((word) => !latinNames.has(word.replace(/\.$/, '')));
    const han = /\p{Script=Han}/u.test(en) && !quoting.has(where);
    return [
      ...foreign.map((word) => ({
        rule: 'English in Chinese',
        where,
        what: `${word} in “${zh.slice(0, 80)}”`,
      })),
      ...(han ? [{ rule: 'Chinese in English', where, what: en.slice(0, 80) }] : []),
    ];
  });
}

/** Beside a Han character marks are full-width; a text of several sentences ends with a mark. */
export function punctuationViolations(all: readonly Sentence[]): readonly Violation[] {
  return all.flatMap(({ where, zh }) => {
    const text = withoutGaps(zh);
    const narrow = /\p{Script=Han}[,;!?]|[,;!?]\p{Script=Han}|\p{Script=Han}\(|\)\p{Script=Han}|"/u.exec(
      text,
    );
    const isOpen = /。[^。]*[^。？！：；）)…”」\s□]$/u.test(text.trim()) && !forOperators.test(where);
    return [
      ...(narrow === null
        ? []
        : [{ rule: 'punctuation', where, what: `${narrow[0]} in “${zh.slice(0, 60)}”` }]),
      ...(isOpen ? [{ rule: 'last mark', where, what: zh.slice(-40) }] : []),
    ];
  });
}

/** Names of the program's own: camelCase, snake_case, dotted keys, and what a missing value looks like. */
export function insideViolations(all: readonly Sentence[]): readonly Violation[] {
  const inside = /\b(?!iPhone)[a-z]+[A-Z]\w*|\b[a-z]+_[a-z_]+\b|\bundefined\b|\bnull\b|\bNaN\b|\[object /;
  return all
    .filter(({ where }) => !forOperators.test(where))
    .flatMap(({ where, zh, en }) =>
      [zh, en]
        .map((text) => inside.exec(withoutGaps(text).replaceAll(examples, ' '))?.[0])
        .filter((found) => found !== undefined)
        .map((found) => ({ rule: 'inside shown', where, what: found })),
    );
}

/** What is not found may be gone, another's, or not made yet: the sentence says which, or what to do. */
export function dumbRefusalViolations(
  all: readonly (Sentence & { readonly key: string })[],
): readonly Violation[] {
  const says =
    /可能|或者|或您|还没有|没有(?:上传|扫描件|审批表|检查点|新增)|尚未|已|请|不在|不归|不是|中没有|上没有|工作表有|全部内容在|没有登记|找不到文件/;
  return all
    .filter(({ key, zh }) => /(?:^|[._])not_found$/.test(key) && !says.test(zh))
    .map(({ where, zh }) => ({ rule: 'refusal without a reason', where, what: zh }));
}
