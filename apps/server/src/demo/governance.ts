/**
 * What stands before the lists: statutes, policy documents, qualification, divisions, posts, the task forces and the
 * yearly schemes of both bureaus, entered through the services that people's own entries go through.
 */
import type { Actor } from '@mingcha/core/common/roles.ts';
import { citationOf, type PolicyFields } from '@mingcha/core/registers/library/policy-document.ts';
import type { NamedPost, ResponsibilityLink } from '@mingcha/core/registers/organisation/post.ts';
import type { SchemeBasis, SchemeContent } from '@mingcha/core/registers/organisation/scheme.ts';
import { schemeTitle } from '@mingcha/core/registers/organisation/scheme-form.ts';
import type { Platform } from '../platform/platform.ts';
import { createPolicyDocument } from '../registers/library/policy-document.service.ts';
import { addStarterStatutes } from '../registers/library/statute.service.ts';
import { addMember, createBody, recordMeeting } from '../registers/organisation/body.service.ts';
import {
  saveAgencyProfile,
  saveDivision,
  setSectionKind,
} from '../registers/organisation/organisation-register.service.ts';
import { createPost } from '../registers/organisation/post.service.ts';
import {
  createScheme,
  numberScheme,
  saveScheme,
  stepScheme,
} from '../registers/organisation/scheme.service.ts';
import { confirmScheme } from '../registers/organisation/scheme-reading.service.ts';
import { must } from './must.ts';
import type { AgencyName, Organisation, PersonKey } from './organisation.ts';
import {
  airDefenceContent,
  airDefencePolicies,
  emergencyContent,
  emergencyPolicies,
} from './scheme-contents.ts';

export async function loadGovernance(platform: Platform, organisation: Organisation): Promise<void> {
  const { actors, sectionId } = organisation;
  const unit = (agency: AgencyName, name: string) => ({ id: sectionId(agency, name), name });
  await loadAgencies(platform, organisation);
  await loadPosts(platform, organisation);
  await loadTaskForces(platform, organisation);
  const emergencyBases = await loadLibrary(platform, actors['jz.legal'], emergencyPolicies);
  const airDefenceBases = await loadLibrary(platform, actors['jc.legal'], airDefencePolicies);
  await loadScheme(platform, {
    people: [actors['jz.safety'], actors['jz.legal'], actors['jz.head']],
    agencyName: '晋州市应急管理局',
    year: 2026,
    documentNumber: '晋应急示例〔2026〕1号',
    signedOn: '2026-01-20',
    content: emergencyContent({
      bases: emergencyBases,
      lead: unit('emergency', '政策法规股'),
      sections: ['安全生产监督管理股', '自然灾害防御股', '应急管理综合行政执法大队'].map((name) =>
        unit('emergency', name),
      ),
    }),
    receivers: [actors['jz.legal'], actors['jz.safety']],
  });
  await loadScheme(platform, {
    people: [actors['jc.works'], actors['jc.legal'], actors['jc.head']],
    agencyName: '晋城市人民防空办公室',
    year: 2023,
    documentNumber: '晋市人防示例〔2023〕1号',
    signedOn: '2023-03-23',
    content: airDefenceContent({
      bases: airDefenceBases,
      legal: unit('civilAirDefence', '法宣科'),
      works: unit('civilAirDefence', '工程科'),
      standards: unit('civilAirDefence', '标准事务中心'),
    }),
    receivers: [actors['jc.legal'], actors['jc.works']],
  });
}

/** Statutes and policy documents; gives the documents as a scheme cites them. */
async function loadLibrary(
  platform: Platform,
  actor: Actor,
  policies: readonly PolicyFields[],
): Promise<readonly SchemeBasis[]> {
  must(await addStarterStatutes(platform, actor, { actionId: platform.ids.next() }));
  const bases: SchemeBasis[] = [];
  for (const fields of policies) {
    const actionId = platform.ids.next();
    const { id } = must(await createPolicyDocument(platform, actor, { actionId, fields }));
    bases.push({ policyId: id, citation: citationOf(fields) });
  }
  return bases;
}

const divisions = {
  'jz.admin': [
    ['130000', '河北省'],
    ['130100', '石家庄市'],
    ['130183', '晋州市'],
  ],
  'jc.admin': [
    ['140000', '山西省'],
    ['140500', '晋城市'],
    ['140502', '城区'],
  ],
} as const;
const kinds = [
  ['jz.admin', 'emergency', '应急管理综合行政执法大队', 'brigade'],
  ['jc.admin', 'civilAirDefence', '标准事务中心', 'institution'],
] as const;

async function loadAgencies(platform: Platform, organisation: Organisation): Promise<void> {
  const { actors, sectionId } = organisation;
  for (const key of ['jz.admin', 'jc.admin'] as const) {
    const actor = actors[key];
    for (const [code, name] of divisions[key])
      must(
        await saveDivision(platform, actor, {
          actionId: platform.ids.next(),
          id: null,
          code,
          name,
          validFrom: null,
          validTo: null,
        }),
      );
    must(
      await saveAgencyProfile(platform, actor, {
        actionId: platform.ids.next(),
        id: actor.agencyId,
        profile: {
          uscc: '',
          publicUrl: '',
          qualificationStatus: 'announced',
          qualificationBasis: '行政执法主体资格公告（示例）',
          qualificationAnnouncedOn: '2023-01-01',
          entrustedBy: '',
          validFrom: null,
        },
      }),
    );
  }
  for (const [key, agency, name, kind] of kinds)
    must(
      await setSectionKind(platform, actors[key], {
        actionId: platform.ids.next(),
        id: sectionId(agency, name),
        kind,
      }),
    );
}

type PostPlan = readonly [
  name: string,
  named: NamedPost | null,
  section: string,
  holder: PersonKey,
  duties: readonly ResponsibilityLink[],
];
const posts: Readonly<Record<'emergency' | 'civilAirDefence', readonly PostPlan[]>> = {
  emergency: [
    ['双随机工作牵头岗', 'wholeLead', '政策法规股', 'jz.legal', ['publication']],
    ['抽取牵头岗', 'drawLead', '政策法规股', 'jz.legal', ['drawing', 'dispatch']],
    ['计划制定岗', 'planMaker', '安全生产监督管理股', 'jz.safety', ['planning']],
    ['现场检查岗', null, '应急管理综合行政执法大队', 'jz.inspector', ['onSite', 'entry', 'handling']],
  ],
  civilAirDefence: [
    ['双随机工作牵头岗', 'wholeLead', '工程科', 'jc.works', ['handling']],
    ['抽取牵头岗', 'drawLead', '法宣科', 'jc.legal', ['drawing', 'dispatch', 'publication']],
    ['计划制定岗', 'planMaker', '工程科', 'jc.works', ['planning']],
    ['现场检查岗', null, '工程科', 'jc.inspector', ['onSite', 'entry']],
  ],
};

async function loadPosts(platform: Platform, organisation: Organisation): Promise<void> {
  const { actors, sectionId } = organisation;
  for (const [agency, keeper] of [
    ['emergency', 'jz.legal'],
    ['civilAirDefence', 'jc.legal'],
  ] as const)
    for (const [name, named, section, holder, duties] of posts[agency])
      must(
        await createPost(platform, actors[keeper], {
          actionId: platform.ids.next(),
          fields: {
            name,
            named,
            sectionId: sectionId(agency, section),
            duties: [...duties],
            note: '',
            since: '2023-03-23',
            untilDay: null,
            holders: [actors[holder].accountId],
          },
        }),
      );
}

type MemberPlan = readonly [person: PersonKey, part: 'head' | 'deputy' | 'member', postTitle: string];
const taskForces = {
  emergency: {
    keeper: 'jz.legal',
    members: [
      ['jz.head', 'head', '局长'],
      ['jz.legal', 'deputy', '政策法规股负责人'],
      ['jz.safety', 'member', '安全生产监督管理股负责人'],
      ['jz.disaster', 'member', '自然灾害防御股负责人'],
    ],
  },
  civilAirDefence: {
    keeper: 'jc.legal',
    members: [
      ['jc.head', 'head', '四级调研员'],
      ['jc.works', 'member', '工程科负责人'],
      ['jc.legal', 'member', '法宣科负责人'],
      ['jc.standards', 'member', '标准事务中心负责人'],
    ],
  },
} as const satisfies Readonly<
  Record<string, { readonly keeper: PersonKey; readonly members: readonly MemberPlan[] }>
>;

async function loadTaskForces(platform: Platform, { actors }: Organisation): Promise<void> {
  for (const { keeper, members } of Object.values(taskForces)) {
    const actor = actors[keeper];
    const fields = {
      name: '“双随机、一公开”监管工作专班',
      document: '年度实施方案',
      duty: '统筹推进“双随机、一公开”监管工作，组织部署、督促指导和业绩考评。',
      since: '2023-03-23',
      untilDay: null,
    };
    const { id } = must(await createBody(platform, actor, { actionId: platform.ids.next(), fields }));
    let version = 1;
    for (const [key, part, postTitle] of members) {
      const { accountId, personName, sectionId } = actors[key];
      const member = { part, personName, postTitle, sectionId, accountId, since: '2023-03-23' };
      const input = { actionId: platform.ids.next(), id, version, fields: member };
      ({ version } = must(await addMember(platform, actor, input)));
    }
    must(
      await recordMeeting(platform, actor, {
        actionId: platform.ids.next(),
        id,
        fields: {
          heldOn: platform.clock.today(),
          place: '会议室',
          topic: '研究年度抽查计划',
          minutes: '一、各科室提出抽查任务建议。\n二、汇总后报批并公布。',
          attendees: members.map(([key]) => actors[key].personName),
        },
      }),
    );
  }
}

/** Drafted by a section, reviewed and numbered by the legal section, approved by the head, published, received by some. */
async function loadScheme(
  platform: Platform,
  scheme: {
    readonly people: readonly [drafter: Actor, legal: Actor, head: Actor];
    readonly agencyName: string;
    readonly year: number;
    readonly documentNumber: string;
    readonly signedOn: string;
    readonly content: SchemeContent;
    readonly receivers: readonly Actor[];
  },
): Promise<void> {
  const { agencyName, year, documentNumber, signedOn, content } = scheme;
  const [drafter, legal, head] = scheme.people;
  const next = () => platform.ids.next();
  const { id } = must(await createScheme(platform, drafter, { actionId: next(), year, copyOf: null }));
  const fields = { year, title: schemeTitle(agencyName, year), content };
  let { version } = must(await saveScheme(platform, drafter, { actionId: next(), id, version: 1, fields }));
  const step = async (actor: Actor, name: 'submit' | 'review' | 'approve' | 'publish') => {
    const input = { actionId: next(), id, version, step: name, reason: '', place: '' };
    ({ version } = must(await stepScheme(platform, actor, input)));
  };
  await step(drafter, 'submit');
  await step(legal, 'review');
  await step(head, 'approve');
  const number = { actionId: next(), id, version, documentNumber, signedOn };
  ({ version } = must(await numberScheme(platform, legal, number)));
  await step(legal, 'publish');
  for (const receiver of scheme.receivers)
    must(await confirmScheme(platform, receiver, { actionId: next(), id }));
}
