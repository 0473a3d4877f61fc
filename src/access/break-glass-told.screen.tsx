/** On the screen of a file, for who holds it: who looked in an emergency, with the way to stop it; and the number that makes it possible. */
import type { ReactNode } from 'react'
import { useAnswer } from '../web/api.ts'
import { useWords } from '../web/language.tsx'
import { Cards, Section } from '../web/parts/index.ts'
import type { BreakGlassList } from './break-glass.schema.ts'
import { OpeningCard } from './break-glass-card.screen.tsx'

const EVERY_MS = 15_000

/** Nothing when nobody looked so, or when this is not for the reader. */
export const LookedInEmergency = ({ dossierId }: { readonly dossierId: string }): ReactNode => {
  const words = useWords().breakGlass.told
  const list = useAnswer<typeof BreakGlassList>(`/break-glass-openings?dossierId=${dossierId}`, {
    everyMs: EVERY_MS,
    always: true,
  })
  const openings = (list.data?.openings ?? []).filter(({ side }) => side === 'holder')
  if (openings.length === 0) return null
  return (
    <Section title={words.title} lead={words.lead}>
      <Cards>
        {openings.map((opening) => (
          <OpeningCard key={opening.openingId} opening={opening} />
        ))}
      </Cards>
    </Section>
  )
}

/** The number of a file, for who holds it. */
export const FileNumber = ({ dossierId }: { readonly dossierId: string }): ReactNode => {
  const words = useWords().breakGlass.told
  return (
    <Section title={words.number} lead={words.numberText}>
      <p>
        <code className="file-number">{dossierId}</code>
      </p>
    </Section>
  )
}
