/**
 * The norms as somebody wants to publish them, read and tried as a whole: the kinds of facts, the norms with their examples, the way of a miss and its
 * causes; each refusal with its file, line and reason. It changes nothing: what is in force are the files in data/norms.
 */
import { accept, day, lineOfPath, type Outcome } from '../kernel/index.ts'
import { readClock } from './clock.ts'
import { readEscalation } from './escalation.ts'
import { type FactKind, readFactKinds } from './fact-kinds.ts'
import { readMissBook } from './miss.ts'
import { type Norm, readNorms } from './norm.ts'

export const NORM_FILES = ['fact-kinds', 'norms', 'escalation', 'causes'] as const
export type NormFile = (typeof NORM_FILES)[number]
export type NormTexts = Readonly<Record<NormFile, string>>

type Params = Readonly<Record<string, string | number>>
export type NormFault = {
  readonly file: NormFile
  readonly line: number
  readonly code: string
  readonly params: Params
}
export type NormCounts = {
  readonly norms: number
  readonly versions: number
  readonly examples: number
  readonly kinds: number
}
export type NormsChecked =
  | { readonly ok: true; readonly counts: NormCounts }
  | { readonly ok: false; readonly fault: NormFault }

/** Reads and tries everything. Gives what was counted, or the first fault with the line on which it stands. */
export const checkNorms = (texts: NormTexts): NormsChecked => {
  const parsed: Partial<Record<NormFile, unknown>> = {}
  for (const file of NORM_FILES) {
    try {
      parsed[file] = JSON.parse(texts[file])
    } catch (fault) {
      return { ok: false, fault: { file, line: lineOfFault(texts[file], fault), code: 'not-json', params: {} } }
    }
  }
  const refused = (
    file: NormFile,
    { code, params = {} }: { readonly code: string; readonly params?: Params },
  ): NormsChecked => ({
    ok: false,
    fault: { file, line: lineOf(texts[file], params), code, params },
  })
  const kinds = readFactKinds(parsed['fact-kinds'])
  if (!kinds.ok) return refused('fact-kinds', kinds.refusal)
  const norms = readNorms(parsed.norms, new Set(kinds.value.map(({ kind }) => kind)))
  if (!norms.ok) return refused('norms', norms.refusal)
  const tried = tryExamples(norms.value)
  if (!tried.ok) return refused('norms', tried.refusal)
  const escalation = readEscalation(parsed.escalation, norms.value)
  if (!escalation.ok) return refused('escalation', escalation.refusal)
  const causes = readMissBook(parsed.causes)
  if (!causes.ok) return refused('causes', causes.refusal)
  return { ok: true, counts: countsOf(norms.value, kinds.value) }
}

const countsOf = (norms: readonly Norm[], kinds: readonly FactKind[]): NormCounts => {
  const versions = norms.flatMap((norm) => norm.versions)
  return {
    ...{ norms: norms.length, versions: versions.length, kinds: kinds.length },
    examples: versions.reduce((sum, { examples }) => sum + examples.length, 0),
  }
}

/** Every example of every version, read by the norms as they stand here. */
const tryExamples = (norms: readonly Norm[]): Outcome<true, 'norm-example-differs'> => {
  for (const norm of norms)
    for (const { examples } of norm.versions)
      for (const { name, facts, at, expect } of examples) {
        const known = facts.map(({ kind, happened }) => ({ kind, happened: day(happened) }))
        const read: Readonly<Record<string, unknown>> = readClock(norm, known, { day: day(at) })
        const wrong = Object.entries(expect).find(([key, value]) => read[key] !== value)
        if (wrong)
          return {
            ok: false,
            refusal: {
              code: 'norm-example-differs',
              params: {
                norm: norm.id,
                example: name,
                expected: `${wrong[0]} ${wrong[1]}`,
                read: `${wrong[0]} ${read[wrong[0]] ?? '-'}`,
              },
            },
          }
      }
  return accept(true)
}

/** A path of the file where the refusal knows it; otherwise the norm, and inside it what the refusal names. */
const lineOf = (text: string, params: Params): number => {
  const path = `${params['path'] ?? ''}`
  if (path.startsWith('/')) return lineOfPath(text, path)
  const lines = text.split('\n')
  const at = (from: number, sought: string | undefined): number =>
    sought === undefined ? -1 : lines.findIndex((line, place) => place >= from && line.includes(`"${sought}"`))
  const norm = at(0, `${params['norm'] ?? path.split(' ')[0]}`)
  const inside = at(Math.max(norm, 0), `${params['kind'] ?? params['example'] ?? ''}` || undefined)
  return Math.max(norm, inside, 0) + 1
}

const lineOfFault = (text: string, fault: unknown): number => {
  const position = /position (\d+)/.exec(fault instanceof Error ? fault.message : '')?.[1]
  return text.slice(0, position === undefined ? text.length : Number(position)).split('\n').length
}
