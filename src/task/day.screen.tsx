/** The own day: everything that waits, across files, in one list; what one does oneself, for whom one stands in, and what nobody does. */
import { type ReactNode, useState } from 'react'
import { useWeighedOn } from '../safeguard/weighed-on.screen.ts'
import { useAnswer, useSend } from '../web/api.ts'
import { formatDay, formatMoment, formatWeekday } from '../web/dates.ts'
import { useLanguage, useSay, useWords } from '../web/language.tsx'
import {
  Actions,
  Answer,
  Badge,
  Button,
  ButtonLink,
  Card,
  Cards,
  Checkbox,
  Empty,
  Form,
  Page,
  Refusal,
  Section,
  TextField,
  Unfolded,
} from '../web/parts/index.ts'
import { URGENCIES } from './day-list.ts'
import { AskedToStandIn, useAskedToStandIn } from './stand-in-asked.screen.tsx'
import type { DayItem, DayList, ItemTaken, ReminderSet, SetReminder, TakeItem } from './task.schema.ts'

const EVERY_MS = 60_000
const PATHS = ['/day-list', '/day-list?whose=all']

export const DayScreen = (): ReactNode => {
  const words = useWords().task
  const { language } = useLanguage()
  const [all, setAll] = useState(false)
  const day = useAnswer<typeof DayList>(all ? '/day-list?whose=all' : '/day-list', {
    everyMs: EVERY_MS,
    keepPrevious: true,
  })
  const asked = useAskedToStandIn()
  return (
    <Page title={words.title} lead={words.lead}>
      <Actions>
        <ButtonLink to="/app/afwezig" look="secondary">
          {words.toAbsence}
        </ButtonLink>
      </Actions>
      <AskedToStandIn asked={asked} level={2} />
      <Checkbox label={words.showAll} checked={all} onChange={setAll} />
      <Answer
        of={day}
        isEmpty={({ items }) => items.length === 0}
        empty={
          <Empty title={words.nothing}>
            <p>{words.nothingText}</p>
          </Empty>
        }
      >
        {({ items, date, more }) => (
          <>
            <p className="soft">
              {formatWeekday(date, language)} · {words.count(items.length)}
            </p>
            {URGENCIES.map((urgency) => {
              const these = items.filter((each) => each.urgency === urgency)
              return these.length === 0 ? null : (
                <Section key={urgency} title={words.urgencies[urgency]}>
                  <Cards>
                    {these.map((item) => (
                      <Item key={`${item.kind} ${item.itemId}`} item={item} />
                    ))}
                  </Cards>
                </Section>
              )
            })}
            {more ? <p className="soft">{words.more}</p> : null}
          </>
        )}
      </Answer>
    </Page>
  )
}

const whoseOf = (item: DayItem, words: ReturnType<typeof useWords>['task']): string | undefined => {
  const name = item.colleague?.name
  switch (item.whose) {
    case 'own':
      return words.own
    case 'stand-in':
      return words.standsInFor(name ?? words.colleague)
    case 'colleague':
      return words.doneBy(name ?? words.colleague)
    case 'nobody':
      return name ? words.nobodyFor(name) : words.nobody
  }
}

/** Where it is done. */
const linkOf = ({ kind, dossierId, itemId }: DayItem) => {
  if (kind === 'hit') return { to: '/app/treffers' } as const
  if (kind === 'attendance') return { to: '/app/tafels/$tableId', params: { tableId: itemId } } as const
  if (kind === 'list-bed') return { to: '/app/bedden' } as const
  if (dossierId === undefined) return { to: '/app/tafels' } as const
  const params = { dossierId }
  if (kind === 'watch' || kind === 'death-told') return { to: '/app/dossiers/$dossierId/verloop', params } as const
  if (kind === 'list-offer') return { to: '/app/dossiers/$dossierId/plek', params } as const
  if (kind === 'person-request') return { to: '/app/dossiers/$dossierId/vragen', params } as const
  if (kind === 'ask-again') return { to: '/app/dossiers/$dossierId/toestemming', params } as const
  if (kind === 'second-look' || kind === 'owed-statement')
    return { to: '/app/dossiers/$dossierId/belang', params } as const
  if (kind === 'money-term') return { to: '/app/dossiers/$dossierId/geld', params } as const
  if (kind === 'outflow-task') return { to: '/app/dossiers/$dossierId/uitstroom', params } as const
  if (kind === 'table-action') return { to: '/app/dossiers/$dossierId/tafel', params } as const
  return { to: '/app/dossiers/$dossierId', params } as const
}

const useTitle = (item: DayItem): string => {
  const words = useWords()
  const say = useSay()
  const of = words.task.kinds[item.kind]
  if (item.title) return say(item.title)
  const asks: Readonly<Record<string, string>> = words.caseTable.asks
  const decisions: Readonly<Record<string, string>> = words.interest.kinds
  const said: Readonly<Record<string, string>> =
    item.kind === 'table-action'
      ? asks
      : item.kind === 'owed-statement'
        ? decisions
        : item.kind === 'outflow-task'
          ? words.outflow.tasks
          : words.today.personTask
  const word = item.word === undefined ? undefined : said[item.word]
  return word === undefined ? of : `${of}: ${word}`
}

const Item = ({ item }: { readonly item: DayItem }): ReactNode => {
  const words = useWords().task
  const { language } = useLanguage()
  const isUrgent = item.urgency === 'out-of-sight' || item.urgency === 'late'
  const whose = whoseOf(item, words)
  const about = [
    item.dossierId ? (item.name ?? words.someFile) : undefined,
    useWeighedOn()(item.sinceAt, item.cause),
    whose,
    reminderOf(item, words, language),
  ]
  return (
    <Card
      title={useTitle(item)}
      tone={isUrgent ? 'attention' : 'plain'}
      link={linkOf(item)}
      meta={about.filter(Boolean).join(' · ')}
      aside={
        <Badge tone={isUrgent ? 'attention' : 'plain'}>
          {item.urgency === 'late' ? words.was : words.until}{' '}
          {item.dueAt ? formatMoment(item.dueAt, language) : formatWeekday(item.dueDate, language)}
        </Badge>
      }
    >
      <Divide item={item} />
    </Card>
  )
}

const reminderOf = (
  item: DayItem,
  words: ReturnType<typeof useWords>['task'],
  language: ReturnType<typeof useLanguage>['language'],
): string | undefined => (item.remindDate ? words.reminded(formatDay(item.remindDate, language)) : undefined)

const Divide = ({ item }: { readonly item: DayItem }): ReactNode => {
  const words = useWords().task
  const [open, setOpen] = useState(false)
  const take = useSend<typeof TakeItem, typeof ItemTaken>(`/day-items/${item.subjectId}/takings`, { refresh: PATHS })
  const mine = item.abilities.includes('give-back')
  const isFile = item.subjectId === item.dossierId
  return (
    <>
      <Refusal problem={take.refused} />
      <Actions>
        {mine || item.abilities.includes('take') ? (
          <Button busy={take.busy} onClick={() => take.send({ taken: !mine })}>
            {mine ? (isFile ? words.giveBack : words.giveBackThing) : isFile ? words.take : words.takeThing}
          </Button>
        ) : null}
        {open ? null : (
          <Button opens="remind" onClick={() => setOpen(true)}>
            {words.remind}
          </Button>
        )}
      </Actions>
      {open ? (
        <Unfolded by="remind" onLeave={() => setOpen(false)}>
          <Remind item={item} onDone={() => setOpen(false)} />
        </Unfolded>
      ) : null}
    </>
  )
}

const Remind = ({ item, onDone }: { readonly item: DayItem; readonly onDone: () => void }): ReactNode => {
  const words = useWords().task
  const [day, setDay] = useState(item.remindDate ?? '')
  const remind = useSend<typeof SetReminder, typeof ReminderSet>(`/day-items/${item.subjectId}/reminders`, {
    refresh: PATHS,
    onDone,
  })
  return (
    <Form label={words.remind} onSubmit={() => remind.send(day === '' ? {} : { remindDate: day })}>
      <TextField
        type="date"
        width="short"
        label={words.remindOn}
        hint={words.remindHint}
        value={day}
        onChange={setDay}
      />
      <Refusal problem={remind.refused} />
      <Actions>
        <Button type="submit" busy={remind.busy}>
          {words.remindSave}
        </Button>
      </Actions>
    </Form>
  )
}
