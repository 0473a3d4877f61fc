import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

// What needs no browser and no long run (pure, database) is `npm run check`; the rest is `npm test`.
const GATES = [
  ...[
    'asvs',
    'matrix',
    'at-once',
    'matrix-relations',
    'matrix-rows',
    'policy-faults',
    'hidden-is-absent',
    'consent-withdrawn',
    'decision',
    'hostile',
    'canary',
    'planes',
    'roles-scan',
    'linkage-abuse',
    'linkage-follow-up',
    'break-glass',
    'log-is-complete',
    'network',
  ].map((name) => `tests/policy/${name}.test.ts`),
  // Keys in this house and at a service, turned under reads and writes.
  'src/platform/key-hook.database.test.ts',
  'src/retention/retention.database.test.ts',
  // Each of these starts processes, or a house of its own for every test.
  ...['batch-relink', 'epoch', 'follow-up', 'linkage', 'look-up-cost', 'oversight', 'thing'].map(
    (name) => `src/linkage/${name}.database.test.ts`,
  ),
  // A provider beside the house, and a house for each setting.
  'src/access/sign-in.database.test.ts',
  'src/access/break-glass.database.test.ts',
  'src/access/local-means.database.test.ts',
  // Every code that is tried costs on purpose; and receipts are cut between any two steps.
  'src/dossier/person-page.database.test.ts',
  'src/dossier/outside.database.test.ts',
  // Opens every file beside every search, in many worlds.
  'src/dossier/search.database.test.ts',
  // Cuts every move of a handover between any two steps.
  'src/dossier/handover-cut.database.test.ts',
  // Pictures and papers that were made to harm, and whole sets of open data.
  'src/dossier/attachment.database.test.ts',
  'src/picture/open-data.database.test.ts',
  // Fifty who accept at once, some times over.
  'src/dossier/handover-race.database.test.ts',
  'src/care/bed-race.database.test.ts',
  'src/audit/seal.database.test.ts',
  // A log of 100,000 rows, and something planted in every column of two files.
  'src/audit/unusual.database.test.ts',
  'src/privacy/access-answer.database.test.ts',
  ...['linkage-roles', 'thing-roles'].map((name) => `tests/contract/${name}.test.ts`),
]
// Workers that are started and killed, a large index, workbooks of many rows, whole countries, every table that fits what was published,
// estimates with their replicates, the whole map laid out again, 100,000 histories of clocks.
const LONG = [
  ...['src/linkage/batch.test.ts', 'src/linkage/match-index.test.ts', 'src/exchange/import-signals.test.ts'],
  ...['country', 'write', 'calibrate'].map((name) => `src/simulation/${name}.test.ts`),
  ...['disclosure-sets', 'disclosure', 'estimate'].map((name) => `src/picture/${name}.test.ts`),
  ...['src/picture-estimate.command.test.ts', 'src/directory/tiles.test.ts', 'src/agreement/slow-clock.test.ts'],
]
// Every run draws the same histories; other draws are looked for by `npm run verify:promises`.
const CHANCE = { setupFiles: ['tests/support/chance.ts'] }
// The tests run what the product runs: Node reads the sources itself, and what is called in another file is called directly (decision 0089).
// What was compiled once is read back by every process, each file by its content.
const AS_THE_PRODUCT = { experimental: { viteModuleRunner: false, nodeLoader: false } }
process.env['NODE_COMPILE_CACHE'] ??= join(import.meta.dirname, 'node_modules', '.cache', 'samenhang')
// A code that a test makes and types is no secret: it costs next to nothing (decision 0089).
const IN_A_HOUSE = { setupFiles: [...CHANCE.setupFiles, 'tests/support/codes-cost.ts'] }
const PURE_EXCLUDES = ['**/node_modules/**', 'src/**/*.database.test.ts', ...LONG]

// A test that hangs is ended by these; how fast something must be is asked by the test itself, beside something else on the same machine.
export default defineConfig({
  test: {
    testTimeout: 120_000,
    hookTimeout: 300_000,
    projects: [
      {
        test: {
          ...CHANCE,
          ...AS_THE_PRODUCT,
          name: 'pure',
          isolate: false,
          include: ['src/**/*.test.ts', 'tools/**/*.test.ts', 'fixtures/**/*.test.ts'],
          exclude: PURE_EXCLUDES,
          testTimeout: 120_000,
        },
      },
      {
        test: {
          ...IN_A_HOUSE,
          ...AS_THE_PRODUCT,
          name: 'database',
          isolate: false,
          include: ['src/**/*.database.test.ts', 'tests/policy/**/*.test.ts', 'tests/contract/**/*.test.ts'],
          exclude: GATES,
          globalSetup: ['tests/support/cluster.ts'],
          testTimeout: 180_000,
          hookTimeout: 300_000,
        },
      },
      // Too long for every save: every route against every actor, every field against hostile input, canaries, turns of keys, roles apart.
      {
        test: {
          ...IN_A_HOUSE,
          ...AS_THE_PRODUCT,
          name: 'gates',
          // The whole system is read once, and not again for each file; every file opens a house of its own.
          isolate: false,
          include: GATES,
          globalSetup: ['tests/support/cluster.ts'],
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
      // Compares times: by `npm run verify:timing -- --ids` alone.
      {
        test: {
          ...AS_THE_PRODUCT,
          name: 'timing',
          include: ['tests/timing/**/*.test.ts'],
          globalSetup: ['tests/support/cluster.ts'],
        },
      },
      // Too long for every save: whole labelled sets through the bench.
      {
        test: {
          ...CHANCE,
          ...AS_THE_PRODUCT,
          name: 'long',
          isolate: false,
          include: ['bench/**/*.test.ts', ...LONG],
          testTimeout: 300_000,
        },
      },
      {
        test: {
          ...IN_A_HOUSE,
          ...AS_THE_PRODUCT,
          name: 'walks',
          // As the gates: the system is read once for all files; each opens a house and a browser of its own.
          isolate: false,
          include: ['tests/walks/**/*.test.ts', 'tests/faults/**/*.test.ts'],
          globalSetup: ['tests/support/cluster.ts'],
          testTimeout: 300_000,
          hookTimeout: 180_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
