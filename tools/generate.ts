/**
 * Makes the generated files anew, or with --check says which of them is out of date: row types from a freshly migrated
 * database, the OpenAPI file and docs/errors.md from the routes and words, docs/asvs.md and docs/complaints.md from the titles of tests.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readReference, readReferenceTables } from '../src/directory/index.ts'
import { startEmbedded, withDatabase } from '../src/platform/embedded-postgres.ts'
import { openApiOf } from '../src/platform/openapi.ts'
import { openPlatform } from '../src/platform/platform.ts'
import { routeList } from '../src/wiring.ts'
import { REFUSALS } from '../src/words/refusals.ts'
import { asvsFindings, asvsPage, readAsvs } from './asvs.ts'
import { complaintFindings, complaintsPage, readComplaints } from './complaints.ts'

const ROOT = join(import.meta.dirname, '..')
const check = process.argv.includes('--check')
const reference = readReference(await readReferenceTables())
if (!reference.ok) throw new Error(JSON.stringify(reference.refusal))
const asvs = readAsvs()
const said = readComplaints()
const unshown = [
  ...asvsFindings(asvs.requirements, asvs.titles).map((finding) => `asvs: ${finding}`),
  ...complaintFindings(said.complaints, said.titles).map((finding) => `complaints: ${finding}`),
]
const folder = mkdtempSync(join(tmpdir(), 'samenhang-generate-'))

const rowTypes = async (): Promise<string> => {
  const embedded = await startEmbedded({ folder, fsync: false })
  try {
    const platform = await openPlatform({
      ...{
        host: '127.0.0.1',
        port: 0,
        publicUrl: 'http://127.0.0.1',
        dataFolder: folder,
        databaseUrl: withDatabase(embedded.adminUrl, 'samenhang'),
      },
      ...{ demonstration: false, demonstrationPersons: 0, logLevel: 'silent', fsync: false },
    })
    const url = platform.urls.admin
    await platform.close()
    const file = join(folder, 'types.ts')
    execFileSync(process.execPath, [
      join(ROOT, 'node_modules/kysely-codegen/dist/cli/bin.js'),
      ...[
        '--dialect',
        'postgres',
        '--url',
        url,
        '--out-file',
        file,
        '--date-parser',
        'string',
        '--exclude-pattern',
        '{keeper,public}.*',
        '--log-level',
        'error',
      ],
    ])
    return readFileSync(file, 'utf8')
  } finally {
    await embedded.stop()
  }
}

const errorsPage = (): string => {
  const rows = Object.entries(REFUSALS)
    .sort(([one], [other]) => one.localeCompare(other))
    .map(([code, words]) => `| \`${code}\` | ${words.status} | ${words.nl} | ${words.en} |`)
  return [
    '# Refusals and faults',
    '',
    'Made from `src/words/refusals.ts` by `npm run generate`. A code is stable and never used again for something else.',
    '',
    '| code | status | Nederlands | English |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n')
}

const targets: readonly (readonly [string, () => Promise<string> | string])[] = [
  ['src/platform/database-types.ts', rowTypes],
  ['docs/api/openapi.json', () => `${JSON.stringify(openApiOf(routeList(reference.value), REFUSALS), null, 2)}\n`],
  ['docs/errors.md', errorsPage],
  ['docs/asvs.md', () => asvsPage(asvs.requirements, asvs.titles)],
  ['docs/complaints.md', () => complaintsPage(said.complaints, said.titles)],
]

const stale: string[] = []
try {
  for (const [path, make] of targets) {
    const made = await make()
    const file = join(ROOT, path)
    if (check) {
      if (readOrEmpty(file) !== made) stale.push(path)
    } else writeFileSync(file, made)
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
for (const finding of unshown) console.error(finding)
if (unshown.length > 0) process.exitCode = 1
if (stale.length > 0) {
  console.error(`Not up to date: ${stale.join(', ')}. Run: npm run generate`)
  process.exitCode = 1
}

function readOrEmpty(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
