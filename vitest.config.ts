import { defineConfig } from 'vitest/config'

// Two projects: what needs no database or browser runs in `npm run check`; the rest runs in `npm test`.
const PURE_EXCLUDES = ['**/node_modules/**', 'src/**/*.database.test.ts']

export default defineConfig({
  test: {
    testTimeout: 30_000,
    hookTimeout: 120_000,
    projects: [
      {
        test: {
          name: 'pure',
          include: ['src/**/*.test.ts', 'bench/**/*.test.ts', 'tools/**/*.test.ts', 'fixtures/**/*.test.ts'],
          exclude: PURE_EXCLUDES,
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'database',
          include: ['src/**/*.database.test.ts', 'tests/policy/**/*.test.ts', 'tests/contract/**/*.test.ts'],
          globalSetup: ['tests/support/cluster.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'walks',
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
