/** Names beside ids: answers carry codes, readers want names. What cannot be found stays what it was, never blank. */
import type { ContactList, OrganisationList } from '../directory/directory.schema.ts'
import { useAnswer } from '../web/api.ts'
import { useWords } from '../web/language.tsx'

/** The name of a municipality by its code; the code itself until it is known. */
export const useMunicipalityName = (code: string | undefined): string | undefined => {
  const found = useAnswer<typeof ContactList>(`/municipalities/${code ?? ''}/contacts?subject=victim-found`, {
    enabled: code !== undefined,
  })
  return code === undefined ? undefined : (found.data?.municipality.name ?? code)
}

/**
 * The name of an organisation by its id, for kinds of which the directory lists all in one page; the 342 municipalities are
 * not among them. `extra` are organisations that this screen read already, such as the parties of a dossier.
 */
export const useOrganisationName = (
  extra: readonly { readonly organisationId: string; readonly name: string }[] = [],
): ((id: string) => string) => {
  const words = useWords()
  const lists = [
    useAnswer<typeof OrganisationList>('/organisations?kind=care-coordination&limit=100'),
    useAnswer<typeof OrganisationList>('/organisations?kind=shelter&limit=100'),
    useAnswer<typeof OrganisationList>('/organisations?kind=comensha&limit=100'),
    useAnswer<typeof OrganisationList>('/organisations?kind=coa&limit=100'),
  ]
  const names = new Map(lists.flatMap((list) => list.data?.organisations ?? []).map((each) => [each.id, each.name]))
  for (const each of extra) names.set(each.organisationId, each.name)
  return (id) => names.get(id) ?? words.dossier.someOrganisation
}

/** The municipality as an organisation that can be asked; found by name, told apart by its code. */
export const useMunicipalityOrganisation = (
  code: string | undefined,
): { readonly organisationId: string; readonly name: string } | undefined => {
  const name = useMunicipalityName(code)
  const isKnown = name !== undefined && name !== code
  const found = useAnswer<typeof OrganisationList>(
    `/organisations?kind=municipality&limit=25&search=${encodeURIComponent(name ?? '')}`,
    { enabled: isKnown },
  )
  const match = found.data?.organisations.find((each) => each.municipalityCode === code)
  return match && { organisationId: match.id, name: match.name }
}
