/**
 * Checks the direction of the house, and that the check itself bites: it must have seen modules, and a planted import in the
 * wrong direction must be refused (a TypeScript without an API makes dependency-cruiser see nothing and report success).
 */
import { rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { cruise, type ICruiseOptions, type ICruiseResult } from 'dependency-cruiser'
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config'

const ROOT = join(import.meta.dirname, '..')
const MODULES_MIN = 100
const configuration = createRequire(import.meta.url)('../.dependency-cruiser.cjs') as {
  forbidden: unknown[]
  options: Record<string, unknown>
}

/** One wrong import per rule that carries the promises of the house; each must be refused under that name. */
const PLANTED: readonly { readonly file: string; readonly text: string; readonly rule: string }[] = [
  { file: 'src/kernel/planted.ts', text: "import '../directory/public.ts'\n", rule: 'kernel-asks-nobody' },
  { file: 'src/signal/planted.ts', text: "import '../platform/database.ts'\n", rule: 'pure-files-stay-pure' },
  { file: 'src/signal/planted-node.ts', text: "import 'node:fs'\n", rule: 'pure-files-use-no-node' },
  {
    file: 'src/access/planted.store.ts',
    text: "import type { Route } from '../dossier/index.ts'\nexport type X = Route\n",
    rule: 'rank-1-asks-lower-ranks',
  },
  { file: 'src/dossier/planted.store.ts', text: "import '../signal/index.ts'\n", rule: 'rank-2-asks-lower-ranks' },
  {
    file: 'src/dossier/planted-face.store.ts',
    text: "import '../access/session.store.ts'\n",
    rule: 'slices-speak-through-faces',
  },
  { file: 'src/linkage/match-planted.ts', text: "import './normalise.ts'\n", rule: 'the-matcher-cannot-name-a-person' },
  {
    file: 'src/picture/planted.store.ts',
    text: "import '../dossier/index.ts'\n",
    rule: 'linkage-and-picture-stand-apart',
  },
  { file: 'src/simulation/planted.ts', text: "import '../linkage/index.ts'\n", rule: 'simulation-never-sees-linkage' },
]

const look = async (): Promise<ICruiseResult> => {
  const options = {
    ...configuration.options,
    validate: true,
    ruleSet: { forbidden: configuration.forbidden },
    baseDir: ROOT,
  } as ICruiseOptions
  const { output } = await cruise(['src'], options, undefined, {
    tsConfig: extractTSConfig(join(ROOT, 'tsconfig.json')),
  })
  // Safe: without an output type the result is the object, not a text.
  return output as ICruiseResult
}

const isPlanted = (from: string): boolean => PLANTED.some(({ file }) => file === from)

// One look sees both: nobody imports what is planted, so beside it the house stands as it is.
for (const each of PLANTED) writeFileSync(join(ROOT, each.file), each.text)
const { summary } = await look().finally(() => {
  for (const { file } of PLANTED) rmSync(join(ROOT, file), { force: true })
})
const modules = summary.totalCruised - PLANTED.length
if (modules < MODULES_MIN) fail(`only ${modules} modules were seen; the check is blind`)
for (const { file, rule } of PLANTED)
  if (!summary.violations.some((each) => each.from === file && each.rule.name === rule))
    fail(`the rule ${rule} did not see ${file}`)
const wrong = summary.violations.filter(({ from }) => !isPlanted(from))
for (const each of wrong) console.error(`${each.rule.name}: ${each.from} -> ${each.to}`)
if (wrong.some(({ rule }) => rule.severity === 'error')) fail('imports in the wrong direction')
const dependencies = (summary.totalDependenciesCruised ?? 0) - PLANTED.length
console.log(`direction: ${modules} modules, ${dependencies} dependencies, ${PLANTED.length} planted faults seen`)

function fail(reason: string): never {
  console.error(`direction: ${reason}`)
  process.exit(1)
}
