/** `samenhang decoys`: plants, lists and retires the decoys of the contact desk. Runs beside a server that is up, or alone. */
import { isUuid } from './kernel/index.ts'
import { inHouse, settle } from './opened-house.ts'
import type { System } from './wiring.ts'

type Options = Readonly<Record<string, string | boolean>>
/** The key authority counts what it evaluates: about so many decoys fit in its day. */
const COUNT_MAX = 1_000

/** Plants decoys; gives the exit code. */
export const plantCommand = async (options: Options): Promise<number> => {
  const [count, seed] = [Number(options['count']), Number(options['seed'])]
  if (!Number.isInteger(count) || count < 1 || count > COUNT_MAX || !Number.isSafeInteger(seed)) {
    process.stderr.write(
      `--count is 1 tot ${COUNT_MAX}, --seed een geheel getal. / --count is 1 to ${COUNT_MAX}, --seed a whole number.\n`,
    )
    return 2
  }
  return withSystem(async ({ decoys }) => {
    const planted = await decoys.plant({ count, seed })
    tell(options, { planted, present: count - planted }, [
      `${planted} geplant, ${count - planted} stonden er al. / ${planted} planted, ${count - planted} were there already.`,
    ])
  })
}

/** Shows the decoys with their names: only who runs the installation can. */
export const listCommand = async (options: Options): Promise<number> =>
  withSystem(async ({ decoys }) => {
    const list = await decoys.list()
    tell(
      options,
      list,
      list.map(({ handle, person, retiredAt }) =>
        [
          handle,
          retiredAt ? 'met rust / retired' : 'waakt / awake',
          person?.given,
          person?.surname,
          person?.birthDate,
        ].join('  '),
      ),
    )
  })

/** Retires decoys by number, or all. */
export const retireCommand = async (handles: readonly string[], options: Options): Promise<number> => {
  const all = options['all'] === true
  if (all === handles.length > 0 || !handles.every(isUuid)) {
    process.stderr.write('Noem de nummers, of --all. / Name the numbers, or --all.\n')
    return 2
  }
  return withSystem(async ({ decoys }) => {
    const retired = await decoys.retire(all ? 'all' : handles)
    tell(options, { retired }, [`${retired} met rust. / ${retired} retired.`])
  })
}

const tell = (options: Options, value: unknown, lines: readonly string[]): void => {
  process.stdout.write(
    options['json'] === true ? `${JSON.stringify(value)}\n` : lines.map((line) => `${line}\n`).join(''),
  )
}

const withSystem = async (act: (system: System) => Promise<void>): Promise<number> => {
  await inHouse(await settle(), ({ system }) => act(system))
  return 0
}
