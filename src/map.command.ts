/** `samenhang map`: real boundaries, a round of confirmations, and what municipalities declare. Runs beside a server that is up, or alone. */
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { keepBoundaries } from './directory/boundaries.store.ts'
import { BOUNDARY_BYTES_MAX, readBoundaries } from './directory/boundaries.ts'
import { readSelfAssessment } from './directory/self-assessment.ts'
import { inHouse, settle } from './opened-house.ts'
import { REFUSALS } from './words/refusals.ts'

type Refused = { readonly code: string; readonly params?: Readonly<Record<string, unknown>> }

/** `map import`: 0 drawn from now on or already so, 2 no such file, 3 refused with the reason; what was drawn stays then. */
export const importCommand = async (file: string, { source }: { readonly source: string }): Promise<number> => {
  const text = readText(file)
  if (text === undefined) return 2
  const settled = await settle()
  const drawing = readBoundaries(text, settled.reference.municipalities)
  if (!drawing.ok) return tellRefusal(drawing.refusal)
  return inHouse(settled, async ({ platform }) => {
    const isNew = await keepBoundaries(platform.urls.admin, { drawing: drawing.value, source, now: new Date() })
    say(
      isNew
        ? `Grenzen van ${drawing.value.shapes.length} gemeenten ingelezen. / Boundaries of ${drawing.value.shapes.length} municipalities loaded.`
        : 'Deze grenzen stonden er al. / These boundaries were there already.',
    )
    return 0
  })
}

/** `map ask`: a link for each entry or declaration, written to a file for the mail programme of the installation. */
export const askCommand = async (options: { readonly kind: string; readonly out: string }): Promise<number> => {
  const kind =
    options.kind === 'practice' ? 'practice-declare' : options.kind === 'entries' ? 'entry-confirm' : undefined
  if (!kind) {
    process.stderr.write('--kind is entries of practice. / --kind is entries or practice.\n')
    return 2
  }
  const settled = await settle()
  return inHouse(settled, async ({ system }) => {
    const asked = await system.map.ask(kind)
    if (!asked.ok) return tellRefusal(asked.refusal)
    const cell = (text: string): string => `"${text.replaceAll('"', '""')}"`
    const rows = asked.value.map((each) =>
      [each.mail, each.organisation, each.function, `${settled.config.publicUrl}${each.path}`].map(cell).join(','),
    )
    writeFileSync(options.out, ['mail,organisation,function,link', ...rows, ''].join('\n'), { mode: 0o600, flag: 'wx' })
    say(`${rows.length} links. Verstuur ze en wis het bestand. / ${rows.length} links. Send them and delete the file.`)
    return 0
  })
}

/** `map declare`: keeps a list of what municipalities declare, whole or not at all. */
export const declareCommand = async (file: string): Promise<number> => {
  const text = readText(file)
  if (text === undefined) return 2
  const settled = await settle()
  const list = readSelfAssessment(text, settled.reference)
  if (!list.ok) return tellRefusal(list.refusal)
  return inHouse(settled, async ({ system }) => {
    const kept = await system.map.declare(list.value)
    if (!kept.ok) return tellRefusal(kept.refusal)
    say(`${kept.value} gemeenten bewaard. / ${kept.value} municipalities kept.`)
    return 0
  })
}

const say = (text: string): void => void process.stdout.write(`${text}\n`)

const readText = (file: string): string | undefined => {
  const size = statSync(file, { throwIfNoEntry: false })
  if (!size?.isFile()) {
    process.stderr.write(`${file}: geen bestand. / no file.\n`)
    return undefined
  }
  // What is too large is refused by what it is for; there is no need to read all of it.
  return readFileSync(file, 'utf8').slice(0, BOUNDARY_BYTES_MAX + 1)
}

const tellRefusal = ({ code, params = {} }: Refused): number => {
  const known: Readonly<Record<string, { readonly nl: string; readonly en: string }>> = REFUSALS
  const fill = (text: string): string =>
    text.replaceAll(/\{(\w+)\}/g, (_all, name: string) => String(params[name] ?? ''))
  process.stderr.write(`${code}: ${fill(known[code]?.nl ?? code)} / ${fill(known[code]?.en ?? code)}\n`)
  return 3
}
