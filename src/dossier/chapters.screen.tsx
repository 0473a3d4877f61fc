/**
 * The chapters of a dossier. An open one says since when and told by whom; a closed one says why and what the lawful way to
 * it is, and nothing about whether there is something inside. Story, safety and health are asked of herself (decision 6).
 */
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import type { Static } from 'typebox'
import { StandingWish } from '../safeguard/standing-wish.screen.tsx'
import { formatDay } from '../web/dates.ts'
import { useLanguage, useSay, useWords } from '../web/language.tsx'
import { Badge, Button, Facts, Notice, Unfolded } from '../web/parts/index.ts'
import { useHasFunction } from '../web/session.ts'
import { AttachmentForm, AttachmentList } from './attachments.screen.tsx'
import type { DossierShown, ShownChapter as ShownChapterSchema } from './dossier.schema.ts'
import { MoveForm, NoteForm, ResidenceForm } from './note.screen.tsx'
import { useShownValue } from './values.screen.ts'
import { formatHappened } from './when.screen.tsx'

/** Whose work the wish is. */
const WISH_FUNCTIONS = ['care-coordinator', 'focal-officer', 'shelter-worker']

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
  const [act, setAct] = useState<Act | undefined>()
  const [said, setSaid] = useState('')
  const isOpen = chapter.state === 'open'
  const choose = (next: Act): void => {
    setSaid('')
    setAct(act === next ? undefined : next)
  }
  const onDone = (sentence: string): void => {
    setAct(undefined)
    setSaid(sentence)
  }
  return (
    <article className="chapter">
      <div className="chapter__head">
        <div className="row">
          <h3>{words.chapters[chapter.chapter]}</h3>
          <Badge tone={isOpen ? 'done' : 'plain'}>{words.chapter[chapter.state]}</Badge>
        </div>
        <ChapterActs chapter={chapter} dossier={dossier} act={act} onChoose={choose} />
      </div>
      {said === '' ? null : (
        <Notice kind="done" announce>
          {said}
        </Notice>
      )}
      {act ? (
        <Unfolded key={act} by={act} onLeave={() => setAct(undefined)}>
          <ActForm act={act} dossierId={dossier.dossierId} chapter={chapter.chapter} onDone={onDone} />
        </Unfolded>
      ) : null}
      {isOpen ? (
        <OpenChapter chapter={chapter} dossierId={dossier.dossierId} />
      ) : (
        <ClosedChapter chapter={chapter} dossier={dossier} />
      )}
      <AttachmentList dossierId={dossier.dossierId} attachments={chapter.attachments ?? []} onDone={onDone} />
    </article>
  )
}

const ActForm = (props: {
  readonly act: Act
  readonly dossierId: string
  readonly chapter: ShownChapter['chapter']
  readonly onDone: (sentence: string) => void
}): ReactNode => {
  const { act, ...form } = props
  if (act === 'note') return <NoteForm {...form} />
  if (act === 'attachment') return <AttachmentForm {...form} />
  return act === 'residence' ? <ResidenceForm {...form} /> : <MoveForm {...form} />
}

const OpenChapter = (props: { readonly chapter: ShownChapter; readonly dossierId: string }): ReactNode => {
  const { chapter, dossierId } = props
  const words = useWords().dossier
  // The wish is told elsewhere and belongs here: with it, this chapter is not empty.
  const hasWish = useHasFunction(WISH_FUNCTIONS) && chapter.chapter === 'goal'
  const nothing =
    chapter.fields.length === 0 && chapter.notes.length === 0 && !chapter.corrections && !chapter.attachments
  return (
    <>
      <Asking chapter={chapter} />
      {hasWish ? <StandingWish dossierId={dossierId} /> : null}
      {nothing && !hasWish ? <p className="soft">{words.chapter.empty}</p> : null}
      <OpenNotes chapter={chapter} />
    </>
  )
}

/** What is written in a chapter, with who told it and since when. */
export const OpenNotes = ({ chapter }: { readonly chapter: ShownChapter }): ReactNode => {
  const words = useWords().dossier
  const { language } = useLanguage()
  return (
    <>
      <KnownFields fields={chapter.fields} />
      <OwnWords chapter={chapter} />
      {chapter.notes.map((note) => (
        <div key={note.noteId} className="chapter__note">
          <p>{note.text}</p>
          <span className="chapter__origin">
            {words.chapter.noteBy(note.toldBy.name, formatHappened(note, words.timeline.unknown, language))}
            {note.told ? ` · ${words.timeline.toldBy.toLowerCase()} ${words.timeline.told[note.told]}` : null}
          </span>
        </div>
      ))}
    </>
  )
}

/** What the person wrote beside it: next to what was noted, never in its place. */
const OwnWords = ({ chapter }: { readonly chapter: ShownChapter }): ReactNode => {
  const words = useWords().dossier
  const { language } = useLanguage()
  return (chapter.corrections ?? []).map((each) => (
    <Notice
      key={each.requestId}
      title={words.chapter.saidHerself(each.field ? (words.fields[each.field] ?? each.field) : undefined)}
    >
      <p dir="auto">“{each.text}”</p>
      <p className="chapter__origin">{formatDay(each.saidDate, language)}</p>
    </Notice>
  ))
}

type KnownField = ShownChapter['fields'][number]

// One origin for all is said once beneath; otherwise each field carries its own.
const KnownFields = ({ fields }: { readonly fields: readonly KnownField[] }): ReactNode => {
  const words = useWords().dossier
  const { language } = useLanguage()
  const shown = useShownValue()
  const origin = ({ toldBy, sinceDate, precision }: KnownField): string =>
    words.chapter.since(
      toldBy.name,
      formatHappened({ happenedDate: sinceDate, precision }, words.timeline.unknown, language),
    )
  const origins = new Set(fields.map(origin))
  if (fields.length === 0) return null
  return (
    <div>
      <Facts
        rows={fields.map((each) => ({
          key: each.field,
          name: words.fields[each.field] ?? each.field,
          value: (
            <>
              {shown(each.field, each.value)}
              {origins.size > 1 ? <span className="chapter__origin">{origin(each)}</span> : null}
            </>
          ),
        }))}
      />
      {origins.size === 1 ? <p className="chapter__origin">{[...origins]}</p> : null}
    </div>
  )
}

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

type Act = 'note' | 'attachment' | 'residence' | 'move'

const ChapterActs = (props: {
  readonly chapter: ShownChapter
  readonly dossier: DossierShown
  readonly act: Act | undefined
  readonly onChoose: (act: Act) => void
}): ReactNode => {
  const words = useWords().dossier
  const { chapter, mayNote = true } = props.chapter
  const can = (ability: string): boolean => props.dossier.abilities.includes(ability)
  const acts: readonly { readonly act: Act; readonly label: string; readonly shown: boolean }[] = [
    { act: 'residence', label: words.residence.title, shown: chapter === 'residence' && can('note-residence-letter') },
    { act: 'move', label: words.move.title, shown: chapter === 'contact' && can('record-move') },
    { act: 'attachment', label: words.attachment.add, shown: can('note-chapter') && mayNote },
    { act: 'note', label: words.chapter.note, shown: can('note-chapter') && mayNote },
  ]
  return (
    <div className="chapter__acts">
      {acts
        .filter(({ shown }) => shown)
        .map(({ act, label }) => (
          <Button key={act} look="subtle" pressed={props.act === act} opens={act} onClick={() => props.onChoose(act)}>
            {label}
            <span className="visually-hidden"> ({words.chapters[chapter]})</span>
          </Button>
        ))}
    </div>
  )
}
