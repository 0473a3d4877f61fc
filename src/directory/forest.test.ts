import { expect, test } from 'vitest'
import file from '../../data/directory/tasks.json' with { type: 'json' }
import { doersOf, FOREST, TASKS } from './forest.ts'
import { ORGANISATION_KINDS } from './organisation.ts'

test('every kind of organisation that works against trafficking has its place in the list, and each says what it may and may not, with a source', () => {
  const listed = new Set(file.rows.flatMap(({ kinds }) => kinds as readonly string[]))
  const watches = [
    'contact-desk',
    'national-rapporteur',
    'programme-office',
    'supervision',
    'technical-operator',
    'safe-at-home',
  ]
  expect(ORGANISATION_KINDS.filter((each) => !listed.has(each) && !watches.includes(each))).toEqual([])
  for (const { may, mayNot, source, certain } of FOREST.rows)
    expect([may.nl, may.en, mayNot.nl, mayNot.en, source, certain].every((each) => each.length > 2)).toBe(true)
})

test('every task has somebody whose main task it is; an overlap is between two of the list that both have the task [Q17]', () => {
  for (const task of TASKS) expect(doersOf(FOREST, task)[0]?.tasks[task]).toBe('main')
  for (const { task, between } of FOREST.overlaps) {
    expect(between).toHaveLength(2)
    for (const key of between)
      expect(FOREST.rows.find((each) => each.key === key)?.tasks[task], `${task} ${key}`).toBeDefined()
  }
  expect(FOREST.gaps.length).toBeGreaterThan(0)
})
