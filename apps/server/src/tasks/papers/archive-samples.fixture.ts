/** The archive's papers of `paper-samples.fixture.ts`. */
import type { PaperInput } from '@mingcha/core/tasks/papers/paper-data.ts';

interface Parts {
  readonly of: { readonly name: string; readonly findings: number; readonly text: string };
  readonly common: { readonly agency: { readonly name: string }; readonly issuedOn: string };
  readonly people: PaperInput<'notice'>['people'];
}

export function archiveSamples(size: string, parts: Parts) {
  const { of, common, people } = parts;
  const dossier = {
    ...common,
    archiveNumber: 'J012-2026-XC-D30-0008',
    title: `晋州市应急管理局关于${of.name}的行政检查案卷`,
    retention: 'years30' as const,
  };
  const rows = Array.from({ length: of.findings }, (_, index) => ({
    archiveNumber: `J012-2026-XC-D30-${String(index + 1).padStart(4, '0')}`,
    title: `关于${of.name}的行政检查案卷之${index + 1}`,
  }));
  return {
    dossierCover: (): PaperInput<'dossierCover'> => ({
      ...dossier,
      objectName: of.name,
      uscc: '91130183MA0A1B2C3D',
      taskNumber: '晋应急抽查〔2026〕3号',
      taskTitle: '2026年危险化学品经营单位双随机抽查',
      result: '发现问题已责令改正',
      handling: '责令限期整改，复查合格',
      people,
      from: '2026-01-05',
      to: '2026-02-25',
      filedOn: '2026-03-01',
      filedBy: '赵敏',
      pieces: 8,
      pages: 46,
    }),
    dossierIndex: (): PaperInput<'dossierIndex'> => ({
      ...dossier,
      rows: rows.map((_, index) => ({
        name: `文书${index + 1}`,
        number: '晋应急检通〔2026〕12号',
        responsible: common.agency.name,
        on: '2026-01-06',
        pages: String(index + 1),
      })),
    }),
    dossierNotes: (): PaperInput<'dossierNotes'> => ({
      ...dossier,
      pieces: 8,
      pages: 46,
      evidenceFiles: 12,
      situation: size === 'short' ? '' : of.text,
      filedBy: '赵敏',
      filedOn: '2026-03-01',
    }),
    boxLabel: (): PaperInput<'boxLabel'> => ({
      ...common,
      boxNumber: '2026-检查-01',
      year: 2026,
      category: '行政检查',
      retention: 'years30',
      rows,
    }),
    archiveTransfer: (): PaperInput<'archiveTransfer'> => ({
      ...common,
      to: '机关档案室',
      rows: rows.map((row) => ({
        ...row,
        retention: 'years30' as const,
        pieces: 8,
        pages: 46,
        sha256: 'ab'.repeat(32),
      })),
      giver: '赵敏',
    }),
  };
}
