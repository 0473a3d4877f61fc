/** For a house: a link with which its beds are counted on a telephone without an account. It is shown once, and ends when the house says so. */
import '../dossier/dossier.css'
import type { ReactNode } from 'react'
import { useSend } from '../web/api.ts'
import { formatMoment } from '../web/dates.ts'
import { useLanguage, useWords } from '../web/language.tsx'
import { Actions, Button, Notice, Refusal } from '../web/parts/index.ts'
import type { BedLink, Done, Nothing } from './care.schema.ts'

export const BedLinkActs = (props: {
  readonly placeId: string
  readonly name: string
  readonly since: string | undefined
}): ReactNode => {
  const { placeId, name, since } = props
  const { language } = useLanguage()
  const words = useWords().place.provider.link
  const make = useSend<typeof Nothing, typeof BedLink>(`/places/${placeId}/links`, {
    refresh: ['/places'],
    onDone: () => end.reset(),
  })
  const end = useSend<typeof Nothing, typeof Done>(`/places/${placeId}/link-ends`, {
    refresh: ['/places'],
    onDone: () => make.reset(),
  })
  const which = <span className="visually-hidden"> ({name})</span>
  return (
    <details>
      <summary>
        {words.title}
        {which}
      </summary>
      <div className="stack stack--tight">
        <p className="soft">{words.lead}</p>
        {since && !make.answer ? <p>{words.standing(formatMoment(since, language))}</p> : null}
        <div aria-live="polite">
          {make.answer ? (
            <Notice kind="done" title={words.once}>
              <p className="wish">{`${window.location.origin}/bedden/${make.answer.token}`}</p>
            </Notice>
          ) : null}
          {end.answer ? <Notice kind="done" title={words.ended} /> : null}
        </div>
        <Refusal problem={make.refused ?? end.refused} />
        <Actions>
          <Button busy={make.busy} onClick={() => make.send({})}>
            {since ? words.again : words.make}
            {which}
          </Button>
          {since ? (
            <Button look="subtle" busy={end.busy} onClick={() => end.send({})}>
              {words.end}
              {which}
            </Button>
          ) : null}
        </Actions>
      </div>
    </details>
  )
}
