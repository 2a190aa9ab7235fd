/**
 * `node tools/release/build-archive.ts --cpu x64|arm64 --out FOLDER --key PRIVATE.pem [--modules FOLDER]`: one archive with everything an
 * installation needs. The pages must have been built. Two runs over the same sources and packages write the same bytes.
 */
import { createPrivateKey, type KeyObject } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { checkRelease } from '../../apps/server/src/platform/release/check-release.ts';
import { type Cpu, cpus, releaseName } from '../../apps/server/src/platform/release/release-layout.ts';
import { writeRelease } from '../../apps/server/src/platform/release/write-release.ts';
import { root } from '../module-graph.ts';
import { billOfMaterials } from './bill-of-materials.ts';
import { installedFor } from './other-cpu.ts';
import { readLock } from './package-closure.ts';
import { releaseFacts } from './release-facts.ts';
import { planRelease } from './release-plan.ts';

const usage =
  'node tools/release/build-archive.ts --cpu x64|arm64 --out FOLDER --key PRIVATE.pem [--modules FOLDER]';
const { values } = parseArgs({
  options: {
    cpu: { type: 'string', default: process.arch },
    out: { type: 'string' },
    key: { type: 'string' },
    modules: { type: 'string' },
  },
});

function privateKey(file: string): KeyObject {
  const key = createPrivateKey(readFileSync(file));
  if (key.asymmetricKeyType !== 'ed25519')
    throw new Error(`${file} is no Ed25519 key: openssl genpkey -algorithm ed25519 -out ${file}`);
  return key;
}

async function build(cpu: Cpu, out: string, key: KeyObject): Promise<string> {
  const given = values.modules === undefined ? null : resolve(values.modules);
  const modules = given ?? (cpu === process.arch ? root : await installedFor(root, cpu));
  try {
    const options = { root, modules, lock: readLock(root), cpu };
    const info = await releaseFacts(options);
    const plan = planRelease(options);
    mkdirSync(out, { recursive: true });
    const archive = join(out, `${releaseName(info)}.tar.gz`);
    const sbom = billOfMaterials(info, plan);
    await writeRelease(archive, { info, files: plan.files, links: plan.links, sbom, key });
    return archive;
  } finally {
    if (given === null && modules !== root) rmSync(modules, { recursive: true, force: true });
  }
}

const cpu = cpus.find((one) => one === values.cpu);
if (cpu === undefined || values.out === undefined || values.key === undefined) {
  console.error(usage);
  process.exit(2);
}
if (!existsSync(join(root, 'apps/web/dist/office/index.html'))) {
  console.error('the pages are not built: node tools/build-web.ts');
  process.exit(1);
}
const archive = await build(cpu, resolve(values.out), privateKey(values.key));
const { info, signer, files, bytes } = await checkRelease(archive, 'anybody');
const megabytes = (count: number) => (count / 2 ** 20).toFixed(1);
console.log(
  `${archive}: ${megabytes(statSync(archive).size)} MB, ${files} files, ${megabytes(bytes)} MB unpacked`,
);
console.log(
  `version ${info.version}, commit ${info.commit ?? 'none (changes are not committed)'}, glibc ${info.glibc} or newer`,
);
console.log(`signed by ${signer}`);
