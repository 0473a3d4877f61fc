import { expect, test } from 'vitest'
import { day } from '../kernel/index.ts'
import { askingOf, CHAPTERS, type ChapterNote, chapterState, latestFields } from './chapter.ts'

const [zaanstad, eindhoven] = ['zaanstad', 'eindhoven']
const aNote = (more: Partial<ChapterNote>): ChapterNote => ({
  id: 'n',
  chapter: 'identity',
  by: zaanstad,
  happened: day('2026-11-16'),
  learned: new Date('2026-11-16T09:00:00Z'),
  fields: [],
  text: '',
  ...more,
})

test('P5 what is administrative is not asked twice; story, safety and health stay hers to tell', () => {
  const asked = Object.fromEntries(CHAPTERS.map((each) => [each, askingOf(each, [zaanstad], eindhoven)]))
  expect(asked).toMatchObject({
    identity: 'known',
    contact: 'known',
    residence: 'known',
    story: 'ask-herself',
    safety: 'ask-herself',
    health: 'ask-herself',
  })
})

test('what one noted oneself is one’s own, and what nobody noted may be asked', () => {
  expect(askingOf('identity', [zaanstad], zaanstad)).toBe('own')
  expect(askingOf('identity', [], zaanstad)).toBe('ask')
  expect(askingOf('story', [], zaanstad)).toBe('ask-herself')
})

test('the last word on a field stands, with who told it and since when', () => {
  const notes = [
    aNote({
      fields: [
        { field: 'name', value: 'Woe' },
        { field: 'language', value: 'Mandarijn' },
      ],
    }),
    aNote({ by: eindhoven, happened: day('2026-11-20'), fields: [{ field: 'name', value: 'Wu' }] }),
  ]
  expect(latestFields(notes)).toEqual([
    { field: 'name', value: 'Wu', by: eindhoven, since: '2026-11-20' },
    { field: 'language', value: 'Mandarijn', by: zaanstad, since: '2026-11-16' },
  ])
})

test('a closed chapter looks the same whether or not something is in it', () => {
  const outsider = { heldFromStart: false, inReach: false, opened: 0 }
  expect(chapterState({ ...outsider, unopened: 0 })).toBe('closed')
  expect(chapterState({ ...outsider, unopened: 3 })).toBe('closed')
})

test('holding from the start and reach open a chapter; content without a key is sealed, not an error', () => {
  expect(chapterState({ heldFromStart: true, inReach: false, unopened: 0, opened: 0 })).toBe('open')
  expect(chapterState({ heldFromStart: false, inReach: true, unopened: 0, opened: 2 })).toBe('open')
  expect(chapterState({ heldFromStart: false, inReach: true, unopened: 2, opened: 0 })).toBe('sealed')
})
