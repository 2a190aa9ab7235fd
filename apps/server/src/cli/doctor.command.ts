/**
 * `mingcha doctor`: looks at the whole installation and says what is well, what needs minding and what is broken, each with
 * how to mend it. Exit code 0 without red lights, 1 with one, 2 for wrong use. It changes nothing.
 */
import { parseArgs } from 'node:util';
import { type CheckArea, checkAreas, type Light } from '@mingcha/core/common/operations/checks.ts';
import { doctorText } from '@mingcha/core/common/operations/doctor-words-text.ts';
import { visible } from '@mingcha/core/common/operations/personal-data.ts';
import { examine, type Report, spokenReport } from '../platform/operations/doctor/doctor.ts';
import { systemClock } from '../platform/system.ts';
import { type CommandOptions, sayIn } from './command.ts';

const marks: Readonly<Record<Light, string>> = { green: '✓', grey: '·', amber: '!', red: '✗' };

export async function doctorCommand(options: CommandOptions): Promise<number> {
  const { values } = parseArgs({
    args: [...options.args],
    options: {
      json: { type: 'boolean', default: false },
      full: { type: 'boolean', default: false },
      only: { type: 'string', default: '' },
    },
  });
  const areas = values.only.split(',').filter((name) => name !== '');
  if (!areas.every(isArea)) {
    options.print(sayIn(options.locale)('doctor.usage'));
    return 2;
  }
  const clock = systemClock('UTC');
  const report = await examine(
    {
      environment: options.environment,
      root: options.root,
      runtime: process.execPath,
      now: () => clock.now(),
      full: values.full,
      areas,
    },
    options.locale,
  );
  if (values.json) options.print(JSON.stringify(spokenReport(report, options.locale)));
  else printReport(report, options);
  return report.light === 'red' ? 1 : 0;
}

function isArea(name: string): name is CheckArea {
  return name in checkAreas;
}

function printReport(report: Report, { locale, print }: CommandOptions): void {
  const say = sayIn(locale);
  const spoken = spokenReport(report, locale);
  for (const area of Object.keys(checkAreas) as CheckArea[]) {
    const of: readonly string[] = checkAreas[area];
    const findings = spoken.findings.filter((finding) => of.includes(finding.check));
    if (findings.length === 0) continue;
    print(`\n${say(`area.${area}`)}`);
    for (const { check, light, text, mend } of findings) {
      print(
        `${marks[light]} ${say(`light.${light}`)}  ${doctorText[locale][`name.${check}`]}  ${visible(text)}`,
      );
      if (mend !== null && light !== 'green' && light !== 'grey')
        print(say('doctor.mend', { text: visible(mend) }));
    }
  }
  const count = (light: Light) => report.findings.filter((finding) => finding.light === light).length;
  const data = { green: count('green'), grey: count('grey'), amber: count('amber'), red: count('red') };
  print(`\n${say('doctor.sum', { version: report.version, ...data })}`);
}
