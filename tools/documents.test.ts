import { expect, test } from 'vitest'
import {
  codesRefused,
  codesWorded,
  definerFunctions,
  evidenceFindings,
  exceptionFindings,
  glossaryFindings,
  linkFindings,
  promiseFindings,
  promisesIn,
  promisesTested,
  refusalFindings,
  sliceOf,
  unionMembers,
} from './documents.ts'

const SLICES = ['signal', 'linkage']
const page = {
  path: 'src/signal/README.md',
  text: '## Promises\n- **P1** a signal is never lost.\n- **P2** suspicion is enough.\n',
}

test('a promise without a test and a test without a promise are both found, per slice', () => {
  const tests = [
    { path: 'src/signal/signal.test.ts', text: "test('P1 a signal is never lost', () => {})" },
    { path: 'src/linkage/match.test.ts', text: "test('P2 symmetric', () => {})" },
  ]
  const findings = promiseFindings([page], tests, SLICES)
  expect(findings).toHaveLength(2)
  expect(findings[0]).toContain('signal promises P2 and no test begins with it')
  expect(findings[1]).toContain('linkage tests P2')
})

test('promises stand in lists or in tables', () => {
  expect(promisesIn('- **P1** a\n| P2 | b |\n| **P10** | c |\n  * **P3** d\nas P4 says, and **P5** too')).toEqual([
    'P1',
    'P2',
    'P10',
    'P3',
  ])
})

test('promises that are tested in tests/ count for the slice that the file is named after', () => {
  const tests = [
    { path: 'tests/policy/signal.test.ts', text: "test('P1 x', () => {})" },
    { path: 'tests/walks/signal-travels.test.ts', text: 'test(`P2 y`, () => {})' },
  ]
  expect(promiseFindings([page], tests, SLICES)).toEqual([])
  expect(sliceOf('tests/walks/signals.test.ts', SLICES)).toBeUndefined()
})

test('a numbered title of no slice is found', () => {
  const tests = [
    { path: 'src/signal/signal.test.ts', text: "test('P1 x', f)\ntest('P2 x', f)" },
    { path: 'tests/walks/a-day.test.ts', text: "test('P1 x', f)" },
  ]
  expect(promiseFindings([page], tests, SLICES)).toEqual([expect.stringContaining('tests/walks/a-day.test.ts')])
})

test('a title after test.each is a title, and P12 is not P1', () => {
  expect(promisesTested("test.each([1, 2])('P12 for %s', f)")).toEqual(['P12'])
  expect(promisesTested("test('what P1 says', f)")).toEqual([])
})

test('the codes of refusals are read where they are written, and not where they are compared with', () => {
  const text = `
    // refuse('in-a-comment')
    if (!ground) return refuse('no-ground', { why: 'not-a-code' })
    return refuse<'a'>(fact.kind === 'offered' ? 'stands' : present ? 'moved-on' : why(fact), {})
    route({ refusals: ['too-late', ...['too-early']], tag: 'other' })`
  expect(codesRefused({ path: 'src/signal/signal.ts', text })).toEqual([
    'no-ground',
    'stands',
    'moved-on',
    'too-late',
    'too-early',
  ])
})

test('codes that the edge answers with by itself count in the platform', () => {
  const text = "sendProblem(reply, { code: 'not-found' })"
  expect(codesRefused({ path: 'src/platform/http.ts', text })).toEqual(['not-found'])
  expect(codesRefused({ path: 'src/care/care.ts', text })).toEqual([])
})

const catalogue = {
  path: 'src/words/refusals.ts',
  text: "export const REFUSALS = {\n  // 'old': {}\n  'no-ground': {\n    status: 403,\n  },\n  fault: {\n    status: 500,\n  },\n}",
}

test('a refusal without words and words without a refusal are both found', () => {
  expect(codesWorded(catalogue.text)).toEqual(['no-ground', 'fault'])
  const findings = refusalFindings(
    [{ path: 'src/a.ts', text: "refuse('too-late')\nconst known = code ?? 'fault'" }],
    [catalogue],
  )
  expect(findings).toEqual([
    expect.stringContaining('src/a.ts refuses with too-late'),
    expect.stringContaining('words for no-ground'),
  ])
})

test('a code that only stands in a type or as a key is not used', () => {
  const source = {
    path: 'src/a.ts',
    text: "type Code = 'x' | 'no-ground'\nconst words = { 'no-ground': 1 }\nrefuse('fault')",
  }
  expect(refusalFindings([source], [catalogue])).toEqual([expect.stringContaining('words for no-ground')])
})

test('a code that SQL answers with is used', () => {
  const sources = [
    { path: 'db/migrations/0001.sql', text: "return 'no-ground';" },
    { path: 'src/a.ts', text: "refuse('fault')" },
  ]
  expect(refusalFindings(sources, [catalogue])).toEqual([])
})

test('a relative link that leads nowhere is found; addresses, anchors and code are left alone', () => {
  const text =
    '[a](b.md) [c](d.md#top) [e](https://x.example) [f](#here) [m](mailto:a@b.example)\n```\n[g](no.md)\n```\n`[h](no.md)`'
  expect(linkFindings([{ path: 'docs/a.md', text }], (path) => path === 'docs/b.md')).toEqual([
    'docs/a.md links to d.md, which does not exist.',
  ])
})

const glossary =
  '| Dutch | English | code word | source | slice |\n| --- | --- | --- | --- | --- |\n| zorgcoördinator | care co-ordinator | `care-coordinator` | x | kernel |\n| wens | wish | `wish` | x | care |\n'

test('a word that the code needs must stand in the glossary, and a word of the glossary must be used', () => {
  const findings = glossaryFindings(
    glossary,
    ['care-coordinator', 'payer'],
    ["type F = 'care-coordinator' // wishes and wish-list"],
  )
  expect(findings).toEqual([
    'GLOSSARY.md lacks the code word payer.',
    'GLOSSARY.md names wish, which neither code nor documents use.',
  ])
})

test('members of a union are read from its source', () => {
  const source =
    "export type Plane = 'care' | 'desk'\n\n/** what 'x' does */\nexport type Work =\n  // note\n  | 'a-b'\n  | 'c'\n\nexport type Other = 'd'"
  expect(unionMembers(source, 'Plane')).toEqual(['care', 'desk'])
  expect(unionMembers(source, 'Work')).toEqual(['a-b', 'c'])
})

test('evidence without a row, a command or a figure is found; a dash is a figure that is still to come', () => {
  const table =
    '| id | must show | command | last figure |\n| --- | --- | --- | --- |\n| M1 | both commands | `npm test` | - |\n| M2 | found | | 0.4 s |\n'
  expect(evidenceFindings(table, ['M1', 'M2', 'M3'])).toEqual([
    expect.stringContaining('the row M2'),
    'docs/evidence.md has no row for M3.',
  ])
})

const sql =
  'create function a.plain() returns int language sql as $$ select 1 $$;\n-- security definer\ncreate function a.owned(x uuid) returns int\nlanguage sql stable security definer\nset search_path = pg_catalog\nas $$ select 1 $$;\n'

test('a function with the rights of its owner must stand among the exceptions, and only as long as it is one', () => {
  expect(definerFunctions(sql)).toEqual(['a.owned'])
  const file = { path: 'db/migrations/0001.sql', text: sql }
  expect(
    exceptionFindings(
      [file],
      '## Functions with the rights of their owner\n| `a.owned` | x |\n## Tables\n| `b.table` | x |',
    ),
  ).toEqual([])
  expect(exceptionFindings([file], '## Functions with the rights of their owner\n| `a.gone` | x |')).toEqual([
    expect.stringContaining('a.owned'),
    expect.stringContaining('a.gone'),
  ])
})
