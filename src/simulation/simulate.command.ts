/** `samenhang simulate`: makes an invented country, writes it where asked, and says what came out. */
import { day, fillIn, type Refusal } from '../kernel/index.ts'
import { type CountryInput, checkCountry } from './country.ts'
import { readMunicipalities, readTables } from './tables.store.ts'
import { type CountrySummary, writeCountry } from './write.store.ts'

export type SimulateOptions = {
  readonly persons: number
  readonly years: number
  readonly seed: number
  readonly lastYear?: number
  readonly out?: string
  readonly json?: boolean
}

/** Where the command speaks, and its clock (milliseconds). */
export type SimulateOut = {
  readonly stdout: (text: string) => void
  readonly stderr: (text: string) => void
  readonly now: () => number
}

export const EXIT_DONE = 0
/** The folder or the disk did not let us write. */
export const EXIT_NOT_WRITTEN = 1
/** The request cannot be carried out as it was asked. */
export const EXIT_REFUSED = 2

/** Runs the command; gives its exit code: 0 done, 1 not written, 2 refused. Progress goes to stderr every second. */
export const simulate = async (options: SimulateOptions, out: SimulateOut): Promise<number> => {
  const { from, municipalities } = readMunicipalities()
  const { persons, years, seed, lastYear } = options
  const given = { persons, years, seed, ...(lastYear === undefined ? {} : { lastDay: day(`${lastYear}-12-31`) }) }
  const input: CountryInput = { ...given, municipalities, tables: readTables() }
  const checked = checkCountry(input)
  if (!checked.ok) return refused(checked.refusal, options, out)
  const began = out.now()
  try {
    const written = await writeCountry(input, {
      municipalitiesFrom: from,
      onProgress: progressEverySecond(options.persons, out),
      ...(options.out === undefined ? {} : { out: options.out }),
    })
    if (!written.ok) return refused(written.refusal, options, out)
    report(written.value, (out.now() - began) / 1000, options, out)
    return EXIT_DONE
  } catch (fault) {
    if (!isDiskFault(fault)) throw fault
    const said = sentence({ code: 'simulation-not-written', params: { reason: fault.code } })
    speak({ code: 'simulation-not-written', params: { reason: fault.code } }, said, options, out)
    return EXIT_NOT_WRITTEN
  }
}

/** Every refusal of the simulation with its sentence: what happened, why, and what can be done. */
export const SIMULATION_REFUSALS = {
  'simulation-persons-out-of-range':
    'Het aantal personen moet een heel getal zijn van 1 tot en met {most}. Kies een ander aantal met --persons.',
  'simulation-years-out-of-range':
    'Het aantal jaren moet een heel getal zijn van 1 tot en met {most}. Kies een ander aantal met --years.',
  'simulation-seed-not-whole':
    'Het startgetal moet een heel getal zijn van 0 tot en met {most}. Kies een ander getal met --seed.',
  'simulation-without-municipalities':
    'Er is geen gemeente met inwoners om het land mee te vullen. Controleer data/geo/municipalities.csv.',
  'simulation-folder-taken':
    'In de map liggen bestanden die niet van een simulatie zijn. Er is niets geschreven; kies een lege map met --out.',
  'simulation-not-written':
    'Schrijven is niet gelukt ({reason}). Controleer of de map beschrijfbaar is en of er ruimte is, en begin opnieuw.',
} as const

const sentence = (refusal: Refusal<keyof typeof SIMULATION_REFUSALS>): string =>
  fillIn(SIMULATION_REFUSALS[refusal.code], refusal.params)

const refused = (
  refusal: Refusal<keyof typeof SIMULATION_REFUSALS>,
  options: SimulateOptions,
  out: SimulateOut,
): number => {
  speak(refusal, sentence(refusal), options, out)
  return EXIT_REFUSED
}

const speak = (refusal: Refusal, said: string, options: SimulateOptions, out: SimulateOut): void => {
  if (options.json) out.stdout(`${JSON.stringify({ ok: false, refusal })}\n`)
  out.stderr(`${said}\n`)
}

const progressEverySecond = (persons: number, out: SimulateOut): ((told: number) => void) => {
  let last = out.now()
  return (told) => {
    const now = out.now()
    if (now - last < 1000) return
    last = now
    out.stderr(`${told} van ${persons} personen\n`)
  }
}

const report = (summary: CountrySummary, seconds: number, options: SimulateOptions, out: SimulateOut): void => {
  if (options.json) {
    out.stdout(`${JSON.stringify({ ok: true, ...summary, seconds: Number(seconds.toFixed(3)) })}\n`)
    return
  }
  const { counts } = summary
  const lines = [
    'Verzonnen land: niemand hierin bestaat.',
    `${counts.persons} personen, van wie ${counts.registered} ooit gemeld; ${counts.signals} signalen, waarvan ${counts.reports} meldingen bij CoMensha`,
    `${counts.moves} verhuizingen, ${counts.cases} dossiers, ${counts.reEntries} keer herinstroom, ${counts.pairs} ware paren`,
    `${seconds.toFixed(1)} s${options.out === undefined ? '; niets geschreven (geen --out)' : `; geschreven in ${options.out}`}`,
  ]
  out.stdout(`${lines.join('\n')}\n`)
}

const isDiskFault = (fault: unknown): fault is Error & { code: string } =>
  fault instanceof Error && 'code' in fault && typeof fault.code === 'string' && 'syscall' in fault
