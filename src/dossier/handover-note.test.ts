import fc from 'fast-check'
import { expect, test } from 'vitest'
import { day } from '../kernel/index.ts'
import { CHAPTERS } from './chapter.ts'
import {
  chapterOfTask,
  type HandoverNote,
  noteLines,
  noteWithin,
  type OpenTask,
  TASK_KINDS,
  WAITS_FOR,
} from './handover-note.ts'

const tasks: fc.Arbitrary<OpenTask> = fc.record(
  {
    kind: fc.constantFrom(...TASK_KINDS),
    chapter: fc.constantFrom(...CHAPTERS),
    waitsFor: fc.constantFrom(...WAITS_FOR),
    due: fc.constant(day('2026-12-01')),
  },
  { requiredKeys: ['kind'] },
)
const TRIGGERS = [
  'person-moved',
  'shelter-needed',
  'shelter-left',
  'victim-encountered',
  're-entry-recognised',
  'new-kind',
]
const clocks = fc.record({
  normId: fc.constantFrom('N02', 'N32'),
  title: fc.constant({ nl: 'x', en: 'x' }),
  triggers: fc.uniqueArray(fc.constantFrom(...TRIGGERS), { maxLength: 2 }),
  due: fc.constant(day('2026-12-01')),
  missed: fc.boolean(),
})
const notes: fc.Arbitrary<HandoverNote> = fc.record({
  tasks: fc.array(tasks, { maxLength: 8 }),
  clocks: fc.array(clocks, { maxLength: 5 }),
})

test('P14 nothing in the note is of a chapter to which she did not say yes', () => {
  fc.assert(
    fc.property(notes, fc.subarray([...CHAPTERS]), (note, yes) => {
      const agreed = new Set<string>(yes)
      const shown = noteWithin(note, agreed)
      for (const task of shown.tasks) expect(agreed.has(chapterOfTask(task) ?? 'none')).toBe(true)
      for (const { triggers } of shown.clocks) {
        expect(triggers).not.toContain('new-kind')
        if (triggers.includes('shelter-needed')) expect(agreed.has('shelter')).toBe(true)
        if (triggers.includes('person-moved')) expect(agreed.has('contact')).toBe(true)
      }
      const fields = noteLines(agreed, (chapter) => [{ field: chapter, value: 'x', by: 'a', since: day('2026-11-16') }])
      for (const line of fields) if (line.fields.length > 0) expect(agreed.has(line.chapter)).toBe(true)
      if (yes.length === 0) expect(shown).toEqual({ tasks: [], clocks: [] })
    }),
    { numRuns: 10_000 },
  )
})

test('with a yes to everything the whole note goes along, and story, safety and health are hers to tell', () => {
  const all = new Set<string>(CHAPTERS)
  const open: HandoverNote = {
    tasks: [{ kind: 'wait', waitsFor: 'papers' }, { kind: 'table' }, { kind: 'ask-again', chapter: 'identity' }],
    clocks: [
      { normId: 'N32', title: { nl: 'x', en: 'x' }, triggers: ['person-moved'], due: day('2026-11-23'), missed: false },
    ],
  }
  expect(noteWithin(open, all)).toEqual(open)
  const lines = noteLines(all, () => [])
  expect(lines.filter(({ how }) => how === 'herself').map(({ chapter }) => chapter)).toEqual([
    'story',
    'safety',
    'health',
  ])
  expect(lines.filter(({ how }) => how === 'known').map(({ chapter }) => chapter)).toEqual([
    'identity',
    'contact',
    'residence',
  ])
})

test('story, safety and health look the same whether or not she shared them', () => {
  const [none, all] = [noteLines(new Set(), () => []), noteLines(new Set<string>(CHAPTERS), () => [])]
  for (const chapter of ['story', 'safety', 'health'])
    expect(none.find((each) => each.chapter === chapter)).toEqual(all.find((each) => each.chapter === chapter))
})
