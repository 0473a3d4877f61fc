import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readPurposes } from '../access/index.ts'
import { ORGANISATION_KINDS } from '../directory/index.ts'
import { ROOT } from '../platform/config.ts'
import { readTerms } from './register.store.ts'
import { peopleOf, registerFaults, registerOf } from './register.ts'

const purposes = readPurposes()
const operation = { operationId: 'askLookUp', summary: 'Zoeken', purpose: 'D27' }
const made = (kind: string) => registerOf({ kind, purposes, operations: [operation], actedFor: [], terms: undefined })

test('P1 every purpose that a kind may give or get for stands in its register once, and no other', () => {
  for (const kind of ORGANISATION_KINDS) {
    const { activities, never } = made(kind)
    const listed = activities.filter((each) => each.of === 'sharing-table').map(({ id }) => id)
    const wanted = [...purposes.values()].filter((each) => [...each.senders, ...each.receivers].includes(kind))
    expect([...listed, ...never.map(({ id }) => id)].sort(), kind).toEqual(wanted.map(({ id }) => id).sort())
  }
})

test('who gives names receivers, who gets names sources, and work inside names neither', () => {
  const of = (kind: string, id: string) => made(kind).activities.find((each) => each.id === id)
  expect(of('comensha', 'D06')).toMatchObject({ roles: ['sender'], receivers: ['shelter'], sources: [] })
  expect(of('shelter', 'D06')).toMatchObject({ roles: ['receiver'], receivers: [], sources: ['comensha'] })
  expect(of('shelter', 'W01')).toMatchObject({ roles: ['inside'], receivers: [], sources: [] })
})

test('the basis is told with how sure its reading is, and what is forbidden is no activity', () => {
  const { activities, never } = made('police-avim')
  expect(activities.find(({ id }) => id === 'D02')).toMatchObject({ certainty: ['law-2017', 'page'], consent: 'no' })
  expect(activities.map(({ id }) => id)).not.toContain('D31')
  expect(never).toMatchObject([{ id: 'D31', receivers: ['employer', 'exploiter', 'family', 'media'] }])
})

test('an operation stands under its purpose, with how often the house acted for it and was refused', () => {
  const counted = { purpose: 'D27', done30: 3, done365: 9, refused30: 1, refused365: 2 }
  const { activities } = registerOf({
    kind: 'care-coordination',
    purposes,
    operations: [operation],
    actedFor: [counted],
    terms: undefined,
  })
  expect(activities.find(({ id }) => id === 'D27')).toMatchObject({
    operations: [{ operationId: 'askLookUp' }],
    counts: { done365: 9, refused30: 1 },
  })
  expect(activities.find(({ id }) => id === 'W01')).toMatchObject({ operations: [], counts: { done365: 0 } })
})

test('P2 a purpose that is acted for and stands in no table is found, and so is a class of data that nobody has classed', () => {
  expect(registerFaults({ purposes, operations: [operation], actedFor: ['W01', 'sign-in'] })).toEqual([])
  const wrong = { ...operation, purpose: 'D99' }
  const [first] = [...purposes.values()]
  if (!first) throw new Error('the table of purposes is empty')
  const odd = new Map(purposes).set('D01', { ...first, classes: ['fingerprints'] })
  expect(registerFaults({ purposes: odd, operations: [wrong], actedFor: ['X1'] })).toEqual([
    'askLookUp acts for D99, which is in no table of purposes',
    'the log has acts for X1, which is in no table of purposes',
    'data/privacy/register.json does not say of whom data of the class fingerprints are',
  ])
})

test('people named beside a victim are said where a class can hold them', () => {
  expect(peopleOf(['identity'])).toEqual(['victim'])
  expect(peopleOf(['story', 'access-log'])).toEqual(['victim', 'worker', 'third-person'])
  expect(peopleOf(['aggregate'])).toEqual([])
})

test('terms of keeping are those of the kind; without a table of terms none are settled', () => {
  const folder = mkdtempSync(join(tmpdir(), 'samenhang-terms-'))
  const file = join(folder, 'retention.json')
  expect(readTerms('shelter', file)).toBeUndefined()
  const term = { id: 'file', nl: 'Dossier', en: 'File', years: 15, article: 'Wmo 5.3.4', certainty: 'believed' }
  writeFileSync(file, JSON.stringify({ terms: [{ ...term, kinds: ['shelter'], classes: ['identity'] }] }))
  expect(readTerms('shelter', file)).toEqual([term])
  expect(readTerms('ind', file)).toEqual([])
  rmSync(folder, { recursive: true })
})

test('every measure names a document that is there', () => {
  const { measures } = made('shelter')
  expect(measures.length).toBeGreaterThan(5)
  expect(measures.filter(({ document }) => !existsSync(join(ROOT, document)))).toEqual([])
})
