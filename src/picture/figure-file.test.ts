import fc from 'fast-check'
import { expect, test } from 'vitest'
import { en } from '../words/en.ts'
import { nl } from '../words/nl.ts'
import { brokenAt, figureLines, standingFigure } from './figure-file.ts'

const box = { x: 0, y: 0, width: 360, height: 100 }

test.each([
  [nl.openData.figure, 'Niet openbaar', 'Openbaar.', 'Kleine getallen staan erin'],
  [en.openData.figure, 'Not public', 'Public.', 'Small numbers stand in it'],
])(
  'P21 a figure says whether it is public, its source and day, and what is not shown',
  (words, closed, open, small) => {
    const inside = figureLines(words, { isPublic: false, source: 'Samenhang', on: '30 november 2026', invented: true })
    expect(inside[0]).toContain(closed)
    expect(inside.join(' ')).toContain(small)
    expect(inside).toContain(words.invented)
    const outside = figureLines(words, {
      ...{ isPublic: true, source: 'Samenhang', on: '30 november 2026', withheld: 3, invented: false },
    })
    expect(outside[0]).toBe(open)
    expect(outside.join(' ')).toContain('30 november 2026')
    expect(outside.join(' ')).toMatch(/\b3\b/)
    expect(outside).not.toContain(words.invented)
  },
)

test('what a figure says stands in the drawing and in its description, and no text of it is read as a mark', () => {
  const { svg, width, height } = standingFigure(
    { box, inner: '<g/>' },
    { title: 'Vorm <b>', lines: ['Bron: A & B "C"'] },
  )
  expect(svg).toContain('<title>Vorm &lt;b&gt;</title><desc>Bron: A &amp; B &quot;C&quot;</desc>')
  expect(svg).toContain('>Bron: A &amp; B &quot;C&quot;</text>')
  expect([width, height]).toEqual([384, 12 + 15 + 6 + 100 + 14 + 15 + 12])
})

test('a drawing that begins elsewhere is moved into its frame', () => {
  const moved = standingFigure({ box: { ...box, x: -120, y: -5 }, inner: '<g/>' }, { title: 'A', lines: [] })
  expect(moved.svg).toContain('translate(132 38)')
})

test('lines are broken between words, and no word is lost', () => {
  fc.assert(
    fc.property(
      fc.array(fc.stringMatching(/^[a-z]{1,12}$/), { minLength: 1 }),
      fc.integer({ min: 12, max: 80 }),
      (words, most) => {
        const lines = brokenAt(words.join(' '), most)
        expect(lines.join(' ')).toBe(words.join(' '))
        expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(most)
      },
    ),
  )
})
