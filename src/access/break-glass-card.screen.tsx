/** One opening as who opened it and who holds the file see it: who, why, what, until when; and the way to stop it at once. */
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Static } from 'typebox'
import { useSend } from '../web/api.ts'
import { formatMoment, formatTime } from '../web/dates.ts'
import { useLanguage, useSay, useWords } from '../web/language.tsx'
import { Actions, Badge, Button, Card, Facts, Refusal } from '../web/parts/index.ts'
import type { BreakGlassShown, NoBody, OpeningEnded } from './break-glass.schema.ts'
import { BREAK_GLASS } from './break-glass.ts'

export type ShownOpening = Static<typeof BreakGlassShown>

/** The emergency in words; a kind that the list names no more stays its code. */
export const useKindOf = (): ((kind: string) => string) => {
  const say = useSay()
  return (kind) => {
    const found = BREAK_GLASS.kinds.find(({ id }) => id === kind)
    return found ? say(found) : kind
  }
}

/** The chapters by name, in one line. */
export const useChaptersOf = (): ((chapters: readonly string[]) => string) => {
  const names: Readonly<Record<string, string>> = useWords().dossier.chapters
  return (chapters) => chapters.map((each) => names[each] ?? each).join(', ')
}

/** From when to when it was open, or is. */
export const usePeriodOf = (): ((opening: Pick<ShownOpening, 'openedAt' | 'endsAt' | 'endedAt'>) => string) => {
  const words = useWords().breakGlass
  const { language } = useLanguage()
  return ({ openedAt, endsAt, endedAt }) =>
    `${formatMoment(openedAt, language)}, ${words.until(formatTime(endedAt ?? endsAt, language))}`
}

export const OpeningCard = ({ opening }: { readonly opening: ShownOpening }): ReactNode => {
  const { breakGlass: words, shell } = useWords()
  const [kindOf, chaptersOf, periodOf] = [useKindOf(), useChaptersOf(), usePeriodOf()]
  const functions: Readonly<Record<string, string>> = shell.functions
  const { openingId, stands, endedFor, side, abilities } = opening
  const state = stands ? words.states.stands : words.states[endedFor ?? 'over']
  return (
    <Card
      title={side === 'holder' ? words.told.card(opening.organisationName) : kindOf(opening.kind)}
      tone={stands ? 'attention' : 'done'}
      aside={<Badge tone={stands ? 'attention' : 'plain'}>{state}</Badge>}
    >
      <Facts
        rows={[
          ...(side === 'holder'
            ? [
                {
                  key: 'who',
                  name: words.told.who,
                  value: `${opening.organisationName}, ${functions[opening.function] ?? opening.function}`,
                },
                { key: 'kind', name: words.told.kind, value: kindOf(opening.kind) },
              ]
            : [{ key: 'holder', name: words.reviews.holder, value: opening.holderName }]),
          { key: 'chapters', name: words.told.chapters, value: chaptersOf(opening.chapters) },
          { key: 'when', name: words.told.when, value: periodOf(opening) },
        ]}
      />
      {abilities.includes('read-break-glass') ? (
        <p>
          <Link to="/app/noodinzage/$openingId" params={{ openingId }}>
            {words.toRead}
            <span className="visually-hidden">: {periodOf(opening)}</span>
          </Link>
        </p>
      ) : null}
      {abilities.includes('end-break-glass') ? <StopNow opening={opening} /> : null}
    </Card>
  )
}

/** Stopping at once; what is on other screens closes with their next request. */
export const StopNow = ({
  opening,
}: {
  readonly opening: Pick<ShownOpening, 'openingId' | 'organisationName' | 'openedAt'>
}): ReactNode => {
  const words = useWords().breakGlass
  const { language } = useLanguage()
  const end = useSend<typeof NoBody, typeof OpeningEnded>(`/break-glass-openings/${opening.openingId}/ends`, {
    refresh: ['/break-glass-openings'],
  })
  return (
    <>
      <Refusal problem={end.refused} />
      <Actions>
        <Button busy={end.busy} onClick={() => end.send({})}>
          {words.stop}
          <span className="visually-hidden">
            : {words.stopOf(opening.organisationName, formatMoment(opening.openedAt, language))}
          </span>
        </Button>
      </Actions>
    </>
  )
}
