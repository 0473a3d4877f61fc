/** Denied by key as well as by policy: who may read the row of a note still opens only the classes of its function; and nothing pasted opens. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CastMember, cast } from '../../fixtures/cast.ts'
import { accept, type WorkFunction } from '../../src/kernel/index.ts'
import { classesFor } from '../../src/platform/field-classes.ts'
import { CLASS_TABLE } from '../../src/platform/sealed-content.ts'
import { openTestSystem, type TestSystem } from '../support/system.ts'

let house: TestSystem
let dossierId = ''
const { coordinatorZaanstad: hanna } = cast
const NOTES = {
  identity: { fields: [{ field: 'name', value: 'woord identity' }], text: '' },
  shelter: { fields: [{ field: 'shelter-tonight', value: 'woord location' }], text: '' },
  health: { fields: [{ field: 'insurance', value: 'woord medical' }], text: '' },
  legal: { fields: [{ field: 'complaint', value: 'woord investigation' }], text: '' },
} as const

beforeAll(async () => {
  house = await openTestSystem()
  const caller = await house.as(hanna)
  dossierId = ((await caller.post('/v1/dossiers', {})).body as { dossierId: string }).dossierId
  for (const [chapter, note] of Object.entries(NOTES)) {
    const answer = await caller.post(`/v1/dossiers/${dossierId}/chapter-notes`, { chapter, ...note })
    if (answer.status !== 201) throw new Error(answer.text)
  }
})
afterAll(async () => {
  await house.close()
})

/** What this function opens of all rows of the file, in the same organisation: they are laid before it, so that the key alone decides. */
const openedAs = async (workFunction: WorkFunction, member: CastMember = hanna) => {
  const admin = await house.admin()
  const { rows } = await admin.query<{ id: string; stream: string; chapter: string; sealed: Buffer }>(
    'select id, stream, chapter, sealed from dossier.fact where stream = $1 and sealed is not null',
    [dossierId],
  )
  await admin.end()
  const { organisation, actor, plane } = member
  const answer = await house.system.acts.run(
    // For this purpose everybody may begin an act; it opens no row of a dossier.
    { claim: { organisation, actor, plane, function: workFunction, purpose: 'sign-in' }, operation: 'signIn' },
    async (work) => {
      const opened = await work.openFacts('dossier', rows)
      return accept({ rows: rows.length, text: JSON.stringify([...opened.values()]) })
    },
  )
  if (!answer.ok) throw new Error(answer.refusal.code)
  return answer.value
}

test('the same rows open for a function in the classes that the table gives it, and in no other', async () => {
  for (const workFunction of [
    'care-coordinator',
    'investigator',
    'payer',
    'table-chair',
    'operator',
    'privacy-officer',
    'auditor',
    'analyst',
  ] as const) {
    const { rows, text } = await openedAs(workFunction)
    expect(rows, workFunction).toBe(4)
    for (const fieldClass of ['identity', 'location', 'medical', 'investigation'] as const)
      expect(text.includes(`woord ${fieldClass}`), `${workFunction} ${fieldClass}`).toBe(
        classesFor(CLASS_TABLE, workFunction).includes(fieldClass),
      )
  }
})

test('sealed content pasted into another row or another table is not read, and gives nobody a word', async () => {
  const admin = await house.admin()
  const { rows } = await admin.query<{ id: string; chapter: string; sealed: Buffer }>(
    'select id, chapter, sealed from dossier.fact where stream = $1 and sealed is not null order by version',
    [dossierId],
  )
  const [one, two] = [rows.find(({ chapter }) => chapter === 'health'), rows.find(({ chapter }) => chapter === 'legal')]
  // The whole row of health under the name of legal: its key is not even asked for. The same chapter in another row is refused.
  await admin.query('update dossier.fact set sealed = $1, chapter = $3 where id = $2', [one?.sealed, two?.id, 'health'])
  await expect(openedAs('care-coordinator')).rejects.toThrow()
  const answer = await (await house.as(hanna)).get(`/v1/dossiers/${dossierId}`)
  expect(answer.status).toBe(500)
  expect(answer.text).not.toContain('woord')
  await admin.query('update dossier.fact set sealed = $1, chapter = $3 where id = $2', [two?.sealed, two?.id, 'legal'])
  expect((await openedAs('care-coordinator')).text).toContain('woord investigation')
})
