/** The note that goes with a handover: what need not be asked again, what is hers to tell, what is open and which terms run. */
import type { ReactNode } from 'react'
import { useAnswer, useSend } from '../web/api.ts'
import { formatDay, formatMoment } from '../web/dates.ts'
import { useLanguage, useWords } from '../web/language.tsx'
import { Actions, Answer, Button, Facts, Phone, Refusal, Section } from '../web/parts/index.ts'
import type { HandoverChanged, HandoverNoteShown, HandoverShown, Nothing } from './dossier.schema.ts'
import { useShownValue } from './values.screen.ts'

export const HandoverNote = ({ handover }: { readonly handover: HandoverShown }): ReactNode => {
  const path = `/handovers/${handover.handoverId}/notes/latest`
  const note = useAnswer<typeof HandoverNoteShown>(path, { always: true })
  return <Answer of={note}>{(answer) => <Note note={answer} />}</Answer>
}

const Note = ({ note }: { readonly note: HandoverNoteShown }): ReactNode => {
  const words = useWords().dossier.handover.note
  const { language } = useLanguage()
  return (
    <Section
      title={words.title}
      lead={note.side === 'sender' ? words.leadSender(note.to.name) : words.leadReceiver(note.from.name)}
      surface
    >
      <Known note={note} />
      <div className="columns">
        <HowAsked note={note} />
        <StillOpen note={note} />
      </div>
      {note.call && note.side === 'receiver' ? (
        <p>
          {words.call(note.from.name)}: {note.call.holder[language]}, <Phone number={note.call.phone} />,{' '}
          {note.call.reachable[language]}
        </p>
      ) : null}
      <p className="soft">{note.madeAt ? words.madeAt(formatMoment(note.madeAt, language)) : words.notMade}</p>
      <NoteActs note={note} />
    </Section>
  )
}

const Known = ({ note }: { readonly note: HandoverNoteShown }): ReactNode => {
  const words = useWords().dossier
  const { language } = useLanguage()
  const shown = useShownValue()
  const fields = note.chapters.flatMap(({ fields: all }) => all)
  return (
    <div className="stack stack--tight">
      <h3>{words.handover.note.known}</h3>
      {fields.length === 0 ? (
        <p className="soft">{words.handover.note.knownNone}</p>
      ) : (
        <Facts
          rows={fields.map(({ field, value, toldBy, sinceDate }) => ({
            key: field,
            name: words.fields[field] ?? field,
            value: (
              <>
                {shown(field, value)}{' '}
                <span className="soft">({words.chapter.since(toldBy.name, formatDay(sinceDate, language))})</span>
              </>
            ),
          }))}
        />
      )}
    </div>
  )
}

const HowAsked = ({ note }: { readonly note: HandoverNoteShown }): ReactNode => {
  const words = useWords().dossier
  const namesOf = (how: HandoverNoteShown['chapters'][number]['how']): string =>
    note.chapters
      .filter((each) => each.how === how)
      .map(({ chapter }) => words.chapters[chapter])
      .join(', ')
  const parts = [
    { title: words.handover.note.herself, text: namesOf('herself') },
    { title: words.handover.note.inFile, text: namesOf('in-file') },
    { title: words.handover.note.closed, text: namesOf('closed') },
  ]
  return (
    <div className="stack stack--tight">
      {parts
        .filter(({ text }) => text !== '')
        .map(({ title, text }) => (
          <div key={title}>
            <h3>{title}</h3>
            <p>{text}</p>
          </div>
        ))}
    </div>
  )
}

const StillOpen = ({ note }: { readonly note: HandoverNoteShown }): ReactNode => {
  const words = useWords().dossier.handover.note
  const { language } = useLanguage()
  return (
    <div className="stack stack--tight">
      <h3>{words.open}</h3>
      {note.tasks.length === 0 ? (
        <p className="soft">{words.openNone}</p>
      ) : (
        <ul>
          {note.tasks.map((task) => (
            <li
              key={`${task.kind}${task.title?.nl ?? ''}${task.waitsFor ?? ''}${task.party?.organisationId ?? ''}${task.sinceDate ?? task.dueDate ?? ''}`}
            >
              {task.waitsFor ? words.waits[task.waitsFor] : words.tasks[task.kind]}
              {task.title ? `: ${task.title[language]}` : ''}
              {task.onMove ? `, ${words.onMove[task.onMove]}` : ''}
              {task.party ? `, ${task.party.name}` : ''}
              {task.sinceDate ? (
                <span className="soft"> ({words.since(formatDay(task.sinceDate, language))})</span>
              ) : null}
              {task.dueDate ? <span className="soft"> ({words.due(formatDay(task.dueDate, language))})</span> : null}
            </li>
          ))}
        </ul>
      )}
      <h3>{words.clocks}</h3>
      {note.clocks.length === 0 ? (
        <p className="soft">{words.clocksNone}</p>
      ) : (
        <ul>
          {note.clocks.map((clock) => (
            <li key={clock.normId}>
              {clock.title[language]}: {formatDay(clock.dueDate, language)}
              {clock.missed ? ` (${words.missed})` : ''}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

const NoteActs = ({ note }: { readonly note: HandoverNoteShown }): ReactNode => {
  const words = useWords().dossier.handover.note
  const renewed = useSend<typeof Nothing, typeof HandoverChanged>(`/handovers/${note.handoverId}/notes`, {
    refresh: [`/handovers/${note.handoverId}/notes/latest`],
  })
  return (
    <div className="no-print">
      <Refusal problem={renewed.refused} />
      <Actions>
        {note.abilities.includes('renew-handover-note') ? (
          <Button busy={renewed.busy} onClick={() => renewed.send({})}>
            {words.renew}
          </Button>
        ) : null}
        <Button onClick={() => window.print()}>{words.print}</Button>
      </Actions>
    </div>
  )
}
