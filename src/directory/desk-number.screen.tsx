/** The number of an organisation that is known by its id: by way of the municipality where it sits. Says so when there is none. */
import type { ReactNode } from 'react'
import { isNotForMe, useAnswer } from '../web/api.ts'
import { useWords } from '../web/language.tsx'
import { Phone } from '../web/parts/index.ts'
import type { ContactList, OrganisationList } from './directory.schema.ts'

const SEARCH_MAX = 80

export const DeskNumber = (props: { readonly organisationId: string; readonly name: string }): ReactNode => {
  const words = useWords().whoToCall
  const search = encodeURIComponent(props.name.slice(0, SEARCH_MAX))
  const organisations = useAnswer<typeof OrganisationList>(`/organisations?search=${search}`)
  const code = organisations.data?.organisations.find(({ id }) => id === props.organisationId)?.municipalityCode
  const contacts = useAnswer<typeof ContactList>(`/municipalities/${code}/contacts?subject=victim-found`, {
    enabled: code !== undefined,
  })
  const contact = contacts.data?.contacts.find(({ organisation }) => organisation.id === props.organisationId)
  if (contact) return <Phone number={contact.phone} of={props.name} />
  const isSettled =
    isNotForMe(organisations) ||
    (organisations.data !== undefined && (code === undefined || contacts.data !== undefined))
  return isSettled ? <p className="soft">{words.noNumber}</p> : null
}
