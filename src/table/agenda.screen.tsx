/** The agenda: what is open on the case, in the order in which it is spoken of; hits only where nobody of the other plane sits. */
import { type ReactNode, useState } from 'react'
import { useAnswer } from '../web/api.ts'
import { formatDay } from '../web/dates.ts'
import { useLanguage, useSay, useWords } from '../web/language.tsx'
import { Actions, Answer, Badge, Button, ButtonLink, Card, Cards, Empty, Notice, Section } from '../web/parts/index.ts'
import type { AgendaShown, HitPoints, TableShown } from './table.schema.ts'

export const Agenda = ({ table }: { readonly table: TableShown }): ReactNode => {
  const words = useWords().caseTable
  return (
    <Section title={words.agenda} lead={words.agendaLead}>
      {table.agenda.length === 0 ? <Empty title={words.agendaEmpty} /> : <AgendaItems items={table.agenda} />}
      {table.hits === 'other-plane' ? <p className="soft">{words.hitsOtherPlane}</p> : null}
      {table.hits === 'may-be-asked' ? <Hits tableId={table.tableId} /> : null}
    </Section>
  )
}

/** Each point with its day; the same list stands in the minutes. */
export const AgendaItems = ({ items }: { readonly items: readonly AgendaShown[] }): ReactNode => {
  const words = useWords().caseTable
  const { language } = useLanguage()
  const titleOf = useTitle()
  return (
    <Cards>
      {items.map((item, place) => (
        // Points have no number of their own, and the list is shown as it came.
        <Card
          key={`${item.kind} ${item.date} ${item.ask ?? item.seatKind ?? ''} ${place}`}
          title={titleOf(item)}
          aside={
            <Badge tone={item.late ? 'attention' : 'plain'}>
              {item.kind === 'seat-missing'
                ? formatDay(item.date, language)
                : (item.late ? words.wasUntil : words.until)(formatDay(item.date, language))}
            </Badge>
          }
        >
          {item.kind === 'decision' && item.text ? <p className="own-words">{item.text}</p> : null}
        </Card>
      ))}
    </Cards>
  )
}

const useTitle = (): ((item: AgendaShown) => string) => {
  const words = useWords().caseTable
  const say = useSay()
  return ({ kind, title, ask, seatKind, ownerName }) => {
    if (kind === 'norm-missed' && title) return words.agendaNorm(say(title))
    if (kind === 'seat-missing' && seatKind) return words.agendaSeat(words.seats[seatKind])
    if (kind === 'action' && ask)
      return words.agendaAction(words.asks[ask], seatKind ? words.seats[seatKind] : (ownerName ?? ''))
    return words.agendaDecision
  }
}

// Asked for by hand: looking at hits is a look of its own, in the log and for its own purpose.
const Hits = ({ tableId }: { readonly tableId: string }): ReactNode => {
  const words = useWords().caseTable
  const [open, setOpen] = useState(false)
  return open ? (
    <HitsAsked tableId={tableId} />
  ) : (
    <Actions>
      <Button onClick={() => setOpen(true)}>{words.hitsAsk}</Button>
    </Actions>
  )
}

const HitsAsked = ({ tableId }: { readonly tableId: string }): ReactNode => {
  const words = useWords().caseTable
  const { language } = useLanguage()
  const hits = useAnswer<typeof HitPoints>(`/tables/${tableId}/hit-points`)
  return (
    <Answer of={hits}>
      {(shown) =>
        shown.hits.length === 0 ? (
          <p className="soft">{words.hitsNone}</p>
        ) : (
          <Notice title={words.hitsSome}>
            {shown.hits.map(({ hitId, dueDate }) => (
              <p key={hitId}>{words.until(formatDay(dueDate, language))}</p>
            ))}
            <Actions>
              <ButtonLink to="/app/treffers" look="secondary">
                {words.hitsTo}
              </ButtonLink>
            </Actions>
          </Notice>
        )
      }
    </Answer>
  )
}
