/** The organisation that somebody names on the command line. */
import { findMunicipality, type OrganisationKind, type Reference } from './directory/index.ts'
import { type Claim, isUuid, type OrganisationId } from './kernel/index.ts'

export type FoundOrganisation = {
  readonly id: OrganisationId
  readonly plane: Exclude<Claim['plane'], 'person'>
  readonly kind: OrganisationKind
}

const CHOICES_SHOWN = 5

/** The organisation of an id, of an exact name, or of a part of a name that only one has. Otherwise a sentence that helps. */
export const findOrganisation = (reference: Reference, asked: string): FoundOrganisation | string => {
  const { organisations } = reference
  if (isUuid(asked))
    return (
      organisations.find((each) => each.id === asked) ??
      `Geen organisatie met id ${asked}. / No organisation with this id.`
    )
  const simple = (text: string) => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().trim()
  const exact = organisations.filter((each) => simple(each.name) === simple(asked))
  const containing = organisations.filter((each) => simple(each.name).includes(simple(asked)))
  const found = exact.length > 0 ? exact : containing
  const [first] = found
  if (first && found.length === 1) return first
  const town = findMunicipality(reference.municipalities, asked, 1)[0]
  const own = town && organisations.find((each) => each.kind === 'municipality' && each.municipality === town.code)
  if (found.length === 0 && own) return own
  const names = found.slice(0, CHOICES_SHOWN).map((each) => `  ${each.id}  ${each.name}`)
  return [
    found.length === 0
      ? `Geen organisatie heet "${asked}". / No organisation has this name.`
      : `"${asked}" past op ${found.length} organisaties; geef het id. / matches ${found.length} organisations; give the id.`,
    ...names,
  ].join('\n')
}
