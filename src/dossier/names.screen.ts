/** Names beside ids: answers carry codes, readers want names. What cannot be found stays what it was, never blank. */
import { useQuery } from '@tanstack/react-query'
import type { Static, TSchema } from 'typebox'
import type { ContactList, OrganisationList, OrganisationNames } from '../directory/directory.schema.ts'
import { call, useAnswer } from '../web/api.ts'
import { useWords } from '../web/language.tsx'
import { useMayRead } from '../web/session.ts'
import type { DossierList } from './dossier.schema.ts'

const HOUR_MS = 3_600_000

// The directory changes by the month: read once, it is not asked (and logged) again at every screen.
const useDirectory = <A extends TSchema>(path: string, enabled = true): Static<A> | undefined =>
  useQuery({ queryKey: [path], queryFn: () => call<A>('GET', path), staleTime: HOUR_MS, gcTime: HOUR_MS, enabled }).data

/** The name of a municipality by its code; the code itself until it is known. */
export const useMunicipalityName = (code: string | undefined): string | undefined => {
  const found = useDirectory<typeof ContactList>(
    `/municipalities/${code ?? ''}/contacts?subject=victim-found`,
    code !== undefined,
  )
  return code === undefined ? undefined : (found?.municipality.name ?? code)
}

/** The name of an organisation by its id. `extra` are names that this screen read already, such as the parties of a dossier. */
export const useOrganisationName = (
  extra: readonly { readonly organisationId: string; readonly name: string }[] = [],
): ((id: string) => string) => {
  const words = useWords()
  const directory = useDirectory<typeof OrganisationNames>('/organisation-names', useMayRead()('/organisation-names'))
  const names = new Map([...(directory?.organisations ?? []), ...extra].map((each) => [each.organisationId, each.name]))
  return (id) => names.get(id) ?? words.dossier.someOrganisation
}

/** The name that each file goes by, out of the list of files, for who may read it there; asked when something is to be named. */
export const useFileNames = (wanted: boolean): ReadonlyMap<string, string | undefined> => {
  const path = '/dossiers?limit=100'
  const files = useAnswer<typeof DossierList>(path, { enabled: useMayRead()(path) && wanted })
  return new Map(files.data?.dossiers.map(({ dossierId, name }) => [dossierId, name]))
}

/** The municipality as an organisation that can be asked; found by name, told apart by its code. */
export const useMunicipalityOrganisation = (
  code: string | undefined,
): { readonly organisationId: string; readonly name: string } | undefined => {
  const name = useMunicipalityName(code)
  const isKnown = name !== undefined && name !== code
  const path = `/organisations?kind=municipality&limit=25&search=${encodeURIComponent(name ?? '')}`
  const found = useDirectory<typeof OrganisationList>(path, isKnown)
  const match = found?.organisations.find((each) => each.municipalityCode === code)
  return match && { organisationId: match.id, name: match.name }
}
