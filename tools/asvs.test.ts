import { expect, test } from 'vitest'
import { asvsFindings, asvsPage, MACHINE_TESTABLE, numbersIn, type Requirement } from './asvs.ts'
import { titlesIn } from './titles.ts'

const requirement = (number: string, more: Partial<Requirement> = {}): Requirement => ({
  ...{ number, level: '1', name: 'something', state: 'applies', reason: '' },
  ...more,
})
// Numbers put together here, so that this file itself names none in a title.
const of = (...numbers: readonly string[]): string => ` [${numbers.join(', ')}]`
const whole: readonly Requirement[] = Array.from({ length: MACHINE_TESTABLE }, (_, index) =>
  requirement(`V1.1.${index}`),
)
const all = whole.map(({ number }) => number)
const shown = (more: string = of(...all)) => [{ path: 'a.test.ts', title: `it holds${more}`, runs: true }]

test('a table of which every requirement is shown by a test has no finding', () => {
  expect(asvsFindings(whole, shown())).toEqual([])
})

test('titles are read from test, it and test.each, on one line or the next, and not from other calls', () => {
  const text = [
    `test('one${of('V1.1.1')}', () => {})`,
    `test.each([['(', ')']])('two %s${of('V1.1.2')}', () => {})`,
    `it(\n  "three${of('V1.1.3')}",\n  () => {},\n)`,
    `test(\`four${of('V1.1.4')}\`, () => { expect('no title${of('V1.1.5')}') })`,
    `// test('five${of('V1.1.6')}')`,
    `test.skipIf(absent)('six${of('V1.1.7')}', () => {})`,
    `test.todo('seven${of('V1.1.8')}')`,
  ].join('\n')
  expect(titlesIn({ path: 'a.test.ts', text }).map(({ title, runs }) => [numbersIn(title)[0], runs])).toEqual([
    ['V1.1.1', true],
    ['V1.1.2', true],
    ['V1.1.3', true],
    ['V1.1.4', true],
    ['V1.1.7', false],
    ['V1.1.8', false],
  ])
})

test.each<readonly [string, readonly Requirement[], ReturnType<typeof titlesIn>, string]>([
  [
    'a requirement that applies without a test',
    whole,
    shown(of(...all.slice(1))),
    'V1.1.0 (something) applies and no test',
  ],
  [
    'a requirement with a test that is sometimes left out',
    whole,
    [...shown(of(...all.slice(1))), { ...shown()[0], runs: false } as never],
    'V1.1.0 (something) applies and no test',
  ],
  [
    'a title with a number that does not exist',
    whole,
    [...shown(), ...shown(of('V9.9.9'))],
    'V9.9.9 is not in data/asvs',
  ],
  [
    'a title with a number that is not here',
    whole.with(0, requirement('V1.1.0', { state: 'not-here', reason: 'no mail' })),
    shown(),
    'V1.1.0 is not-here in the table and has a test',
  ],
  [
    'a title with a number that is not built yet',
    whole.with(0, requirement('V1.1.0', { state: 'not-yet', reason: 'no mail' })),
    shown(),
    'V1.1.0 is not-yet in the table and has a test',
  ],
  [
    'a number elsewhere than at the end',
    whole,
    [...shown(), ...shown(' V1.1.0')],
    'V1.1.0 stands in a title elsewhere',
  ],
  [
    'numbers that are not apart by a comma and a space',
    whole,
    [...shown(), ...shown(' [V1.1.0,V1.1.1]')],
    'V1.1.0 stands in a title elsewhere',
  ],
  [
    'a number that is missing from the table',
    whole.slice(1),
    shown(of(...all.slice(1))),
    `has ${MACHINE_TESTABLE - 1} requirements`,
  ],
  ['a number that stands there twice', [...whole, requirement('V1.1.0')], shown(), 'V1.1.0 stands in the table twice'],
  [
    'a requirement that does not apply without a reason',
    whole.with(0, requirement('V1.1.0', { state: 'not-here' })),
    shown(of(...all.slice(1))),
    'V1.1.0 does not apply and does not say why',
  ],
  [
    'a state that is none',
    whole.with(0, requirement('V1.1.0', { state: 'soon', reason: 'x' })),
    shown(of(...all.slice(1))),
    'V1.1.0 has the state soon',
  ],
  [
    'a level that is not asked',
    whole.with(0, requirement('V1.1.0', { level: '3' })),
    shown(),
    'V1.1.0 has the level 3',
  ],
  ['a requirement without a name', whole.with(0, requirement('V1.1.0', { name: '' })), shown(), 'V1.1.0 has no name'],
])('%s is found', (_name, requirements, titles, sentence) => {
  const findings = asvsFindings(requirements, titles)
  expect(findings.length).toBeGreaterThan(0)
  expect(findings[0]).toContain(sentence)
})

test('the page counts, names the test of what applies, and the reason of what does not', () => {
  const table = whole.with(0, requirement('V1.1.0', { state: 'not-here', reason: 'no mail is sent' }))
  const page = asvsPage(table, shown(of('V1.1.1')))
  expect(page).toContain(`${MACHINE_TESTABLE} requirements: ${MACHINE_TESTABLE - 1} apply`)
  expect(page).toContain('| V1.1.0 | 1 | something | not here | *no mail is sent* |')
  expect(page).toContain('| V1.1.1 | 1 | something | applies | `a.test.ts`: it holds |')
})
