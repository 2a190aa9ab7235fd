/** Invented kind-specific fields, industry codes and sources of the demo's objects. */
import type { ObjectFields } from '@mingcha/core/registers/object.ts';
import { spread, unitWord } from './invented.ts';

type Depth = Pick<
  ObjectFields,
  | 'formerCodes'
  | 'details'
  | 'operatorObjectId'
  | 'industryCode'
  | 'riskSource'
  | 'creditSource'
  | 'grid'
  | 'latitude'
  | 'longitude'
  | 'coordinateSystem'
>;

interface Place {
  readonly i: number;
  readonly serial: number;
  readonly area: string;
}

const codes: Readonly<Record<string, readonly string[]>> = {
  非煤矿山: ['B101', 'B0916', 'B10'],
  危险化学品: ['C26', 'C2619', 'F5265'],
  工贸: ['C17', 'C34', 'C14', 'C20', 'C22', 'C33'],
  人防设备: ['C33', 'C33', 'M74'],
  结建人防工程: ['E47'],
  人防工程: ['E48'],
};

/** Details by industry and kind; everything else is left as people leave it. */
export function inventDepth(
  kind: { readonly kind: ObjectFields['kind']; readonly industry: string },
  place: Place,
): Depth {
  const { i, area } = place;
  const known = codes[kind.industry] ?? [];
  const isWorks = kind.kind === 'facility' || kind.kind === 'project';
  return {
    formerCodes: [],
    details: kind.industry === '防汛设施' ? { facilityType: 'other' } : detailsOf(kind.kind, place),
    operatorObjectId: null,
    industryCode: known[i % Math.max(1, known.length)] ?? '',
    riskSource: isWorks ? '年度检查评定' : '风险分级管控评定',
    creditSource: isWorks ? '' : '市公共信用信息平台',
    grid: `${area}第${1 + (i % 9)}网格`,
    latitude: isWorks && i % 3 === 0 ? 35.49 + i / 5000 : null,
    longitude: isWorks && i % 3 === 0 ? 112.85 + i / 4000 : null,
    coordinateSystem: isWorks && i % 3 === 0 ? 'GCJ-02' : '',
  };
}

function detailsOf(kind: ObjectFields['kind'], { i, serial }: Place): Record<string, string> {
  if (kind === 'facility') return i % 8 === 7 ? alarmSite(i) : works(i, serial);
  if (kind === 'project')
    return {
      projectState: ['building', 'building', 'finished', 'stopped'][i % 4] ?? 'building',
      developer: `${unitWord(serial + 3)}房地产开发有限公司`,
      contractor: `${unitWord(serial + 11)}建筑工程有限公司`,
      requiredShelterArea: String(1200 + (i % 12) * 350),
    };
  if (kind === 'enterprise')
    return {
      sizeClass: spread(serial, [
        [8, 'large'],
        [22, 'medium'],
        [40, 'small'],
        [30, 'micro'],
      ]),
      employees: String(6 + ((serial * 13) % 240)),
    };
  return {};
}

function alarmSite(i: number): Record<string, string> {
  return {
    facilityType: 'alarmSite',
    mountingPlace: `主楼楼顶${i % 2 === 0 ? '东' : '西'}侧`,
    hostUnit: `${unitWord(i + 21)}大厦物业服务中心`,
    model: i % 2 === 0 ? '电声 DJ-1600' : '电动 DJD-3',
    control: i % 3 === 0 ? 'both' : 'radio',
  };
}

function works(i: number, serial: number): Record<string, string> {
  return {
    facilityType: 'civilDefenceWorks',
    worksCategory: i % 5 === 4 ? 'cutAndCover' : 'attached',
    resistance: ['n6c6', 'n6bc6', 'n5c5'][i % 3] ?? 'n6c6',
    chemicalProtection: i % 4 === 0 ? 'c' : 'd',
    wartimeUse: ['shelterSecond', 'shelterSecond', 'store', 'medical'][i % 4] ?? 'shelterSecond',
    peacetimeUse: ['parking', 'parking', 'shops', 'storage'][i % 4] ?? 'parking',
    worksArea: String(1500 + ((serial * 37) % 60) * 50),
    shelterCapacity: String(800 + ((serial * 7) % 20) * 50),
    completedIn: String(2004 + (i % 18)),
    maintainer: `${unitWord(serial + 5)}物业服务有限公司`,
  };
}
