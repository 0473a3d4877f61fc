/** Encodes a batch of a house's own entries again, in the epochs that are open to it: same entry, new handle, new tokens, new encoding. */
import { sql } from 'kysely'
import type { Outcome } from '../kernel/index.ts'
import { accept } from '../kernel/index.ts'
import type { Work } from '../platform/work.ts'
import type { AuthorityService } from './authority.store.ts'
import { OUTBOX_CHANNEL } from './courier.job.ts'
import { standsAndIsNotIn } from './epoch.store.ts'
import type { LinkagePlane } from './messages.ts'
import { normalisePerson, type PersonDescription } from './normalise.ts'
import { finishEncoding, type OwnerSetting, prepareEncoding, type ToEncode } from './owner.crypto.ts'
import type { OwnerEpochs } from './owner-epochs.store.ts'
import { describeTokens } from './tokens.ts'

export type ReEncodePorts = {
  readonly authority: Pick<AuthorityService, 'evaluate'>
  readonly epochs: OwnerEpochs
  readonly describe: (work: Work, subject: string) => Promise<PersonDescription | undefined>
}

/** How many entries were dealt with; of these, how many could not be encoded. */
export type ReEncoded = { readonly taken: number; readonly leftOver: number }

/** Entries in one transaction: a few hundred elements for the authority, well within the limit of a message. */
export const RE_ENCODE_BATCH = 40

/** One batch, in the newest epoch. What the matcher finds goes the ordinary way; a pair that was told before is not told again. */
export const reEncodeBatch = async (work: Work, ports: ReEncodePorts): Promise<Outcome<ReEncoded, string>> => {
  const epochs = await ports.epochs.forAct(work)
  if (!epochs.ok) return epochs
  const [setting] = epochs.value
  if (!setting) return accept({ taken: 0, leftOver: 0 })
  const entries = await takeEntries(work, setting.epoch)
  const told = await describeAll(work, ports, entries)
  const good = told.filter((each): each is Described => each.person !== undefined && canBeEncoded(each.person))
  const left = told.filter((each) => !good.some((other) => other.entry === each.entry))
  await leaveOver(work, setting.epoch, left)
  if (good.length > 0) {
    const sent = await encodeAgain(work, ports, setting, good)
    if (!sent.ok) return sent
  }
  return accept({ taken: told.length, leftOver: left.length })
}

type Entry = { readonly entry: string; readonly subject: string }
type Told = Entry & { readonly person: PersonDescription | undefined }
type Described = Entry & { readonly person: PersonDescription }

// Locked, so that a ground that is taken back at this moment waits; rows in somebody's hands come with the next batch.
const takeEntries = async (work: Work, epoch: string): Promise<readonly Entry[]> => {
  const { rows } = await sql<Entry>`
    select e.handle as entry, e.subject from linkage.entry e join access.ground g on g.id = e.ground_id
    where e.organisation_id = ${work.claim.organisation} and e.plane = ${work.claim.plane} and ${standsAndIsNotIn(epoch, work.now)}
    order by e.handle limit ${RE_ENCODE_BATCH} for update of e skip locked`.execute(work.trx)
  return rows
}

const describeAll = async (work: Work, ports: ReEncodePorts, entries: readonly Entry[]): Promise<readonly Told[]> => {
  const told: Told[] = []
  for (const { entry, subject } of entries) {
    told.push({ entry, subject, person: await ports.describe(work, subject) })
    work.concerns(subject, 're-encoded', ['identity'])
  }
  return told
}

// Too little is known to be found at all: the same question as at a look-up, asked before the whole batch is refused for one of them.
const canBeEncoded = (person: PersonDescription): boolean => describeTokens(normalisePerson(person)).length > 0

const leaveOver = async (work: Work, epoch: string, left: readonly Told[]): Promise<void> => {
  if (left.length === 0) return
  await work.trx
    .insertInto('linkage.epoch_leftover')
    .values(
      left.map(({ entry, person }) => ({
        entry,
        organisation_id: work.claim.organisation,
        epoch,
        reason: person === undefined ? 'no-description' : 'nothing-to-encode',
        found_at: work.now,
      })),
    )
    .execute()
}

const encodeAgain = async (
  work: Work,
  ports: ReEncodePorts,
  setting: OwnerSetting,
  good: readonly Described[],
): Promise<Outcome<true, string>> => {
  const { organisation, plane } = work.claim
  const rows = good.map(({ entry }) => ({ handle: work.newId(), entry, organisation_id: organisation }))
  await work.trx
    .insertInto('linkage.epoch_handle')
    .values(rows.map((row) => ({ ...row, epoch: setting.epoch, created_at: work.now })))
    .execute()
  const people = good.map(
    ({ person }, place): ToEncode => ({
      handle: rows[place]?.handle ?? '',
      // Safe: entries are of these two planes, and only those of the plane of the claim were taken.
      plane: plane as LinkagePlane,
      person,
    }),
  )
  const prepared = prepareEncoding(people, setting)
  if (!prepared.ok) return prepared
  const asked = { organisation, message: prepared.value.message, now: work.now, countedFor: 're-encoding' as const }
  const evaluated = await ports.authority.evaluate(asked)
  if (!evaluated.ok) return evaluated
  const message = finishEncoding(prepared.value.prepared, evaluated.value, 'insert', setting)
  if (!message.ok) return message
  const row = { id: work.newId(), organisation_id: organisation, message: message.value, created_at: work.now }
  await work.trx.insertInto('linkage.outbox').values(row).execute()
  work.wakes(OUTBOX_CHANNEL)
  return accept(true)
}
