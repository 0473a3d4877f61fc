/** One dossier: chapters that are open or closed, the clocks, and the timeline. Buttons come from the abilities. */
import { getRouteApi } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { FileNumber, LookedInEmergency } from '../access/break-glass-told.screen.tsx'
import { useWords } from '../web/language.tsx'
import { Section } from '../web/parts/index.ts'
import { ChapterList } from './chapters.screen.tsx'
import { Clocks } from './clocks.screen.tsx'
import { DossierPage } from './dossier-page.screen.tsx'
import { Steps } from './steps.screen.tsx'
import { Timeline } from './timeline.screen.tsx'

const route = getRouteApi('/signed-in/app/dossiers/$dossierId')

export const DossierScreen = (): ReactNode => {
  const words = useWords().dossier
  const { dossierId } = route.useParams()
  return (
    <DossierPage dossierId={dossierId} title={words.page.unnamed}>
      {(dossier) => (
        <>
          {dossier.mine ? <LookedInEmergency dossierId={dossierId} /> : null}
          <Clocks dossierId={dossierId} />
          <Steps dossierId={dossierId} />
          <Section title={words.page.chapters} surface>
            <ChapterList dossier={dossier} />
          </Section>
          <Section title={words.page.timeline} lead={words.timeline.lead}>
            <Timeline dossier={dossier} />
          </Section>
          {dossier.mine ? <FileNumber dossierId={dossierId} /> : null}
        </>
      )}
    </DossierPage>
  )
}
