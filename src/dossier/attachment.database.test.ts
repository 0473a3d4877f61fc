import { randomUUID } from 'node:crypto'
import { request } from 'node:http'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CastMember, cast, castDay } from '../../fixtures/cast.ts'
import { ACTIVE, aLetter, aPhoto, aPicture } from '../../tests/support/attachments.ts'
import { type Answer, type Caller, openTestSystem, type TestSystem } from '../../tests/support/system.ts'
import { asId, type TraceId } from '../kernel/index.ts'
import { asClaim } from '../platform/database.ts'
import { ATTACHMENT_BYTES_MAX } from './attachment.ts'
import { aConsent, anOffer } from './handover.fixture.ts'
import { stripJpeg } from './strip-jpeg.ts'

let house: TestSystem
let hanna: Caller
let mirte: Caller
beforeAll(async () => {
  house = await openTestSystem()
  hanna = await house.as(cast.coordinatorZaanstad)
  mirte = await house.as(cast.coordinatorEindhoven)
})
afterAll(async () => {
  await house.close()
})

// Safe: each test names the field that the answer of that route has.
const field = (answer: Answer, name: string): string => String((answer.body as Record<string, unknown>)[name])
const codeOf = (answer: Answer): string => field(answer, 'code')
const opened = async (by: Caller = hanna): Promise<string> =>
  field(await by.post('/v1/dossiers', { fields: [{ field: 'name', value: 'Verzonnen Kok' }] }), 'dossierId')
const attach = (
  id: string,
  more: { chapter?: string; file?: Buffer; saidType?: string; title?: string; happened?: string } = {},
  by: Caller = hanna,
) => {
  const { file = aPhoto({ comment: 'achter de bakkerij' }), ...rest } = more
  return by.post(`/v1/dossiers/${id}/attachments`, {
    ...{ chapter: 'health', title: 'foto van de rug', fileBase64: file.toString('base64') },
    ...rest,
  })
}
const attached = async (id: string, more: Parameters<typeof attach>[1] = {}, by: Caller = hanna): Promise<string> => {
  const answer = await attach(id, more, by)
  expect(answer.status).toBe(201)
  return field(answer, 'attachmentId')
}
const take = (id: string, attachmentId: string, by: Caller = hanna) =>
  house.http.inject({
    ...{ method: 'GET', url: `/v1/dossiers/${id}/attachment-files/${attachmentId}` },
    headers: { authorization: `Bearer ${by.token ?? ''}` },
  })
const shownIn = (answer: Answer, chapter: string) =>
  (
    answer.body as { chapters: { chapter: string; attachments?: { attachmentId: string; mayRemove: boolean }[] }[] }
  ).chapters.find((each) => each.chapter === chapter)?.attachments ?? []
const consent = (id: string, chapter: string): Promise<string> => aConsent(hanna, id, chapter)
const handOver = async (id: string): Promise<void> => {
  const handover = await anOffer(hanna, id)
  expect((await mirte.post(`/v1/handovers/${handover}/acceptances`)).status).toBe(200)
}
const rows = async <T>(statement: string, values: readonly unknown[] = []): Promise<readonly T[]> =>
  (await (await house.admin()).query(statement, [...values])).rows as T[]
const asMember = <T>(member: CastMember, statement: string): Promise<readonly T[] | string> =>
  asClaim(
    house.platform.databases.worker,
    house.platform.secrets.claim,
    {
      ...{ organisation: member.organisation, actor: member.actor, function: member.function, plane: member.plane },
      ...{ purpose: 'W01', trace: asId<TraceId>(randomUUID()), at: house.clock.now() },
    },
    async (trx) => (await sql.raw<T>(statement).execute(trx)).rows,
  ).catch((fault: { code?: string }) => String(fault.code))

test('a photo is kept without its place, shown in its chapter and taken out as the same picture', async () => {
  const id = await opened()
  const attachmentId = await attached(id, { saidType: 'image/jpeg', happened: '2026-11' })
  const shown = await hanna.get(`/v1/dossiers/${id}`)
  expect(shownIn(shown, 'health')).toMatchObject([
    {
      attachmentId,
      title: 'foto van de rug',
      type: 'jpeg',
      happenedDate: '2026-11-01',
      precision: 'month',
      mayRemove: true,
    },
  ])
  expect(shown.text).toContain('"kind":"attachment-added"')
  const answer = await take(id, attachmentId)
  const bare = stripJpeg(aPhoto())
  expect(bare.ok && answer.rawPayload.equals(Buffer.from(bare.value))).toBe(true)
  expect(answer.headers).toMatchObject({
    ...{ 'content-type': 'image/jpeg', 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' },
    'content-disposition': 'attachment; filename="bijlage.jpg"',
  })
  expect(answer.headers['content-security-policy']).toContain('sandbox')
  expect(answer.headers['etag']).toBeUndefined()
})

test('who takes a file out stands in the log of the person each time, and without that row no byte leaves', async () => {
  const id = await opened()
  const attachmentId = await attached(id)
  const noted = () =>
    rows<{ act: string }>("select act from audit.processing where subject = $1 and act = 'read-attachment'", [id])
  for (const times of [1, 2]) {
    expect((await take(id, attachmentId)).statusCode).toBe(200)
    expect(await noted()).toHaveLength(times)
  }
  const admin = await house.admin()
  await admin.query(
    `create function public.no_log() returns trigger language plpgsql as $$ begin raise exception 'full' using errcode = '53100'; end $$`,
  )
  await admin.query(
    'create trigger no_log before insert on audit.processing for each row execute function public.no_log()',
  )
  const without = await take(id, attachmentId)
  await admin.query('drop trigger no_log on audit.processing')
  expect(without.statusCode).toBe(507)
  expect(without.rawPayload.includes(Buffer.from([0xff, 0xd8, 0xff]))).toBe(false)
})

test('P22 what lies, acts, is broken, empty or of another kind is refused in words, and nothing of it is kept', async () => {
  const id = await opened()
  const count = async () =>
    (await rows<{ n: string }>('select count(*) as n from dossier.fact where stream = $1', [id]))[0]?.n
  const before = await count()
  const script = ACTIVE['a script when it opens']
  const tried: readonly (readonly [string, number, Parameters<typeof attach>[1]])[] = [
    ['attachment-lies', 422, { file: Buffer.from('<html><script>1</script></html>'), saidType: 'image/jpeg' }],
    ['attachment-lies', 422, { file: aPicture(), saidType: 'application/pdf' }],
    ['attachment-type-unknown', 415, { file: Buffer.from('PK\x03\x04verzonnen') }],
    ['attachment-empty', 400, { file: Buffer.alloc(0) }],
    ['attachment-broken', 422, { file: aPhoto().subarray(0, 60) }],
    ['attachment-acts', 422, { file: await aLetter('Verzonnen', script) }],
    ['happened-in-future', 409, { happened: '2027' }],
  ]
  for (const [code, status, more] of tried) {
    const answer = await attach(id, more)
    expect([codeOf(answer), answer.status], code).toEqual([code, status])
    expect(field(answer, 'detail').length).toBeGreaterThan(60)
  }
  expect(await count()).toBe(before)
  // The name of a file is asked nowhere, so that it cannot say anything.
  const named = await hanna.post(`/v1/dossiers/${id}/attachments`, {
    chapter: 'health',
    title: 'x',
    fileName: 'x.jpg',
    fileBase64: '',
  })
  expect(named.status).toBe(400)
})

test('more than eight megabytes is refused while it comes in, with what to do', async () => {
  const id = await opened()
  const large = Buffer.concat([aPhoto(), Buffer.alloc(ATTACHMENT_BYTES_MAX + 8192)])
  const answer = await attach(id, { file: large })
  expect([answer.status, codeOf(answer)]).toEqual([413, 'attachment-too-large'])
  expect(field(answer, 'detail')).toContain('8 MB')
  // Every other body is as small as it was.
  const note = await hanna.post(`/v1/dossiers/${id}/chapter-notes`, { chapter: 'story', text: 'x'.repeat(2_000_000) })
  expect(codeOf(note)).toBe('too-large')
  // The longest that is kept: a picture that ends is followed by what is left out.
  const behind = 'x'.repeat(ATTACHMENT_BYTES_MAX - aPhoto().length)
  await attached(id, { file: aPhoto({ behind }) })
})

test('a large body is read of somebody who is signed in alone, and two of one account at a time', async () => {
  const address = new URL(await house.listen())
  const id = await opened()
  const begin = (token: string | undefined, body: string) => {
    const asked = request({
      ...{ host: address.hostname, port: address.port, method: 'POST', path: `/v1/dossiers/${id}/attachments` },
      headers: {
        'content-type': 'application/json',
        'content-length': '100000',
        ...(token ? { authorization: `Bearer ${token}` } : {}),
      },
    })
    const answered = new Promise<number>((resolve) => {
      asked.on('response', (answer) => {
        answer.resume()
        resolve(answer.statusCode ?? 0)
      })
      asked.on('error', () => resolve(0))
    })
    asked.write(body)
    return { asked, answered }
  }
  // The body is never ended: whoever is answered was answered without it.
  const nobody = begin(undefined, '{')
  expect(await nobody.answered).toBe(401)
  nobody.asked.destroy()
  const held = [begin(hanna.token, '{'), begin(hanna.token, '{')]
  await new Promise((resolve) => setTimeout(resolve, 300))
  const third = begin(hanna.token, '{')
  expect(await third.answered).toBe(503)
  // Her two hold nobody else out.
  expect((await attach(id, {}, mirte)).status).toBe(404)
  for (const each of [...held, third]) each.asked.destroy()
  await new Promise((resolve) => setTimeout(resolve, 300))
  await attached(id)
})

test('P23 with a handover goes what stands in the chapters she agreed to, and when she takes that back it is closed', async () => {
  const id = await opened()
  const [open, closed] = [await attached(id, { chapter: 'health' }), await attached(id, { chapter: 'story' })]
  const consentId = await consent(id, 'health')
  expect((await take(id, open, mirte)).statusCode).toBe(404)
  await handOver(id)
  expect((await take(id, open, mirte)).statusCode).toBe(200)
  const [hidden, absent] = [await take(id, closed, mirte), await take(id, randomUUID(), mirte)]
  const plain = (body: string) => body.replaceAll(/urn:uuid:[0-9a-f-]{36}/g, '')
  expect(hidden.statusCode).toBe(404)
  expect(plain(hidden.payload)).toBe(plain(absent.payload))
  const shown = await mirte.get(`/v1/dossiers/${id}`)
  expect(shownIn(shown, 'health')).toMatchObject([{ attachmentId: open, mayRemove: false }])
  expect(shown.text).not.toContain(closed)
  expect(codeOf(await mirte.post(`/v1/dossiers/${id}/attachments/${open}/removals`, { reason: 'not-needed' }))).toBe(
    'attachment-of-another',
  )
  // While both are with her the sender adds too, where the holder can read it.
  const along = await attached(id, { chapter: 'health' })
  expect((await take(id, along, mirte)).statusCode).toBe(200)
  expect(codeOf(await attach(id, { chapter: 'story' }))).toBe('chapter-not-shared')
  expect((await hanna.post(`/v1/consents/${consentId}/withdrawals`)).status).toBe(201)
  for (const each of [open, along]) expect((await take(id, each, mirte)).statusCode).toBe(404)
})

test('P23 for everybody, whatever she said, the row of the bytes shows when its fact shows and at no other moment', async () => {
  const members = [
    ...[cast.coordinatorZaanstad, cast.coordinatorEindhoven, cast.shelterWorkerHaven, cast.comenshaDesk],
    ...[cast.investigatorNoordHolland, cast.privacyOfficerZaanstad, cast.wmoDeskZaanstad],
  ]
  const chapters = ['identity', 'health', 'story', 'safety'] as const
  let shows = 0
  await fc.assert(
    fc.asyncProperty(
      fc.subarray([...chapters]),
      fc.subarray([...chapters], { minLength: 1 }),
      fc.boolean(),
      async (agreed, holding, moves) => {
        const id = await opened()
        for (const chapter of holding) await attached(id, { chapter })
        for (const chapter of agreed) await consent(id, chapter)
        if (moves) await handOver(id)
        for (const member of members) {
          const [facts, bytes] = [
            await asMember<{ id: string }>(
              member,
              `select id from dossier.fact where stream = '${id}' and kind = 'attachment-added' order by 1`,
            ),
            await asMember<{ id: string }>(
              member,
              `select id from dossier.attachment where dossier_id = '${id}' order by 1`,
            ),
          ]
          expect(bytes, member.key).toEqual(facts)
          shows += facts.length
        }
      },
    ),
    { numRuns: 25 },
  )
  expect(shows).toBeGreaterThan(25)
})

test('P23 nobody puts bytes under a fact of before, nor under that of another house, nor fills what was emptied', async () => {
  const id = await opened()
  const [mine, gone] = [await attached(id), await attached(id)]
  const { coordinatorZaanstad: own, coordinatorEindhoven: other } = cast
  const note = (await hanna.get(`/v1/dossiers/${id}`)).body as { timeline: { factId: string; kind: string }[] }
  const factId = note.timeline.find(({ kind }) => kind === 'chapter-noted')?.factId
  const put = (fact: string | undefined, by: CastMember) =>
    asMember(
      by,
      `insert into dossier.attachment (id, dossier_id, organisation_id, sealed) values ('${fact}', '${id}', '${by.organisation}', '\\x00')`,
    )
  expect(await put(factId, own)).toBe('42501')
  expect(await put(mine, own)).toBe('42501')
  expect(await put(mine, other)).toBe('42501')
  const change = (by: CastMember, set: string, of: string) =>
    asMember<{ id: string }>(by, `update dossier.attachment set ${set} where id = '${of}' returning id`)
  expect(await change(own, "sealed = '\\x00'", mine)).toBe('42501')
  expect(await change(other, 'sealed = null, emptied_at = now()', mine)).toEqual([])
  expect((await hanna.post(`/v1/dossiers/${id}/attachments/${gone}/removals`, { reason: 'wrong-person' })).status).toBe(
    200,
  )
  expect(await change(own, "sealed = '\\x00', emptied_at = null", gone)).toEqual([])
  expect(await asMember(own, `delete from dossier.attachment where id = '${mine}'`)).toBe('42501')
})

test('what is taken away has no bytes any more, and that it was there stays', async () => {
  const id = await opened()
  const attachmentId = await attached(id)
  const remove = () => hanna.post(`/v1/dossiers/${id}/attachments/${attachmentId}/removals`, { reason: 'she-asks' })
  expect((await remove()).status).toBe(200)
  expect(codeOf(await remove())).toBe('attachment-removed')
  expect((await take(id, attachmentId)).statusCode).toBe(410)
  const shown = await hanna.get(`/v1/dossiers/${id}`)
  expect(shownIn(shown, 'health')).toEqual([])
  expect(shown.text).toContain('"reason":"she-asks"')
  expect(await rows('select sealed from dossier.attachment where id = $1', [attachmentId])).toEqual([{ sealed: null }])
})

test('a repeat of the same upload adds nothing, and another file under the same key is refused', async () => {
  const id = await opened()
  const key = { 'idempotency-key': randomUUID() }
  const body = { chapter: 'health', title: 'foto', fileBase64: aPhoto().toString('base64') }
  const [first, again] = [
    await hanna.post(`/v1/dossiers/${id}/attachments`, body, key),
    await hanna.post(`/v1/dossiers/${id}/attachments`, body, key),
  ]
  expect(field(again, 'attachmentId')).toBe(field(first, 'attachmentId'))
  expect(shownIn(await hanna.get(`/v1/dossiers/${id}`), 'health')).toHaveLength(1)
  const other = { ...body, fileBase64: aPicture().toString('base64') }
  expect(codeOf(await hanna.post(`/v1/dossiers/${id}/attachments`, other, key))).toBe('idempotency-key-reused')
})

test('sealed it is unreadable in the table, and after a destruction nothing of it opens and its bytes are gone', async () => {
  const id = await opened()
  const attachmentId = await attached(id, { file: aPhoto({ orientation: 6 }) })
  const [{ sealed } = { sealed: Buffer.alloc(0) }] = await rows<{ sealed: Buffer }>(
    'select sealed from dossier.attachment where id = $1',
    [attachmentId],
  )
  const bare = stripJpeg(aPhoto({ orientation: 6 }))
  if (!bare.ok) throw new Error(bare.refusal.code)
  expect(sealed.includes(Buffer.from(bare.value).toString('base64').slice(0, 20))).toBe(false)
  expect((await hanna.post('/v1/erasure-requests', { dossierId: id })).status).toBe(201)
  const approve = { subjectId: id, clock: 'on-request', decision: 'approve' }
  for (const member of [cast.coordinatorZaanstad, cast.privacyOfficerZaanstad])
    expect((await (await house.as(member)).post('/v1/destruction-decisions', approve)).status).toBe(201)
  expect(await rows('select sealed from dossier.attachment where id = $1', [attachmentId])).toEqual([{ sealed: null }])
  expect((await take(id, attachmentId)).statusCode).toBe(410)
  // Put back from an old copy of the table it does not open either.
  const admin = await house.admin()
  await admin.query('update dossier.attachment set sealed = $2, emptied_at = null where id = $1', [
    attachmentId,
    sealed,
  ])
  expect((await take(id, attachmentId)).statusCode).toBe(404)
})

test('the answer to who asks what is kept has the file in it, and the title beside it', async () => {
  const id = await opened()
  await attached(id, { title: 'foto van de rug' })
  const asked = await hanna.post('/v1/subject-access-requests', {
    ...{ receivedDate: castDay, recognised: 'document-shown', dossierId: id },
  })
  const answer = await hanna.get(`/v1/subject-access-requests/${field(asked, 'accessRequestId')}/answers/nl`)
  const { page, document } = answer.body as {
    page: string
    document: { sections: { key: string; rows: { name: string; value: string }[][] }[] }
  }
  const found = document.sections.find(({ key }) => key === 'attachments')?.rows.flat()
  const bare = stripJpeg(aPhoto())
  if (!bare.ok) throw new Error(bare.refusal.code)
  const base64 = Buffer.from(bare.value).toString('base64')
  expect(found?.find(({ name }) => name === 'fileBase64')?.value).toBe(base64)
  expect(page).toContain(`href="data:image/jpeg;base64,${base64}"`)
  expect(page).toContain('foto van de rug')
})
