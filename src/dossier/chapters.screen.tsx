/**
 * The chapters of a dossier. An open one says since when and told by whom; a closed one says why and what the lawful way to
 * it is, and nothing about whether there is something inside. Story, safety and health are asked of herself (decision 6).
 */
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import type { Static } from 'typebox'
import { formatDay } from '../web/dates.ts'
import { useLanguage, useSay, useWords } from '../web/language.tsx'
import { Actions, Badge, Button, Facts, Notice } from '../web/parts/index.ts'
import type { DossierShown, ShownChapter as ShownChapterSchema } from './dossier.schema.ts'
import { MoveForm, NoteForm, ResidenceForm } from './note.screen.tsx'

type ShownChapter = Static<typeof ShownChapterSchema>

export const ChapterList = ({ dossier }: { readonly dossier: DossierShown }): ReactNode => (
  <div>
    {dossier.chapters.map((chapter) => (
      <Chapter key={chapter.chapter} chapter={chapter} dossier={dossier} />
    ))}
  </div>
)

const Chapter = ({
  chapter,
  dossier,
}: {
  readonly chapter: ShownChapter
  readonly dossier: DossierShown
}): ReactNode => {
  const words = useWords().dossier
  const isOpen = chapter.state === 'open'
  return (
    <article className="chapter">
      <div className="chapter__head">
        <h3>{words.chapters[chapter.chapter]}</h3>
        <Badge tone={isOpen ? 'done' : 'plain'}>{words.chapter[chapter.state]}</Badge>
      </div>
      {isOpen ? <OpenChapter chapter={chapter} /> : <ClosedChapter chapter={chapter} dossier={dossier} />}
      <ChapterActs chapter={chapter} dossier={dossier} />
    </article>
  )
}

const OpenChapter = ({ chapter }: { readonly chapter: ShownChapter }): ReactNode => {
  const words = useWords().dossier
  const { language } = useLanguage()
  const nothing = chapter.fields.length === 0 && chapter.notes.length === 0
  return (
    <>
      <Asking chapter={chapter} />
      {nothing ? <p className="soft">{words.chapter.empty}</p> : null}
      {chapter.fields.length === 0 ? null : (
        <Facts
          rows={chapter.fields.map(({ field, value, toldBy, sinceDate }) => ({
            key: field,
            name: words.fields[field] ?? field,
            value: (
              <>
                {shownValue(value, words.values, language)}
                <span className="chapter__origin">
                  {words.chapter.since(toldBy.name, formatDay(sinceDate, language))}
                </span>
              </>
            ),
          }))}
        />
      )}
      {chapter.notes.map((note) => (
        <div key={note.noteId} className="chapter__note">
          <p>{note.text}</p>
          <span className="chapter__origin">
            {words.chapter.noteBy(note.toldBy.name, formatDay(note.happenedDate, language))}
          </span>
        </div>
      ))}
    </>
  )
}

const DAY = /^\d{4}-\d{2}-\d{2}$/
const shownValue = (value: string, words: Readonly<Record<string, string>>, language: 'nl' | 'en'): string =>
  DAY.test(value) ? formatDay(value, language) : (words[value] ?? value)

const Asking = ({ chapter }: { readonly chapter: ShownChapter }): ReactNode => {
  const words = useWords().dossier.chapter
  if (chapter.asking === 'ask-herself') {
    return (
      <Notice title={words.askHerself}>
        <p>{words.askHerselfWhy}</p>
      </Notice>
    )
  }
  if (chapter.fields.length === 0 && chapter.notes.length === 0) return null
  return chapter.asking === 'known' ? <p className="soft">{words.known}</p> : null
}

const ClosedChapter = ({
  chapter,
  dossier,
}: {
  readonly chapter: ShownChapter
  readonly dossier: DossierShown
}): ReactNode => {
  const words = useWords().dossier.chapter
  const say = useSay()
  const why = say({ nl: chapter.whyNl ?? '', en: chapter.whyEn ?? '' })
  return (
    <>
      <p>
        <span className="soft">{words.why}: </span>
        {chapter.state === 'sealed' ? words.sealedWhy : why}
      </p>
      <p>
        <span className="soft">{words.route}: </span>
        <LawfulRoute chapter={chapter} dossier={dossier} />
      </p>
    </>
  )
}

const LawfulRoute = ({
  chapter,
  dossier,
}: {
  readonly chapter: ShownChapter
  readonly dossier: DossierShown
}): ReactNode => {
  const words = useWords().dossier.chapter
  if (chapter.asking === 'ask-herself') return words.askHerself
  if (!dossier.abilities.includes('record-consent')) return words.routeHolder(dossier.holder.name)
  return (
    <Link to="/app/dossiers/$dossierId/toestemming" params={{ dossierId: dossier.dossierId }}>
      {words.routeConsent}
    </Link>
  )
}

type Act = 'note' | 'residence' | 'move'

const ChapterActs = ({
  chapter,
  dossier,
}: {
  readonly chapter: ShownChapter
  readonly dossier: DossierShown
}): ReactNode => {
  const words = useWords().dossier
  const [act, setAct] = useState<Act | undefined>()
  const [said, setSaid] = useState('')
  const name = words.chapters[chapter.chapter]
  const can = (ability: string): boolean => dossier.abilities.includes(ability)
  const acts: readonly { readonly act: Act; readonly label: string; readonly shown: boolean }[] = [
    { act: 'note', label: words.chapter.note, shown: can('note-chapter') },
    {
      act: 'residence',
      label: words.residence.title,
      shown: chapter.chapter === 'residence' && can('note-residence-letter'),
    },
    { act: 'move', label: words.move.title, shown: chapter.chapter === 'contact' && can('record-move') },
  ]
  const shown = acts.filter((each) => each.shown)
  if (shown.length === 0) return null
  const onDone = (sentence: string): void => {
    setAct(undefined)
    setSaid(sentence)
  }
  return (
    <>
      {said === '' ? null : (
        <Notice kind="done" announce>
          {said}
        </Notice>
      )}
      <Actions>
        {shown.map((each) => (
          <Button
            key={each.act}
            look="subtle"
            pressed={act === each.act}
            onClick={() => {
              setSaid('')
              setAct(act === each.act ? undefined : each.act)
            }}
          >
            {each.label}
            <span className="visually-hidden"> {name}</span>
          </Button>
        ))}
      </Actions>
      {act === 'note' ? <NoteForm dossierId={dossier.dossierId} chapter={chapter.chapter} onDone={onDone} /> : null}
      {act === 'residence' ? <ResidenceForm dossierId={dossier.dossierId} onDone={onDone} /> : null}
      {act === 'move' ? <MoveForm dossierId={dossier.dossierId} onDone={onDone} /> : null}
    </>
  )
}
