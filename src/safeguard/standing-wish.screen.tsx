/** The wish as it stands now, where the file speaks of what he or she wants; everything else about it is on the screen of the interest. */
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { isNotForMe, useAnswer } from '../web/api.ts'
import { useWords } from '../web/language.tsx'
import { Answer } from '../web/parts/index.ts'
import type { InterestShown } from './safeguard.schema.ts'
import { WishShown } from './wish-shown.screen.tsx'

export const StandingWish = ({ dossierId }: { readonly dossierId: string }): ReactNode => {
  const words = useWords().interest
  const interest = useAnswer<typeof InterestShown>(`/dossiers/${dossierId}/interests`, { always: true })
  if (isNotForMe(interest)) return null
  return (
    <Answer of={interest}>
      {({ wish }) => (
        <>
          {wish ? <WishShown wish={wish} /> : <p className="soft">{words.wish.none}</p>}
          <p>
            <Link to="/app/dossiers/$dossierId/belang" params={{ dossierId }}>
              {words.wish.toInterest}
            </Link>
          </p>
        </>
      )}
    </Answer>
  )
}
