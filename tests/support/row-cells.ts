/**
 * Cells of the access matrix straight on the database: as the login role of the worker, with a claim as the product makes it, each verb on
 * each table. A claim asks all its cells in one crossing, each in a subtransaction that is undone.
 */
import { createHash, randomUUID } from 'node:crypto'
import type pg from 'pg'
import { asId } from '../../src/kernel/index.ts'
import { openClaimedLine } from './claimed-line.ts'
import { EXPECTED_ROWS, isCarried, type Row, type Rows, type Who } from './expected-rows.ts'
import { purposeFor } from './purposes.ts'
import { type Asker, RELATIONS, type Relation, type Relations, ROLES } from './relations.ts'
import type { TestSystem } from './system.ts'

export const VERBS = ['select', 'insert', 'attach', 'update', 'delete'] as const
export type Verb = (typeof VERBS)[number]
export type RowCell = { readonly table: string; readonly verb: Verb }
export type Claimant = { readonly role: Asker['function']; readonly relation: Relation; readonly asker: Asker }

/** What is there to ask about: every row as text, and one row of the own house in each table. */
export type Sample = {
  readonly rows: Rows
  readonly tables: readonly string[]
  readonly keys: ReadonlyMap<string, readonly string[]>
  readonly insertable: ReadonlyMap<string, readonly string[]>
  readonly probes: ReadonlyMap<string, Row>
}

const OURS = `n.nspname not in ('pg_catalog', 'information_schema', 'extensions', 'keeper', 'public') and n.nspname !~ '^pg_'`
export const tablesOf = async (admin: pg.Client): Promise<readonly string[]> => {
  const { rows } = await admin.query<{ name: string }>(
    `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and ${OURS} order by 1`,
  )
  return rows.map((row) => row.name)
}

/** Whose the scene is: a row of these houses is what others must not touch. */
const OWNERS = (relations: Relations): readonly string[] =>
  ['', 'placeId', 'deskHitId'].map((object) => relations.asker('auditor', 'own', object).house.organisation)

const probeOf = (rows: readonly Row[], relations: Relations): Row | undefined => {
  const { scene } = relations
  const hers = (row: Row): boolean => Object.values(row).includes(scene.dossierId)
  const of = (owner: string) =>
    rows.filter((row) => [row['organisation_id'], row['holder_id'], row['from_id']].includes(owner))
  const owned = OWNERS(relations).flatMap(of)
  return (
    owned.find(hers) ??
    owned.find((row) => Object.values(row).includes(scene.signalId)) ??
    owned[0] ??
    rows.find(hers) ??
    rows[0]
  )
}

/** Rows in the tables that the scene leaves empty, so that a zero means something. Closed tables of other roles stay as they are. */
export const fillTables = async (house: TestSystem, relations: Relations): Promise<void> => {
  const { scene } = relations
  const own = relations.asker('care-coordinator', 'own', '')
  const desk = relations.asker('contact-desk-officer', 'own', 'deskHitId')
  const answer = await house.http.inject({
    ...{
      method: 'POST',
      url: '/v1/signals',
      payload: { source: 'typed', exploitation: 'labour', freeText: 'Verzonnen' },
    },
    headers: { authorization: `Bearer ${own.token}`, 'idempotency-key': randomUUID() },
  })
  if (answer.statusCode !== 201) throw new Error(answer.payload)
  await house.system.seal()
  const admin = await house.admin()
  await admin.query("insert into audit.node (level, place, hash) values (8, 0, decode(repeat('ab', 32), 'hex'))")
  const [at, zaanstad, by] = [house.clock.now(), own.house.organisation, own.actor]
  const add = (statement: string, values: readonly unknown[]) => admin.query(statement, [...values])
  await add(
    `insert into linkage.hit_outcome (id, organisation_id, hit_id, pair_id, version, actor_id, purpose, outcome, contacted_on, recorded_at)
     select gen_random_uuid(), organisation_id, id, pair_id, 1, $2, 'D27', 'same-person', '2026-11-16', $3 from linkage.hit where id = $1`,
    [scene.hitId, by, at],
  )
  await add("insert into case_table.attendance values ($1, $2, $3, 'absent', 'organiser', '2026-11-30', $4)", [
    scene.seatId,
    scene.tableId,
    zaanstad,
    at,
  ])
  await add("insert into directory.boundary_map values (gen_random_uuid(), $1, 'Verzonnen', 'x', 1, 1, '[]')", [at])
  await add("insert into linkage.second_person values ($1, $2, $3, 'refused', 'not-needed', $4)", [
    ...[scene.waitingLookUpId, zaanstad, by, at],
  ])
  await add("insert into linkage.lookup_review values (gen_random_uuid(), $2, $1, 'asked', null, $3, $4)", [
    ...[scene.lookupId, zaanstad, by, at],
  ])
  await add(
    "insert into linkage.epoch_leftover select handle, organisation_id, epoch, 'no-description', $2 from linkage.entry where subject = $1",
    [scene.signalId, at],
  )
  await add(
    `with decided as (insert into linkage.desk_decision values (gen_random_uuid(), $2, $1, 1, $3, 'W05', 'connect', null, $5) returning id)
     insert into linkage.desk_connection select gen_random_uuid(), $2, decided.id, h.id, h.pair_id, $4, 'D25', '{}', 'desk', null
     from decided, linkage.hit h where h.id = $1`,
    [scene.deskHitId, desk.house.organisation, desk.actor, zaanstad, at],
  )
  await add(
    "insert into picture.release (id, released_at, released_by, settings, numbers) values (gen_random_uuid(), $1, $2, '{}', '{}')",
    [...[at, by]],
  )
  await add("insert into picture.released_cell select id, 'VR11', 'labour', 15, 4, 13 from picture.release", [])
  await add("insert into picture.withdrawal select id, $1, $2, 'replaced' from picture.release", [at, by])
  const [{ id: destruction } = { id: '' }] = (
    await admin.query<{ id: string }>(
      `insert into retention.destruction (id, organisation_id, subject, subject_kind, clock, classes, due_on, stage, listed_by, listed_at)
       values (gen_random_uuid(), $1, $2, 'dossier', 'person-asks', '{identity}', '2026-11-30', 'listed', $3, $4) returning id`,
      [zaanstad, scene.dossierId, by, at],
    )
  ).rows
  await add("insert into retention.approval values (gen_random_uuid(), $1, $2, $3, 'care-coordinator', $4)", [
    ...[zaanstad, destruction, by, at],
  ])
  await add('insert into dossier.search_made values (gen_random_uuid(), $1, $2, $3)', [zaanstad, by, at])
  const officer = relations.asker('privacy-officer', 'own', '').actor
  await add("insert into audit.look_review values (gen_random_uuid(), $1, 'verzonnen', $2, 'asked', $3, $4)", [
    ...[zaanstad, by, officer, at],
  ])
  await add(
    "insert into access.enrolment values (decode(repeat('cd', 32), 'hex'), $1, $2, $2::timestamptz + interval '3 days')",
    [...[by, at]],
  )
  await admin.end()
}

export const takeSample = async (admin: pg.Client, relations: Relations): Promise<Sample> => {
  const tables = await tablesOf(admin)
  const [rows, keys, insertable, probes] = [new Map(), new Map(), new Map(), new Map()] as [
    Map<string, readonly Row[]>,
    Map<string, readonly string[]>,
    Map<string, readonly string[]>,
    Map<string, Row>,
  ]
  for (const table of tables) {
    const { rows: found } = await admin.query<{ row: Row }>(`select to_jsonb(t) as row from ${table} t`)
    rows.set(
      table,
      found.map(({ row }) => row),
    )
    const { rows: key } = await admin.query<{ name: string }>(
      `select a.attname::text as name from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey)
       where i.indrelid = $1::regclass and i.indisprimary order by 1`,
      [table],
    )
    keys.set(
      table,
      key.map(({ name }) => name),
    )
    const { rows: columns } = await admin.query<{ name: string; may: boolean }>(
      `select a.attname::text as name, has_column_privilege('samenhang_worker', a.attrelid, a.attnum, 'insert') as may
       from pg_attribute a where a.attrelid = $1::regclass and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
         and a.attname not in ('committed_in', 'written_in') order by a.attnum`,
      [table],
    )
    const may = columns.filter((each) => each.may)
    insertable.set(
      table,
      (may.length > 0 ? may : columns).map(({ name }) => name),
    )
    const probe = probeOf(
      found.map(({ row }) => row),
      relations,
    )
    if (probe) probes.set(table, probe)
  }
  return { rows, tables, keys, insertable, probes }
}

const quote = (text: string): string => `'${text.replaceAll("'", "''")}'`
const keyText = (columns: readonly string[]): string =>
  `concat_ws(' ', ${columns.map((name) => `to_jsonb(t.${name})::text`).join(', ')})`
export const keyOf = (sample: Sample, table: string): readonly string[] =>
  EXPECTED_ROWS[table]?.key ?? sample.keys.get(table) ?? []

/** Everything that must be of whoever acts, or of the moment of the act, is: what is tried is the rest. */
const ACTORS = ['actor_id', 'recorded_by', 'marked_by', 'reviewed_by', 'released_by', 'listed_by', 'withdrawn_by']
/** Somebody else whom a row is about. */
const ABOUT_ACTOR = ['audit.look_review']
const MOMENTS: Readonly<Record<string, string>> = {
  'linkage.refused_lookup': 'asked_at',
  'linkage.sensitive_mark': 'marked_at',
  'dossier.search_made': 'made_at',
  'care.lost_time': 'counted_at',
  'care.waiting': 'since',
  'agreement.counted_clock': 'counted_at',
  'responsibility.named_gap': 'counted_at',
}
const FACT = /(^|\.)fact$/
const rowToAdd = (sample: Sample, table: string, who: Who, verb: Verb, at: Date): Row | undefined => {
  const probe = sample.probes.get(table)
  if (!probe) return undefined
  const changed: Record<string, unknown> = { ...probe }
  const own = ABOUT_ACTOR.includes(table) ? ACTORS.filter((each) => each !== 'actor_id') : ACTORS
  for (const column of own) if (column in changed) changed[column] = who.actor
  if (MOMENTS[table]) changed[MOMENTS[table]] = at.toISOString()
  if (verb === 'attach') {
    if (!('organisation_id' in probe)) return undefined
    changed['organisation_id'] = who.organisation
    if ('from_id' in probe) return undefined
  }
  if (FACT.test(table)) {
    const versions = (sample.rows.get(table) ?? []).filter((each) => each['stream'] === probe['stream'])
    changed['version'] = Math.max(...versions.map((each) => Number(each['version']))) + 1
    changed['id'] = randomUUID()
    changed['idempotency_key'] = randomUUID()
  }
  return changed
}

const statementOf = (sample: Sample, { table, verb }: RowCell, who: Who, at: Date): string | undefined => {
  const key = keyOf(sample, table)
  if (verb === 'select')
    return `select md5(coalesce(string_agg(k, '|' order by k collate "C"), '')) || ' ' || count(*) from (select ${keyText(key)} as k from ${table} t) s`
  const probe = sample.probes.get(table)
  if (verb === 'insert' || verb === 'attach') {
    const row = rowToAdd(sample, table, who, verb, at)
    if (!row && probe) return undefined
    const columns = sample.insertable.get(table) ?? []
    const list = columns.join(', ')
    return `insert into ${table} (${list}) select ${columns.map((each) => `r.${each}`).join(', ')} from jsonb_populate_record(null::${table}, ${quote(JSON.stringify(row ?? {}))}::jsonb) r`
  }
  // A column that may not be read cannot be asked for, so where a row is known by others, those are what it is found by.
  const where = key
    .map((name) => `to_jsonb(t.${name}) = ${quote(JSON.stringify(probe?.[name] ?? null))}::jsonb`)
    .join(' and ')
  if (verb === 'delete') return `delete from ${table} t where ${where}`
  const change = EXPECTED_ROWS[table]?.change ?? `${key[0]} = t.${key[0]}`
  return `update ${table} t set ${change} where ${where}`
}

/** What must come of a cell: the rows that show, or whether it is done. */
export const expectedCell = (sample: Sample, { table, verb }: RowCell, who: Who): string => {
  const expected = EXPECTED_ROWS[table]
  if (!expected) return 'nobody said'
  const all = sample.rows.get(table) ?? []
  if (!isCarried(sample.rows, table, who)) return verb === 'select' ? 'nothing' : 'not done'
  if (verb === 'select') {
    const shown = all
      .filter((row) => expected.reads(who, row, sample.rows))
      .map((row) => keyIn(row, keyOf(sample, table)))
    return shown.length === 0 ? 'nothing' : `${md5(shown)} ${shown.length}`
  }
  const probe = sample.probes.get(table)
  // To be asked in one's own name a row must have a name in it, and one alone.
  if (verb === 'attach' && probe && (!('organisation_id' in probe) || 'from_id' in probe)) return 'not done'
  const may = {
    insert: expected.adds,
    attach: expected.attaches ?? expected.adds,
    update: expected.changes,
    delete: undefined,
  }[verb]
  return probe && may?.(who, probe, sample.rows) ? 'done' : 'not done'
}

// As PostgreSQL writes a value of jsonb as text.
const keyIn = (row: Row, columns: readonly string[]): string =>
  columns.flatMap((name) => (row[name] === null ? [] : [JSON.stringify(row[name])])).join(' ')
const md5 = (shown: readonly string[]): string =>
  createHash('md5')
    .update([...shown].sort((x, y) => Buffer.compare(Buffer.from(x), Buffer.from(y))).join('|'))
    .digest('hex')

const outcomeOf = (verb: Verb, told: string): string => {
  if (verb === 'select') return told.startsWith('!') || told.endsWith(' 0') ? 'nothing' : told
  // A rule of the table that speaks (a key that is taken, a day that does not fit) speaks after the policies let the row through.
  if (/^!23(?!503)/.test(told) || (/^[1-9]/.test(told) && !told.startsWith('!'))) return 'done'
  if (told === '!23503') return 'done'
  return told === '0' || told === '!42501' || told === '!none' ? 'not done' : `fault ${told}`
}

export const whoIs = (asker: Asker): Who => ({
  organisation: asker.house.organisation,
  actor: asker.actor,
  function: asker.function,
  plane: asker.house.plane,
  dossier: asker.dossier,
  seat: asker.seat,
})

/** A connection as the worker, on which one claim after another asks its cells. */
export type Prober = {
  ask(asker: Asker, cells: readonly RowCell[]): Promise<readonly string[]>
  /** One statement, to tell what differs. */
  tell(asker: Asker, statement: string): Promise<unknown>
  close(): Promise<void>
}

export const openProber = async (house: TestSystem, sample: Sample): Promise<Prober> => {
  const line = await openClaimedLine(house)
  const claimOf = (asker: Asker, purpose: string) => ({
    ...{ organisation: asker.house.organisation, actor: asker.actor, function: asker.function },
    ...{ plane: asker.house.plane, purpose, at: house.clock.now() },
    ...(asker.dossier ? { dossier: asId<never>(asker.dossier) } : {}),
    ...(asker.seat ? { linkSubject: asker.seat } : {}),
  })
  return {
    ask: async (asker, cells) => {
      const told = new Map<RowCell, string>()
      for (const purpose of new Set(cells.map(({ table }) => purposeFor(asker.function, table)))) {
        const those = cells.filter(({ table }) => purposeFor(asker.function, table) === purpose)
        const claim = claimOf(asker, purpose)
        const who = whoIs(asker)
        const answers = await line.told(
          claim,
          those.map((cell) => statementOf(sample, cell, who, claim.at) ?? ''),
        )
        for (const [index, each] of answers.entries()) {
          const cell = those[index]
          if (cell) told.set(cell, outcomeOf(cell.verb, each))
        }
      }
      return cells.map((cell) => told.get(cell) ?? 'not told')
    },
    tell: (asker, statement) =>
      line.under(
        claimOf(asker, purposeFor(asker.function, '')),
        async (client) => (await client.query(statement)).rows,
      ),
    close: line.close,
  }
}

/** Everybody of the matrix, once for each function and relation. */
export const claimants = (relations: Relations): readonly Claimant[] =>
  ROLES.flatMap((role) =>
    RELATIONS.map((relation) => ({ role, relation, asker: relations.asker(role, relation, 'dossierId') })),
  )

export const allCells = (tables: readonly string[]): readonly RowCell[] =>
  tables.flatMap((table) => VERBS.map((verb) => ({ table, verb })))

/** Asks the cells of every claimant; gives what differs from what was expected. */
export const wrongRows = async (
  probers: readonly Prober[],
  sample: Sample,
  who: readonly Claimant[],
  cells: readonly RowCell[],
): Promise<{ readonly asked: number; readonly wrong: readonly string[] }> => {
  const wrong: string[] = []
  let [asked, next] = [0, 0]
  await Promise.all(
    probers.map(async (prober) => {
      for (let each = who[next++]; each !== undefined; each = who[next++]) {
        const told = await prober.ask(each.asker, cells)
        for (const [index, cell] of cells.entries()) {
          const expected = expectedCell(sample, cell, whoIs(each.asker))
          asked += 1
          if (told[index] !== expected)
            wrong.push(`${cell.verb} ${cell.table} ${each.role} ${each.relation}: ${told[index]}, not ${expected}`)
        }
      }
    }),
  )
  return { asked, wrong: wrong.sort() }
}
