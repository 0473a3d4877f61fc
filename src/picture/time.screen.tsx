/** Where time goes: what waiting cost, where rules are silent, and what came of hits. */
import type { ReactNode } from 'react'
import { WaitingFigures } from '../care/waiting-figures.screen.tsx'
import { FollowUpRate } from '../linkage/follow-up-rate.screen.tsx'
import { NamedGaps } from '../responsibility/named-gaps.screen.tsx'
import { useWords } from '../web/language.tsx'
import { Page } from '../web/parts/index.ts'
import { PictureParts } from './parts.screen.tsx'

export const TimeScreen = (): ReactNode => {
  const words = useWords().movement.time
  return (
    <Page title={words.title} lead={words.lead}>
      <PictureParts />
      <WaitingFigures />
      <NamedGaps />
      <FollowUpRate of="all" />
    </Page>
  )
}
