/**
 * What a year leaves in the directories of inspectors: leaves, certificates, courses, staff without a certificate, the
 * yearly declarations, recusal requests, the justice bureau's file with its differences, experts in every state.
 */
import { createHash } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { addDays } from '@mingcha/core/common/plain-date.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import type { Upload } from '../platform/http/call.ts';
import type { Platform } from '../platform/platform.ts';
import { listInspectors } from '../registers/inspector.service.ts';
import { saveAuxiliary } from '../registers/inspectors/auxiliary.service.ts';
import { recordPostChange, saveCertificate, savePhone } from '../registers/inspectors/career.service.ts';
import { compareFeed, uploadFeed } from '../registers/inspectors/feed.service.ts';
import { decideRecusalRequest, receiveRecusal } from '../registers/inspectors/recusal.service.ts';
import { answerRound, openRound } from '../registers/inspectors/round.service.ts';
import { recordTraining } from '../registers/inspectors/training.service.ts';
import { loadExperts } from './experts.ts';
import type { InspectorIds } from './inspectors.ts';
import { personName } from './invented.ts';
import { must } from './must.ts';
import type { LoadedObjects } from './objects.ts';
import type { AgencyName, Organisation, PersonKey } from './organisation.ts';

interface Bureau {
  readonly agency: AgencyName;
  readonly legal: PersonKey;
  readonly section: PersonKey;
  readonly head: PersonKey;
  /** Who brings the personnel file. */
  readonly justice: PersonKey;
  readonly letters: string;
  readonly issuer: string;
  readonly objectIds: readonly string[];
  readonly courses: readonly (readonly [course: string, organiser: string, daysAgo: number, hours: number])[];
  readonly assistants: readonly (readonly [section: string, duties: string])[];
  readonly experts: readonly string[];
}

function bureaus(objects: LoadedObjects): readonly Bureau[] {
  return [
    {
      agency: 'emergency',
      legal: 'jz.legal',
      section: 'jz.safety',
      head: 'jz.head',
      justice: 'jz.justice',
      letters: 'DEMO-YJ',
      issuer: '（演示）河北省司法厅',
      objectIds: objects.chemicals,
      courses: [
        ['危险化学品执法检查要点', '（演示）石家庄市应急管理局', 40, 12],
        ['“双随机、一公开”操作规程', '政策法规股', 75, 4],
        ['有限空间作业安全监管', '（演示）省应急管理培训中心', 120, 16],
      ],
      assistants: [
        ['应急管理综合行政执法大队', '协助现场记录、影像采集'],
        ['应急管理综合行政执法大队', '车辆保障、资料整理'],
        ['安全生产监督管理股', '日常巡查，发现问题上报'],
      ],
      experts: ['化工工艺', '粉尘防爆', '有限空间作业', '电气安全', '特种设备'],
    },
    {
      agency: 'civilAirDefence',
      legal: 'jc.legal',
      section: 'jc.works',
      head: 'jc.head',
      justice: 'jc.legal',
      letters: 'DEMO-RF',
      issuer: '（演示）山西省司法厅',
      objectIds: objects.mines,
      courses: [
        ['人防工程平战结合使用检查', '法宣科', 30, 6],
        ['行政执法程序与文书', '（演示）晋城市司法局', 90, 8],
      ],
      assistants: [
        ['标准事务中心', '警报点位日常巡检'],
        ['工程科', '人防工程资料核对'],
      ],
      experts: ['矿山安全', '爆破', '岩土工程', '通风'],
    },
  ];
}

interface Load {
  readonly organisation: Organisation;
  readonly bureau: Bureau;
  readonly ids: readonly string[];
  readonly legal: Actor;
}

export async function loadInspectorDepth(
  platform: Platform,
  organisation: Organisation,
  known: { readonly ids: InspectorIds; readonly objects: LoadedObjects },
): Promise<void> {
  for (const bureau of bureaus(known.objects)) {
    const ids = known.ids[bureau.agency] ?? [];
    const load = { organisation, bureau, ids, legal: organisation.actors[bureau.legal] };
    await loadCareers(platform, load);
    await loadCourses(platform, load);
    await loadAssistants(platform, load);
    await loadRound(platform, load);
    await loadRecusals(platform, load);
    await loadFeed(platform, load);
    const { legal, section } = bureau;
    await loadExperts(platform, {
      legal: organisation.actors[legal],
      section: organisation.actors[section],
      specialities: bureau.experts,
    });
  }
}

async function loadCareers(platform: Platform, { bureau, ids, legal }: Load): Promise<void> {
  const today = platform.clock.today();
  const changes = [
    [6, 'leave', -10, 50, '产假'],
    [8, 'leave', 20, 45, '参加省厅培训'],
    [9, 'retirement', 75, null, '达到退休年龄'],
  ] as const;
  for (const [at, kind, from, to, reason] of changes) {
    const toDay = to === null ? null : addDays(today, to);
    const fields = { kind, fromDay: addDays(today, from), toDay, reason };
    const id = ids[at] ?? '';
    must(await recordPostChange(platform, legal, { actionId: platform.ids.next(), id, fields }));
  }
  for (const at of [0, 1, 3]) {
    const id = ids[at] ?? '';
    const department = {
      kind: 'department',
      number: `${bureau.letters}-B${at + 1}`,
      issuer: bureau.issuer,
      scope: '本系统专业检查',
      validFrom: addDays(today, -300),
      validTo: addDays(today, 430),
      status: 'valid',
    } as const;
    const certificate = { actionId: platform.ids.next(), id, main: false, fields: department };
    must(await saveCertificate(platform, legal, certificate));
    const phone = `1390000${String(1000 + at * 37)}`;
    must(await savePhone(platform, legal, { actionId: platform.ids.next(), id, phone }));
  }
}

async function loadCourses(platform: Platform, { bureau, ids, legal }: Load): Promise<void> {
  const today = platform.clock.today();
  for (const [n, [course, organiser, daysAgo, hours]] of bureau.courses.entries()) {
    const fromDay = addDays(today, -daysAgo);
    const fields = {
      course,
      organiser,
      fromDay,
      toDay: addDays(fromDay, hours > 8 ? 1 : 0),
      hoursTenths: hours * 10,
      result: n === 0 ? ('passed' as const) : ('attended' as const),
      note: '',
      sheetId: null,
      sheetVersion: null,
    };
    const inspectorIds = ids.filter((_, i) => i % (n + 2) !== n && i < ids.length - 2);
    must(await recordTraining(platform, legal, { actionId: platform.ids.next(), inspectorIds, fields }));
  }
}

async function loadAssistants(platform: Platform, { organisation, bureau, legal }: Load): Promise<void> {
  for (const [i, [section, duties]] of bureau.assistants.entries()) {
    const fields = {
      name: personName(180 + i * 7 + bureau.letters.charCodeAt(5)),
      establishment: i === 2 ? ('seconded' as const) : ('contract' as const),
      post: '辅助人员',
      duties,
      sectionId: organisation.sectionId(bureau.agency, section),
    };
    must(await saveAuxiliary(platform, legal, { actionId: platform.ids.next(), status: 'active', fields }));
  }
}

/** Two in three have answered on paper; those with a declaration have confirmed it. */
async function loadRound(platform: Platform, { ids, legal }: Load): Promise<void> {
  const today = platform.clock.today();
  const opening = { year: Number(today.slice(0, 4)), dueOn: addDays(today, 21) };
  const { id } = must(await openRound(platform, legal, { actionId: platform.ids.next(), ...opening }));
  for (const [i, inspectorId] of ids.entries()) {
    if (i % 3 === 1) continue;
    const answer = (given: 'none' | 'declared') =>
      answerRound(platform, legal, { actionId: platform.ids.next(), id, inspectorId, answer: given });
    const plain = await answer('none');
    if (!plain.ok) must(await answer('declared'));
  }
}

async function loadRecusals(platform: Platform, load: Load): Promise<void> {
  const { organisation, bureau, ids, legal } = load;
  const receivedOn = platform.clock.today();
  const receive = async (at: number, grounds: string) =>
    must(
      await receiveRecusal(platform, legal, {
        actionId: platform.ids.next(),
        fields: {
          inspectorId: ids[at] ?? '',
          objectId: bureau.objectIds[at + 4] ?? '',
          requester: personName(60 + at),
          requesterKind: 'representative',
          grounds,
          visit: '',
          receivedOn,
          concernsHead: false,
        },
      }),
    );
  const first = await receive(3, '该检查人员的近亲属在与我单位有竞争关系的企业任职，可能影响公正检查。');
  const decision = { upheld: true, reason: '情况属实，可能影响公正执法。', minutes: '' };
  const head = organisation.actors[bureau.head];
  must(await decideRecusalRequest(platform, head, { actionId: platform.ids.next(), id: first.id, decision }));
  await receive(5, '该检查人员去年与我单位发生过合同纠纷。');
}

/** The directory as the justice bureau sees it: one date later, one person gone, one unknown, two not listed here. */
async function loadFeed(platform: Platform, { organisation, bureau, ids, legal }: Load): Promise<void> {
  const listed = must(await listInspectors(platform, legal, { filter: {}, page: { limit: 200 } })).rows;
  const places = new Map(ids.map((id, i) => [id, i]));
  const today = platform.clock.today();
  const rows = listed.flatMap((person): readonly (readonly string[])[] => {
    const at = places.get(person.id) ?? -1;
    if (at === 11) return [];
    const end = at === 4 ? addDays(today, 1200) : (person.certificateValidTo ?? '');
    return [[person.name, person.certificateNumber, person.agencyName, end, at === 12 ? '调离' : '在岗']];
  });
  const agencyName = listed[0]?.agencyName ?? '';
  const fresh = [0, 1].map((i) => [
    personName(210 + i * 9 + bureau.letters.charCodeAt(5)),
    `${bureau.letters}9${i + 1}`,
    agencyName,
    addDays(today, 1400),
    '在岗',
  ]);
  const table = [['姓名', '执法证号', '单位', '有效期至', '状态'], ...rows, ...fresh];
  const upload = await temporaryUpload(platform, `${table.map((row) => row.join(',')).join('\r\n')}\r\n`);
  const actor = organisation.actors[bureau.justice];
  try {
    const feed = must(
      await uploadFeed(platform, actor, { actionId: platform.ids.next(), sheet: undefined, upload }),
    );
    const mapping = feed.table.proposal;
    const input = { actionId: platform.ids.next(), id: feed.id, mapping, asOf: today };
    must(await compareFeed(platform, actor, input));
  } finally {
    await rm(upload.path, { force: true });
  }
}

async function temporaryUpload(platform: Platform, text: string): Promise<Upload> {
  const bytes = new TextEncoder().encode(text);
  const path = platform.files.temporaryPath();
  await writeFile(path, bytes);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { fileName: '（演示）执法人员名单.csv', contentType: 'text/csv', path, size: bytes.length, sha256 };
}
