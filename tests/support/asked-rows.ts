/**
 * Asks the database itself the questions of the one decision: files of several houses in every relation, a claim as the product signs it, and
 * each act as the statement that does it, undone. Beside it stand the question as the rule is asked it and the answer of the oracle.
 */
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { castOrganisations as A } from '../../fixtures/cast.ts'
import {
  type Act,
  dayAt,
  type Question,
  type Random,
  type RelationToFile,
  type SaidConsent,
  type StandingOpening,
  type WorkFunction,
} from '../../src/kernel/index.ts'
import { FACTS } from '../policy/oracle/oracle.ts'
import { PLANES, WORKS } from '../policy/oracle/sharing-facts.ts'
import { openClaimedLine } from './claimed-line.ts'
import type { TestSystem } from './system.ts'

const POLICE = 'fdcd9d6a-dbfc-4680-844e-88e8ca2b43d8'
const HOUSES = [A.careZaanstad, A.careEindhoven, A.municipalityZaanstad, A.shelterHaven, A.contactDesk, POLICE] as const
const CHAPTERS = ['safety', 'health', 'story'] as const
/** Acts that the database can be asked: what is searched and given has tests of its own, with the rows that it needs. */
const ASKED: readonly Act[] = [
  ...(['see', 'read', 'hear', 'note', 'change', 'agree', 'stop', 'offer', 'answer', 'destroy'] as const),
]

type Note = { readonly id: string; readonly chapter?: string; readonly by: string; readonly to?: string }
type Said = SaidConsent & { readonly id: string; readonly by: string }
type Handover = {
  readonly id: string
  readonly from: string
  readonly to: string
  readonly stage: string
  readonly looksOn: boolean
}
type File = {
  readonly id: string
  readonly holder: string
  readonly notes: readonly Note[]
  readonly consents: readonly Said[]
  readonly handovers: readonly Handover[]
  readonly openings: readonly StandingOpening[]
}
export type Asking = {
  readonly files: readonly File[]
  readonly kinds: ReadonlyMap<string, string>
  readonly actors: readonly string[]
}

const dayFrom = (at: Date, days: number): string => dayAt(new Date(at.getTime() + days * 86_400_000))
const pickOther = (random: Random, not: string): string => random.pick(HOUSES.filter((each) => each !== not))

const makeNotes = (random: Random, holder: string): readonly Note[] => [
  ...CHAPTERS.flatMap((chapter) => [
    { id: randomUUID(), chapter, by: holder },
    { id: randomUUID(), chapter, by: pickOther(random, holder) },
  ]),
  ...HOUSES.slice(0, 4).map((to) => ({ id: randomUUID(), by: holder === to ? A.careZaanstad : holder, to })),
]

const makeConsents = (random: Random, holder: string, before: string, at: Date): readonly Said[] =>
  HOUSES.filter((each) => each !== POLICE && each !== A.contactDesk).flatMap((partner) =>
    CHAPTERS.filter(() => random.chance(0.6)).map((chapter) => {
      const [from, until] = random.chance(0.8) ? [-10, 30] : [-30, -2]
      return {
        // What she shares with who holds it now was written down by who held it before.
        ...{ id: randomUUID(), by: partner === holder ? before : holder, chapter, partner, purpose: 'D26' },
        ...{ answer: random.chance(0.8) ? 'given' : 'refused', withdrawn: random.chance(0.2) },
        // Safe: days of the calendar, made from a date.
        ...{ from: dayFrom(at, from) as Said['from'], until: dayFrom(at, until) as Said['until'] },
      }
    }),
  )

const makeOpenings = (
  random: Random,
  dossier: string,
  holder: string,
  actors: readonly string[],
  at: Date,
): StandingOpening[] =>
  HOUSES.slice(0, 4)
    .filter((each) => each !== holder)
    .flatMap((organisation) =>
      actors.slice(0, 2).map((actor) => ({
        ...{
          id: randomUUID(),
          dossier,
          organisation,
          actor,
          chapters: random.chance(0.5) ? ['safety'] : ['health', 'safety'],
        },
        until: new Date(at.getTime() + (random.chance(0.7) ? 1 : -1) * 3_600_000).toISOString(),
        ended: random.chance(0.2),
      })),
    )

/** Files of every holder, with notes, answers, handovers and openings around them. */
export const makeFiles = async (house: TestSystem, random: Random): Promise<Asking> => {
  const admin = await house.admin()
  const at = house.clock.now()
  const actors = [randomUUID(), randomUUID(), randomUUID()]
  const files: File[] = []
  for (const holder of [...HOUSES.slice(0, 4), ...HOUSES.slice(0, 4), POLICE]) {
    const id = randomUUID()
    const to = pickOther(random, holder)
    const from = pickOther(random, holder)
    // One at a time: beside an offer stands at most one that has landed.
    const offered = random.chance(0.5)
    const handovers: Handover[] = [
      ...(offered
        ? [
            {
              ...{ id: randomUUID(), from: holder, stage: 'offered', looksOn: false },
              to: to === POLICE ? A.careEindhoven : to,
            },
          ]
        : []),
      {
        ...{ id: randomUUID(), from, to: holder, looksOn: random.chance(0.6) },
        stage: offered ? 'landed' : random.pick(['accepted', 'overlap']),
      },
    ].filter((each) => each.from !== each.to)
    files.push({
      ...{ id, holder, handovers, notes: makeNotes(random, holder), consents: makeConsents(random, holder, from, at) },
      openings: holder === POLICE ? [] : makeOpenings(random, id, holder, actors, at),
    })
  }
  for (const file of files) await keepFile(admin, file, at)
  const { rows } = await admin.query<{ id: string; kind: string }>('select id, kind from directory.organisation')
  await admin.end()
  return { files, actors, kinds: new Map(rows.map((row) => [row.id, row.kind])) }
}

const keepFile = async (admin: pg.Client, file: File, at: Date): Promise<void> => {
  const { id, holder } = file
  await admin.query(
    "insert into dossier.dossier (id, holder_id, opened_by_id, opened_at, stage, page_on) values ($1, $2, $2, $3, 'open', true)",
    [id, holder, at],
  )
  for (const [index, note] of file.notes.entries())
    await admin.query(
      `insert into dossier.fact (id, stream, version, kind, happened, precision, learned, actor_id, organisation_id, addressee_id, purpose, chapter, idempotency_key)
       values ($1, $2, $3, 'chapter-noted', current_date, 'day', $4, gen_random_uuid(), $5, $6, 'W01', $7, gen_random_uuid()::text)`,
      [note.id, id, index + 1, at, note.by, note.to ?? null, note.chapter ?? null],
    )
  for (const each of file.handovers)
    await admin.query('insert into dossier.handover values ($1, $2, $3, $4, $5, $6, $7, $6)', [
      ...[each.id, id, each.from, each.to, each.stage, at, each.looksOn ? dayFrom(at, 20) : dayFrom(at, -3)],
    ])
  for (const each of file.consents) {
    await admin.query(
      `insert into access.consent (id, dossier_id, chapter, organisation_id, partner_id, purpose, answer, language, interpreted, present, given_on,
         valid_until, recorded_by, withdrawn_at, withdrawn_by) values ($1, $2, $3, $4, $5, $6, $7, 'nl', false, '{}', $8, $9, gen_random_uuid(), $10, $11)`,
      [
        each.id,
        id,
        each.chapter,
        each.by,
        each.partner,
        each.purpose,
        each.answer,
        each.from,
        each.until,
        each.withdrawn ? at : null,
        each.withdrawn ? 'person' : null,
      ],
    )
    if (each.answer === 'given' && !each.withdrawn)
      await admin.query('insert into access.reach values ($1, $2, $3, $4, $5, $6)', [
        ...[id, each.chapter, each.partner, each.purpose, each.until, each.id],
      ])
  }
  for (const each of file.openings)
    await admin.query(
      `insert into access.break_glass (id, dossier_id, organisation_id, actor_id, function, holder_id, chapters, kind, opened_at, ends_at, ended_at, ended_by, ended_for)
       values ($1, $2, $3, $4, 'care-coordinator', $5, $6, 'medical', $7::timestamptz - interval '3 hours', $8, $9, $10, $11)`,
      [
        each.id,
        id,
        each.organisation,
        each.actor,
        holder,
        each.chapters,
        new Date(each.until),
        each.until,
        ...(each.ended ? [at, each.actor, 'reader'] : [null, null, null]),
      ],
    )
}

/** Everything that one claim asks, at once. */
export type Claimed = {
  readonly claim: {
    readonly organisation: string
    readonly actor: string
    readonly function: WorkFunction
    readonly plane: string
    readonly purpose: string
    readonly ground?: string
    readonly dossier?: string
  }
  readonly asked: readonly { readonly question: Question; readonly statement: string }[]
}

const stands = (said: SaidConsent, today: string): boolean =>
  said.answer === 'given' && !said.withdrawn && said.from <= today && said.until >= today

const relationsTo = (file: File, claim: Claimed['claim'], today: string): readonly RelationToFile[] => {
  const { organisation } = claim
  return [
    ...(file.holder === organisation ? (['holder'] as const) : []),
    ...(file.consents.some((each) => each.partner === organisation && stands(each, today))
      ? (['participant'] as const)
      : []),
    ...(file.handovers.some((each) => each.to === organisation && each.stage === 'offered')
      ? (['offered'] as const)
      : []),
    ...(file.handovers.some((each) => each.from === organisation && each.looksOn) ? (['overlap'] as const) : []),
    ...(file.handovers.some((each) => each.from === organisation && each.looksOn && each.stage !== 'landed')
      ? (['along'] as const)
      : []),
    ...(claim.dossier === file.id ? (['herself'] as const) : []),
  ]
}

const drawClaim = (random: Random, { files, actors }: Asking): Claimed['claim'] => {
  const file = random.pick(files)
  const own = random.chance(0.5) ? file.holder : random.pick(HOUSES)
  const [role, planes] = random.pick(Object.values(WORKS))
  const fitting = [...FACTS].filter(([, { who }]) => who.has(role)).map(([id]) => id)
  const purpose =
    random.chance(0.85) && fitting.length > 0 ? random.pick(fitting) : random.pick([...FACTS.keys(), 'sign-in', 'keys'])
  const isPerson = role === 'person' || role === 'guest'
  const opening = random.pick(files.flatMap((each) => each.openings))
  const inEmergency = purpose === 'E01' && random.chance(0.8)
  const plane = random.chance(0.92) ? random.pick([...planes]) : random.pick(Object.keys(PLANES))
  return {
    organisation: inEmergency ? opening.organisation : own,
    actor: inEmergency ? opening.actor : random.pick(actors),
    // Safe: a name of a function as the facts of the oracle write it; a test holds them to the kernel.
    ...{ function: role as WorkFunction, plane: PLANES[plane] ?? '', purpose },
    ...(purpose === 'E01'
      ? { ground: random.chance(0.85) ? opening.id : random.pick(files.flatMap((each) => each.openings)).id }
      : {}),
    ...(isPerson && role === 'person' ? { dossier: random.chance(0.8) ? file.id : randomUUID() } : {}),
  }
}

/** One claim and what it asks: near the file that it has to do with, half of the time. */
export const drawClaimed = (random: Random, asking: Asking, at: Date, count: number): Claimed => {
  const claim = drawClaim(random, asking)
  const today = dayAt(at)
  const near = asking.files.filter(
    (each) =>
      each.id === claim.dossier ||
      each.openings.some(({ id }) => id === claim.ground) ||
      relationsTo(each, claim, today).length > 0,
  )
  const asked = Array.from({ length: count }, () => {
    const file = near.length > 0 && random.chance(0.7) ? random.pick(near) : random.pick(asking.files)
    const fact = FACTS.get(claim.purpose)
    const may = ASKED.filter((each) => fact?.may.has(each))
    const act = may.length > 0 && random.chance(0.85) ? random.pick(may) : random.pick(ASKED)
    return oneAsked(random, { asking, claim, file, act, at, today })
  })
  return { claim, asked }
}

type One = { asking: Asking; claim: Claimed['claim']; file: File; act: Act; at: Date; today: string }
const oneAsked = (random: Random, { asking, claim, file, act, at, today }: One) => {
  const kind = asking.kinds.get(claim.organisation)
  const notes = file.notes.filter(({ chapter, by }) =>
    act === 'hear' ? chapter === undefined : chapter !== undefined && (claim.purpose !== 'E01' || by === file.holder),
  )
  const note = random.pick(notes)
  const consent = file.consents.length > 0 ? random.pick(file.consents) : undefined
  const handover =
    file.handovers.find((each) => each.to === claim.organisation && each.stage === 'offered') ??
    random.pick(file.handovers)
  const row =
    act === 'stop'
      ? { by: consent?.by ?? '', to: consent?.partner ?? '' }
      : { by: note.by, ...(note.to ? { to: note.to } : {}) }
  const question: Question = {
    ...{ act, organisation: claim.organisation, actor: claim.actor, function: claim.function },
    // Safe: a plane as the facts of the oracle write it.
    plane: claim.plane as Question['plane'],
    ...(kind ? { kind } : {}),
    purpose: claim.purpose,
    ...(claim.ground ? { ground: claim.ground } : {}),
    ...{ dossier: file.id, relations: relationsTo(file, claim, today), row, openings: file.openings },
    ...(note.chapter ? { chapter: note.chapter } : {}),
    receiver: { organisation: file.holder, kind: asking.kinds.get(file.holder) ?? '' },
    consents: file.consents,
    ...{ at: at.toISOString(), today: today as Question['today'] },
  }
  return { question, statement: statementOf({ act, claim, file, note, consent, handover, at }) }
}

const q = (text: string): string => `'${text.replaceAll("'", "''")}'`
const statementOf = (of: {
  act: Act
  claim: Claimed['claim']
  file: File
  note: Note
  consent: Said | undefined
  handover: Handover
  at: Date
}): string => {
  const { act, claim, file, note, consent, handover, at } = of
  const own = `${q(claim.actor)}, ${q(claim.organisation)}`
  switch (act) {
    case 'see':
      return `select count(*) from dossier.dossier where id = ${q(file.id)}`
    case 'read':
    case 'hear':
      return `select count(*) from dossier.fact where id = ${q(note.id)}`
    case 'note':
      return `insert into dossier.fact (id, stream, version, kind, happened, precision, learned, actor_id, organisation_id, purpose, chapter, idempotency_key)
        values (gen_random_uuid(), ${q(file.id)}, ${file.notes.length + 1}, 'chapter-noted', current_date, 'day', now(), ${own}, ${q(claim.purpose)}, ${q(note.chapter ?? '')}, gen_random_uuid()::text)`
    case 'change':
      return `update dossier.dossier set stage = stage where id = ${q(file.id)}`
    case 'agree':
      return `insert into access.consent (id, dossier_id, chapter, recorded_by, organisation_id, partner_id, purpose, answer, language, interpreted, present, given_on, valid_until)
        values (gen_random_uuid(), ${q(file.id)}, 'goal', ${own}, ${q(A.careEindhoven)}, 'D26', 'refused', 'nl', false, '{}', current_date, current_date)`
    case 'stop':
      return consent
        ? `update access.consent set withdrawn_at = now(), withdrawn_by = 'organisation' where id = ${q(consent.id)}`
        : `select 0`
    case 'offer':
      return `insert into dossier.handover (id, dossier_id, organisation_id, receiver_id, stage, offered_at, changed_at)
        values (gen_random_uuid(), ${q(file.id)}, ${q(claim.organisation)}, ${q(POLICE)}, 'offered', now(), now())`
    case 'answer':
      return `update dossier.handover set stage = 'seen' where id = ${q(handover.id)} and stage = 'offered'`
    default:
      return `insert into retention.destruction (id, listed_by, organisation_id, subject, subject_kind, clock, classes, due_on, stage, listed_at)
        values (gen_random_uuid(), ${own}, ${q(file.id)}, 'dossier', 'person-asks', '{identity}', current_date, 'listed', ${q(at.toISOString())})`
  }
}

export type RowAsker = {
  ask(claimed: Claimed, at: Date): Promise<readonly ('yes' | 'no' | string)[]>
  close(): Promise<void>
}

/** A connection as the worker; a claim asks all its questions in one crossing. */
export const openAsker = async (house: TestSystem): Promise<RowAsker> => {
  const line = await openClaimedLine(house)
  return {
    ask: async ({ claim, asked }, at) =>
      (
        await line.told(
          { ...claim, at } as never,
          asked.map(({ statement }) => statement),
        )
      ).map(saidBy),
    close: line.close,
  }
}

// A rule of the table that speaks (a key that is taken) speaks after the policies let the row through.
const saidBy = (told: string): string => {
  if (/^!23/.test(told) || /^[1-9]/.test(told)) return 'yes'
  return told === '0' || told === '!42501' ? 'no' : `fault ${told}`
}
