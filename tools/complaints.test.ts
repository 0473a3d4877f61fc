import { expect, test } from 'vitest'
import { COMPLAINTS, type Complaint, complaintFindings, complaintsIn, complaintsPage } from './complaints.ts'

const number = (index: number): string => `Q${String(index + 1).padStart(2, '0')}`
const complaint = (of: string): Complaint => ({ number: of, nl: 'het', en: 'it', answer: 'dit', slice: 'care' })
const whole = Array.from({ length: COMPLAINTS }, (_, index) => complaint(number(index)))
// Numbers put together here, so that this file itself names none in a title.
const of = (...numbers: readonly string[]): string => ` [${numbers.join(', ')}]`
const shown = (numbers: readonly string[] = whole.map((each) => each.number)) => [
  { path: 'a.test.ts', title: `it is answered${of(...numbers)}`, runs: true },
]

test('complaints of which every one is answered by a test have no finding', () => {
  expect(complaintFindings(whole, shown())).toEqual([])
  expect(complaintsIn(`it is answered${of(number(9), number(23))}`)).toEqual([number(9), number(23)])
})

test.each([
  ['one without a test', whole, shown(whole.slice(1).map((each) => each.number)), 'is answered by no test'],
  [
    'one whose test is sometimes left out',
    whole,
    shown().map((each) => ({ ...each, runs: false })),
    'is answered by no test',
  ],
  ['a number that is none', whole, [...shown(), ...shown([number(90)])], 'is not in data/complaints'],
  [
    'a number in the middle of a title',
    whole,
    [...shown(), { path: 'b.test.ts', title: `${number(3)} holds`, runs: true }],
    'elsewhere than',
  ],
  ['a complaint too few', whole.slice(1), shown(), 'different complaints'],
  ['an empty answer', [...whole.slice(1), { ...complaint(number(0)), answer: '' }], shown(), 'has an empty field'],
])('is found: %s', (_, complaints, titles, expected) => {
  expect(complaintFindings(complaints, titles).join('\n')).toContain(expected)
})

test('the page names each complaint with the tests that answer it', () => {
  const page = complaintsPage(whole, shown([number(4)]))
  expect(page).toContain(`| ${number(4)} | het | *it* | dit (\`care\`) | \`a.test.ts\`: it is answered |`)
})
