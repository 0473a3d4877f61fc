/** What was opened in an emergency, while it is open. It closes on this screen too when its time is over or somebody stops it. */
import { getRouteApi } from '@tanstack/react-router'
import { type ReactNode, useEffect, useState } from 'react'
import type { Static } from 'typebox'
import type { BreakGlassList } from '../access/break-glass.schema.ts'
import { StopNow } from '../access/break-glass-card.screen.tsx'
import { useAnswer } from '../web/api.ts'
import { formatTime } from '../web/dates.ts'
import { useLanguage, useWords } from '../web/language.tsx'
import { Answer, Badge, ButtonLink, Empty, Notice, Page, Section } from '../web/parts/index.ts'
import { OpenNotes } from './chapters.screen.tsx'
import type { EmergencyShown } from './dossier.schema.ts'

const route = getRouteApi('/signed-in/app/noodinzage/$openingId')
/** How soon a stop by the holder closes what stands on this screen. */
const EVERY_MS = 5_000

export const EmergencyScreen = (): ReactNode => {
  const words = useWords().breakGlass.reading
  const { openingId } = route.useParams()
  const list = useAnswer<typeof BreakGlassList>('/break-glass-openings?recent=true', {
    everyMs: EVERY_MS,
    always: true,
  })
  const opening = list.data?.openings.find((each) => each.openingId === openingId && each.side === 'reader')
  const isOver = useIsOver(opening?.endsAt)
  const stands = opening?.stands === true && !isOver
  return (
    <Page title={words.title} back={{ to: '/app/noodinzage', label: words.back }} width="text">
      {stands ? (
        <Reading openingId={openingId}>
          <StopNow opening={opening} />
        </Reading>
      ) : (
        <Answer of={list}>{() => <Over />}</Answer>
      )}
    </Page>
  )
}

const Over = (): ReactNode => {
  const { breakGlass } = useWords()
  const words = breakGlass.reading.over
  return (
    <Empty title={words.title}>
      <p>{words.text}</p>
      <p>
        <ButtonLink to="/app/noodinzage" look="secondary">
          {breakGlass.title}
        </ButtonLink>
      </p>
    </Empty>
  )
}

// By the clock of this screen, so that nothing stays on it while the next request is awaited.
const useIsOver = (endsAt: string | undefined): boolean => {
  const [isOver, setOver] = useState(false)
  useEffect(() => {
    if (endsAt === undefined) return undefined
    const left = new Date(endsAt).getTime() - Date.now()
    setOver(left <= 0)
    const timer = setTimeout(() => setOver(true), Math.max(0, left))
    return () => clearTimeout(timer)
  }, [endsAt])
  return isOver
}

const Reading = (props: { readonly openingId: string; readonly children: ReactNode }): ReactNode => {
  const words = useWords().breakGlass.reading
  const { language } = useLanguage()
  const read = useAnswer<typeof EmergencyShown>(`/break-glass-openings/${props.openingId}/chapters`, { always: true })
  return (
    <Answer of={read}>
      {(shown) => (
        <>
          <Notice kind="attention" title={words.until(formatTime(shown.endsAt, language))}>
            <p>{words.text(shown.holder.name)}</p>
          </Notice>
          {props.children}
          <Chapters chapters={shown.chapters} />
        </>
      )}
    </Answer>
  )
}

const Chapters = ({ chapters }: { readonly chapters: Static<typeof EmergencyShown>['chapters'] }): ReactNode => {
  const { breakGlass, dossier } = useWords()
  const words = breakGlass.reading
  return (
    <>
      <p className="soft">{words.askToo}</p>
      {chapters.map((chapter) => (
        <Section
          key={chapter.chapter}
          title={dossier.chapters[chapter.chapter]}
          surface
          aside={chapter.state === 'sealed' ? <Badge>{dossier.chapter.sealed}</Badge> : null}
        >
          {chapter.fields.length === 0 && chapter.notes.length === 0 ? <p className="soft">{words.empty}</p> : null}
          <OpenNotes chapter={chapter} />
        </Section>
      ))}
    </>
  )
}
