/**
 * `npm run bench:search`: how long a search takes over HTTP in a house that holds many dossiers, what it costs to index a fact, and how fast what
 * was there before is read in. Each dossier has a name drawn by weight from the tables of the simulation (one in five in its own script), contact,
 * and three notes of sixty words. `--dossiers N`, `--calls N`, `--no-flush`.
 */
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { cast } from '../../fixtures/cast.ts'
import { beginSession } from '../../src/access/session.store.ts'
import { readInStep } from '../../src/dossier/search.store.ts'
import { accept, randomFrom } from '../../src/kernel/index.ts'
import { wordForms } from '../../src/linkage/index.ts'
import { factPlace } from '../../src/platform/facts.ts'
import { hashToken } from '../../src/platform/http.ts'
import { refsFor, sealWith } from '../../src/platform/key-store.ts'
import { openBenchHouse } from '../house.ts'
import { percentiles, round } from '../lookup/times.ts'

const { values } = parseArgs({
  options: {
    dossiers: { type: 'string', default: '10000' },
    calls: { type: 'string', default: '200' },
    'no-flush': { type: 'boolean', default: false },
  },
})
const [dossiers, calls] = [Number(values.dossiers), Number(values.calls)]
const BATCH = 500
const WORDS_A_NOTE = 60
const random = randomFrom(59)
const draw = (): number => random.next()

type Name = { readonly kind: string; readonly weight: number; readonly name: string; readonly native: string }
const names = readFileSync('data/simulation/names.csv', 'utf8')
  .split('\n')
  .slice(1)
  .map((line): Name => {
    const [, kind = '', , weight = '0', name = '', native = ''] = line.split(',')
    return { kind, weight: Number(weight), name, native }
  })
  .filter(({ name }) => name !== '')
const byKind = Map.groupBy(names, ({ kind }) => kind)
const pick = (kind: string): Name => {
  const of = byKind.get(kind) ?? []
  let left = draw() * of.reduce((sum, { weight }) => sum + weight, 0)
  for (const each of of) {
    left -= each.weight
    if (left <= 0) return each
  }
  throw new Error(`no name of kind ${kind}`)
}
const write = (own: boolean, { name, native }: Name): string => (own && native !== '' ? native : name)
/** Words as in a language: the tenth is ten times as rare as the first. */
const WORDS = Array.from({ length: 8_000 }, (_, at) => `w${(at * 7919).toString(36)}o`)
const word = (): string => WORDS[Math.floor(WORDS.length ** draw()) - 1] ?? 'woord'
const text = (): string =>
  Array.from({ length: WORDS_A_NOTE }, (_, at) => (at % 20 === 0 ? pick('given').name : word())).join(' ')
const contents = (number: number) => {
  const own = number % 5 === 0
  return [
    [
      'identity',
      { fields: [{ field: 'name', value: `${write(own, pick('given'))} ${write(own, pick('surname'))}` }], text: '' },
    ],
    ['contact', { fields: [{ field: 'phone', value: `+319700${String(number).padStart(7, '0')}` }], text: '' }],
    ...(['story', 'safety', 'goal'] as const).map((chapter) => [chapter, { fields: [], text: text() }] as const),
  ] as const
}

const house = await openBenchHouse('search', { flush: !values['no-flush'] })
const { platform, system } = house
const admin = new pg.Client({ connectionString: platform.urls.admin })
await admin.connect()
const member = cast.coordinatorZaanstad

const fill = async (): Promise<void> => {
  for (let done = 0; done < dossiers; done += BATCH) {
    const facts = Array.from({ length: Math.min(BATCH, dossiers - done) }, () => crypto.randomUUID()).flatMap(
      (dossier, at) =>
        contents(done + at).map(([chapter, content], version) => ({
          dossier,
          chapter,
          content,
          version: version + 1,
          fact: crypto.randomUUID(),
        })),
    )
    const keys = await platform.keys.createForNew(
      member.organisation,
      facts.flatMap(({ dossier, chapter, content }) => refsFor({ subject: dossier, chapter }, content)),
    )
    const rows = facts.map(({ content, ...fact }) => ({
      ...fact,
      sealed: sealWith(
        keys,
        { subject: fact.dossier, chapter: fact.chapter, place: factPlace('dossier', fact.fact) },
        content,
      ).toString('hex'),
    }))
    await admin.query(
      `with given as (select * from jsonb_to_recordset($1::jsonb) as r(dossier uuid, fact uuid, chapter text, version int, sealed text)),
       opened as (insert into dossier.dossier (id, holder_id, opened_by_id, opened_at, stage)
         select distinct dossier, $2::uuid, $2::uuid, now(), 'open' from given returning id),
       due as (insert into dossier.search_due (organisation_id, dossier_id, chapter) select distinct $2::uuid, dossier, chapter from given)
       insert into dossier.fact (id, stream, version, kind, happened, precision, learned, actor_id, organisation_id, purpose, chapter, sealed, idempotency_key)
         select fact, dossier, version, 'chapter-noted', current_date, 'day', now(), $3, $2, 'W01', chapter, decode(sealed, 'hex'), fact::text from given`,
      [JSON.stringify(rows), member.organisation, member.actor],
    )
  }
  await admin.query('analyze')
}

const readIn = async (): Promise<object> => {
  const began = performance.now()
  let [steps, left] = [0, 1]
  const claim = { ...member, purpose: 'W01' }
  while (left > 0) {
    const outcome = await system.acts.run({ claim, operation: 'searchDossiers' }, async (work) =>
      accept(await readInStep(work, wordForms)),
    )
    if (!outcome.ok) throw new Error(outcome.refusal.code)
    left = outcome.value
    steps += 1
  }
  await admin.query('vacuum analyze dossier.search_token')
  const took = performance.now() - began
  const { rows } = await admin.query<{ tokens: number; mb: number }>(
    "select count(*)::int as tokens, (pg_total_relation_size('dossier.search_token') / 1048576)::int as mb from dossier.search_token",
  )
  const facts = dossiers * 5
  return { readIn: facts, steps, seconds: round(took / 1000), msAFact: round(took / facts), ...rows[0] }
}

const token = randomBytes(32).toString('base64url')
await beginSession(platform, { tokenHash: hashToken(token), member, now: new Date() })

const measure = async (base: string): Promise<void> => {
  const post = async (path: string, body: object): Promise<{ status: number; body: unknown }> => {
    const answer = await fetch(`${base}/v1${path}`, {
      ...{ method: 'POST', body: JSON.stringify(body) },
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    })
    return { status: answer.status, body: await answer.json() }
  }
  const SOUGHT: Readonly<Record<string, () => string>> = {
    'a full name by weight': () => `${pick('given').name} ${pick('surname').name}`,
    'a given name by weight': () => pick('given').name,
    'a telephone number': () => `+319700${String(Math.floor(draw() * dossiers)).padStart(7, '0')}`,
    'a word of a note': () => word(),
    'the commonest word of notes': () => WORDS[0] ?? '',
    'a name that is nowhere': () => 'Bestaatniet Nergensheen',
  }
  const all: number[] = []
  for (const [sought, make] of Object.entries(SOUGHT)) {
    const times: number[] = []
    let [found, more] = [0, 0]
    for (let call = 0; call < calls + 10; call += 1) {
      if (call % 50 === 0) await admin.query('delete from dossier.search_made')
      const asked = make()
      const began = performance.now()
      const { status, body } = await post('/dossier-searches', { sought: asked })
      const took = performance.now() - began
      if (status !== 200) throw new Error(`a search answered ${status}`)
      if (call < 10) continue
      times.push(took)
      // Safe: the answer of this route.
      const list = body as { dossiers: unknown[]; more: boolean }
      found += list.dossiers.length
      more += list.more ? 1 : 0
    }
    all.push(...times)
    const { perSecond: _unused, ...shares } = percentiles(times)
    console.log(
      JSON.stringify({ sought, dossiers, calls, found: round(found / calls), askedToNarrow: more, ...shares }),
    )
  }
  const { perSecond: _unused, ...shares } = percentiles(all)
  console.log(JSON.stringify({ sought: 'all together', ...shares, load: round(loadavg()[0] ?? 0) }))
  const opened = (await post('/dossiers', { fields: [{ field: 'name', value: 'Verzonnen' }] })).body as {
    dossierId: string
  }
  const NOTES: Readonly<Record<string, () => string>> = {
    'a note of sixty words': text,
    'as long, without a word to index': () => 'de het een van '.repeat(30),
  }
  for (const [written, make] of Object.entries(NOTES)) {
    const times: number[] = []
    for (let call = 0; call < 110; call += 1) {
      const began = performance.now()
      const { status } = await post(`/dossiers/${opened.dossierId}/chapter-notes`, { chapter: 'story', text: make() })
      if (status !== 201) throw new Error(`a note answered ${status}`)
      if (call >= 10) times.push(performance.now() - began)
    }
    const { perSecond: _none, ...note } = percentiles(times)
    console.log(JSON.stringify({ written, calls: times.length, ...note }))
  }
}

try {
  await fill()
  console.log(JSON.stringify({ filled: dossiers }))
  console.log(JSON.stringify(await readIn()))
  await measure(await house.http.listen({ host: '127.0.0.1', port: 0 }))
} finally {
  await admin.end()
  await house.close()
}
