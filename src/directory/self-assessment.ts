/**
 * A list of what municipalities declare: one line each, as a deployer or the simulated country gives it. The whole list or nothing: a code that is none, a
 * municipality twice or a word that is none refuses it with the line. A merged municipality is put on the map of today. Pure.
 */
import { accept, type OrganisationId, type Outcome, refuse } from '../kernel/index.ts'
import { placeMunicipality } from './former-municipality.ts'
import { type Declaration, PRACTICE_ITEMS, readDeclaration } from './practice.ts'
import type { Reference } from './reference.ts'

export type Assessed = { readonly house: OrganisationId; readonly answers: Declaration['answers'] }
export type AssessmentRefusal =
  | 'assessment-columns-wrong'
  | 'municipality-unknown'
  | 'municipality-split'
  | 'assessment-twice'
  | 'assessment-word-wrong'

const COLUMNS = ['municipality_code', ...PRACTICE_ITEMS]
/** Dutch words of the same list. */
const IN_DUTCH: Readonly<Record<string, string>> = { ja: 'yes', deels: 'partly', nee: 'no', onbekend: 'unknown' }

/** Reads the list; the line that is wrong stands in the parameters. */
export const readSelfAssessment = (
  text: string,
  reference: Reference,
): Outcome<readonly Assessed[], AssessmentRefusal> => {
  const [head = '', ...lines] = text.replace(/^\uFEFF/, '').split(/\r?\n/)
  const sign = head.includes(';') ? ';' : ','
  const columns = head.split(sign).map((each) => each.trim())
  if (COLUMNS.some((each) => !columns.includes(each)))
    return refuse('assessment-columns-wrong', { columns: COLUMNS.join(', ') })
  const seen = new Set<string>()
  const assessed: Assessed[] = []
  for (const [at, row] of lines.entries()) {
    if (row.trim() === '') continue
    const line = at + 2
    const cells = Object.fromEntries(row.split(sign).map((cell, column) => [columns[column] ?? '', cell.trim()]))
    const placed = placeMunicipality(reference.municipalities, cells['municipality_code'] ?? '')
    if (!placed.ok) return refuse(placed.refusal.code, { ...placed.refusal.params, line })
    const { code } = placed.value.municipality
    const house = reference.organisations.find(({ kind, serves }) => kind === 'municipality' && serves.includes(code))
    if (!house) return refuse('municipality-unknown', { line })
    if (seen.has(code)) return refuse('assessment-twice', { line, place: placed.value.municipality.name })
    seen.add(code)
    const answers = readDeclaration(
      Object.fromEntries(PRACTICE_ITEMS.map((item) => [item, IN_DUTCH[cells[item] ?? ''] ?? cells[item]])),
    )
    if (!answers) return refuse('assessment-word-wrong', { line })
    assessed.push({ house: house.id, answers })
  }
  return accept(assessed)
}
