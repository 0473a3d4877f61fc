/** A need from when it was told until it was over: a bar in which no hour is left out, and the same in a table. What nobody explains can be explained. */
import './needs-in-pieces.css'
import { type ReactNode, useState } from 'react'
import type { Static } from 'typebox'
import { useOrganisationName } from '../dossier/names.screen.ts'
import { formatMoment } from '../web/dates.ts'
import { useLanguage, useSay, useWords } from '../web/language.tsx'
import { Actions, Button, Table, Unfolded } from '../web/parts/index.ts'
import type { WaitList } from './care.schema.ts'
import { CorrectWait } from './correct-wait.screen.tsx'

type Need = Static<typeof WaitList>['needs'][number]
type Piece = Need['pieces'][number]

export const NeedsInPieces = (props: { readonly needs: readonly Need[]; readonly dossierId: string }): ReactNode => (
  <div className="stack">
    {props.needs.toReversed().map((need) => (
      <NeedInPieces key={need.id} need={need} dossierId={props.dossierId} />
    ))}
  </div>
)

const NeedInPieces = ({ need, dossierId }: { readonly need: Need; readonly dossierId: string }): ReactNode => {
  const words = useWords().place.needsOver
  const { language } = useLanguage()
  const say = useSay()
  const hours = useHours()
  const nameOf = useOrganisationName()
  const [open, setOpen] = useState(false)
  const until = need.endedAt ? formatMoment(need.endedAt, language) : words.now
  const form = `explain-${need.id}`
  const cause = ({ cause: now, derivedCause }: Piece): string =>
    derivedCause ? words.was(say(now), say(derivedCause)) : say(now)
  return (
    <div>
      <h3>{words.title(formatMoment(need.startedAt, language), until, hours(need.hours))}</h3>
      {need.pieces.length === 0 ? (
        <p className="soft">{words.justNow}</p>
      ) : (
        <>
          <div className="pieces" aria-hidden="true">
            {need.pieces.map((piece) => (
              <span
                key={piece.fromAt}
                className={`pieces__piece pieces__piece--${piece.cause.code}`}
                style={{ flexGrow: 1 + piece.hours * 10 }}
              />
            ))}
          </div>
          <Table
            caption={words.caption}
            rows={need.pieces}
            rowKey={({ fromAt }) => fromAt}
            columns={[
              {
                key: 'cause',
                name: words.cause,
                cell: (piece) => (
                  <>
                    <span className={`pieces__key pieces__piece--${piece.cause.code}`} aria-hidden="true" />{' '}
                    {cause(piece)}
                  </>
                ),
              },
              {
                key: 'party',
                name: words.party,
                cell: ({ partyOrganisationId }) => (partyOrganisationId ? nameOf(partyOrganisationId) : words.nobody),
              },
              { key: 'from', name: words.from, cell: ({ fromAt }) => formatMoment(fromAt, language) },
              { key: 'hours', name: words.hours, numeric: true, cell: (piece) => hours(piece.hours) },
            ]}
          />
        </>
      )}
      {need.abilities.includes('explain-need') ? (
        <Actions>
          <Button look="subtle" pressed={open} opens={form} onClick={() => setOpen(!open)}>
            {words.explain}
          </Button>
        </Actions>
      ) : null}
      {open ? (
        <Unfolded by={form} onLeave={() => setOpen(false)}>
          <CorrectWait waitId={need.id} about="unknown" dossierId={dossierId} onDone={() => setOpen(false)} />
        </Unfolded>
      ) : null}
    </div>
  )
}

/** Hours in words of the language. */
export const useHours = (): ((hours: number) => string) => {
  const words = useWords().place.waits
  const { language } = useLanguage()
  const format = new Intl.NumberFormat(language, { maximumFractionDigits: 1 })
  return (hours) => words.inHours(format.format(hours))
}
