/**
 * `samenhang keys`: which keys there are, turning those of one organisation or of all, and the epoch of keys, which is to run every day. Runs beside
 * a server that is up. Each organisation whose keys turn has it in its log. Exit codes: 0 done, 1 a fault, 2 wrong use.
 */
import { accept, asId, type Claim } from './kernel/index.ts'
import { findOrganisation } from './named-organisation.ts'
import { inHouse, settle } from './opened-house.ts'
import { KeyServiceAway } from './platform/key-hook.ts'
import { type EpochTurned, type Turned, type TurnOptions, turnEpoch, turnNames } from './platform/key-turn.ts'
import type { Platform } from './platform/platform.ts'
import type { System } from './wiring.ts'

type RotateOptions = {
  readonly organisation?: string
  readonly all?: boolean
  readonly master?: boolean
  readonly json?: boolean
}
type EpochCommandOptions = { readonly now?: boolean; readonly json?: boolean }
type Open = {
  readonly platform: Platform
  readonly system: System
  readonly planeOf: (organisation: string) => Claim['plane'] | undefined
  readonly find: (asked: string) => { readonly id: string } | string
}

/** How often an epoch of keys is followed by a new one, and how long backups of the key database are kept, when nothing is set. */
const EPOCH_DAYS = 30
const BACKUP_DAYS = 30
const ACTOR = asId<Claim['actor']>('00000000-0000-4000-8000-000000000006')

/** Shows named keys, roots, and what is left to do. */
export const statusCommand = (options: { readonly json?: boolean }): Promise<number> =>
  withSystem(async ({ platform }) => {
    const { upkeep } = platform.keys
    const [names, roots] = [await upkeep.names(), await upkeep.folder.roots()]
    if (options.json) return tell(options, { heldBy: upkeep.hook.kind, names, roots }, [])
    const sum = (pick: (each: (typeof names)[number]) => number) => names.reduce((total, each) => total + pick(each), 0)
    return tell(options, undefined, [
      upkeep.hook.kind === 'folder'
        ? 'De sleutels van organisaties liggen in dit huis. / The keys of organisations lie in this house.'
        : 'De sleutels van organisaties liggen bij de sleuteldienst. / The keys of organisations lie at the key service.',
      `${names.length} sleutels; ${sum((each) => each.wrapped)} gegevenssleutels in hun nieuwste versie, ${sum((each) => each.behind)} nog in een oudere; ${sum((each) => each.retired)} oude versies wachten op vernietiging.`,
      `${names.length} keys; ${sum((each) => each.wrapped)} data keys in their newest version, ${sum((each) => each.behind)} in an older one; ${sum((each) => each.retired)} old versions wait to be destroyed.`,
      ...roots.map(
        ({ root, openedAt, destroyedAt, keys }) =>
          `${root}  ${openedAt.toISOString()}  ${destroyedAt ? `vernietigd / destroyed ${destroyedAt.toISOString()}` : `${keys} sleutels / keys`}`,
      ),
    ])
  })

/** Turns the keys of one organisation, of all, or the root under which all lie; a turn that stopped half-way goes on. */
export const rotateCommand = async (options: RotateOptions): Promise<number> => {
  const asked = [options.organisation !== undefined, options.all === true, options.master === true]
  if (asked.filter(Boolean).length !== 1)
    return wrongUse('Geef --organisation, --all of --master. / Give one of these.')
  return withSystem(async (open) => {
    const { upkeep } = open.platform.keys
    if (options.master && upkeep.hook.kind === 'service')
      return wrongUse(
        'De hoofdsleutel ligt bij de sleuteldienst; wissel hem daar. / The master key lies at the key service; rotate it there.',
      )
    const found = options.organisation === undefined ? undefined : open.find(options.organisation)
    if (typeof found === 'string') return wrongUse(found)
    const names = (await upkeep.names())
      .map(({ name }) => name)
      .filter((name) => found === undefined || organisationOf(name) === found.id)
    await noteInLogs(open, names, options.master ? 'rotateMasterKey' : 'rotateKeys')
    const turn = turnOptions(open, options)
    const turned = options.master
      ? await turnEpoch(upkeep, { ...turn, epochDays: 0 })
      : await turnNames(upkeep, names, turn)
    return tell(options, turned, linesOf(turned, turn.keepDays))
  })
}

/** Does what is due of the epoch of keys; for a scheduler, every day. */
export const epochCommand = (options: EpochCommandOptions): Promise<number> =>
  withSystem(async (open) => {
    const { config, keys } = open.platform
    const turn = turnOptions(open, options)
    const epochDays = options.now ? 0 : (config.keyEpochDays ?? EPOCH_DAYS)
    const names = (await keys.upkeep.names()).map(({ name }) => name)
    await noteInLogs(open, names, 'turnKeyEpoch')
    const turned = await turnEpoch(keys.upkeep, { ...turn, epochDays })
    return tell(options, turned, linesOf(turned, turn.keepDays))
  })

const turnOptions = ({ platform }: Open, { json }: { readonly json?: boolean }): TurnOptions => ({
  now: () => new Date(),
  keepDays: platform.config.keyBackupDays ?? BACKUP_DAYS,
  ...(json
    ? {}
    : { onProgress: ({ name, wrapped, left }) => process.stderr.write(`\r${name}  ${wrapped}  ${left} …   `) }),
})

const organisationOf = (name: string): string => name.split('.')[0] ?? ''

// Before anything turns: what cannot be written down does not happen.
const noteInLogs = async ({ system, planeOf }: Open, names: readonly string[], operation: string): Promise<void> => {
  for (const organisation of new Set(names.map(organisationOf))) {
    const claim: Claim = {
      organisation: asId<Claim['organisation']>(organisation),
      ...{ actor: ACTOR, function: 'operator', plane: planeOf(organisation) ?? 'care', purpose: 'keys' },
    }
    await system.acts.run({ claim, operation }, async () => accept(true))
  }
}

const linesOf = (turned: Turned & Partial<EpochTurned>, keepDays: number): readonly string[] => [
  `${turned.names} sleutels gewisseld, ${turned.rewrapped} gegevenssleutels opnieuw verpakt, ${turned.destroyed} oude versies vernietigd${keepDays > 0 ? ` (pas als back-ups ${keepDays} dagen oud zijn)` : ''}.`,
  `${turned.names} keys turned, ${turned.rewrapped} data keys wrapped anew, ${turned.destroyed} old versions destroyed${keepDays > 0 ? ` (when backups are ${keepDays} days old)` : ''}.`,
  ...(turned.opened
    ? [
        `Nieuwe wortelsleutel / new root key: ${turned.opened}. Maak een back-up van de sleutelmap. / Back up the key folder.`,
      ]
    : []),
  ...(turned.rootsDestroyed?.length
    ? [
        `Vernietigd / destroyed: ${turned.rootsDestroyed.join(', ')}. Haal ze ook uit back-ups van de sleutelmap. / Remove them from backups of the key folder too.`,
      ]
    : []),
]

const tell = (options: { readonly json?: boolean }, value: unknown, lines: readonly string[]): number => {
  process.stdout.write(options.json ? `${JSON.stringify(value)}\n` : `\n${lines.join('\n')}\n`)
  return 0
}

const wrongUse = (sentence: string): number => {
  process.stderr.write(`${sentence}\n`)
  return 2
}

const withSystem = async (act: (open: Open) => Promise<number>): Promise<number> => {
  const settled = await settle()
  const { reference } = settled
  const planeOf = (id: string) => reference.organisations.find((each) => each.id === id)?.plane
  const find = (asked: string) => findOrganisation(reference, asked)
  try {
    return await inHouse(settled, ({ platform, system }) => act({ platform, system, planeOf, find }))
  } catch (fault) {
    if (!(fault instanceof KeyServiceAway)) throw fault
    process.stderr.write(
      `\nDe sleuteldienst antwoordt niet (${fault.message}); start hem en geef deze opdracht opnieuw: hij gaat verder waar hij was.\nThe key service does not answer; start it and give this command again: it goes on where it was.\n`,
    )
    return 1
  }
}
