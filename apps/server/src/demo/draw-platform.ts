/**
 * Where the demo's bureaus draw: for the safety bureau the province's platform is the prescribed one, and a document
 * designates this installation beside it; one list of that platform was imported and carries its mark.
 */
import { createHash } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { addDays } from '@mingcha/core/common/plain-date.ts';
import { setDesignation } from '../draws/outside/designation.service.ts';
import { importOutside, openOutside } from '../draws/outside/outside.service.ts';
import type { Platform } from '../platform/platform.ts';
import { must } from './must.ts';
import type { Organisation } from './organisation.ts';

const platformName = '河北省双随机监管平台（演示）';

const list = `检查对象名称,统一社会信用代码,地址,检查人员,执法证号,检查部门,检查结果
晋州市启航木业加工厂（演示）,,桃园镇工业路12号,高海涛、石磊,演示-001、演示-002,晋州市应急管理局,未发现问题
晋州市恒顺五金制品厂（演示）,,总十庄镇顺达街3号,高海涛、田玉兰,演示-001、演示-003,晋州市应急管理局,
`;

export async function loadDrawPlatform(platform: Platform, { actors }: Organisation): Promise<void> {
  const today = platform.clock.today();
  const write = (actor: (typeof actors)['jz.admin'], routeId: string) => ({
    actor,
    actionId: platform.ids.next(),
    routeId,
  });
  const designation = {
    prescribed: true,
    platformName,
    document: {
      title: '关于同意晋州市使用明察平台开展随机抽取的批复（演示）',
      number: `冀双随机〔${today.slice(0, 4)}〕1号`,
      issuer: '省“双随机、一公开”联席会议办公室（演示）',
      day: addDays(today, -60),
    },
  };
  const recorded = write(actors['jz.admin'], 'draws.setDesignation');
  must(await setDesignation(platform, recorded, { version: 0, designation }));
  const { id } = must(await importList(platform, write(actors['jz.legal'], 'outsideDraws.import'), today));
  must(await openOutside(platform, { ...write(actors['jz.legal'], 'outsideDraws.release'), id }));
}

async function importList(platform: Platform, write: Parameters<typeof importOutside>[1], today: string) {
  const bytes = Buffer.from(list);
  const path = platform.files.temporaryPath();
  await writeFile(path, bytes);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const fields = {
    platformName,
    number: `HB-${today.slice(0, 4)}-0031`,
    title: '工贸企业省级随机抽查（演示）',
    itemName: '工贸企业安全生产检查',
    planNumber: '',
    drawnOn: addDays(today, -5),
    windowFrom: today,
    windowTo: addDays(today, 30),
  };
  try {
    const fileName = '抽取名单（演示）.csv';
    const upload = { fileName, contentType: 'text/csv', path, size: bytes.length, sha256 };
    return await importOutside(platform, write, { fields, upload });
  } finally {
    await rm(path, { force: true });
  }
}
