/**
 * Who is responsible and who pays: facts as codes go in, what the rules said comes out with sources, and the payer is asked
 * for an answer in writing. Every rule that holds is shown, and what is missing to be sure; never one bare answer.
 */
import { getRouteApi } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import type { Static } from 'typebox'
import type { DossierShown } from '../dossier/dossier.schema.ts'
import { DossierPage } from '../dossier/dossier-page.screen.tsx'
import { useAnswer } from '../web/api.ts'
import { formatDay } from '../web/dates.ts'
import { useLanguage, useSay, useWords } from '../web/language.tsx'
import { Actions, Answer, Badge, Button, Empty, Section, Unfolded } from '../web/parts/index.ts'
import { AskPayer, PayerAnswers } from './ask-payer.screen.tsx'
import type { VerdictList, VerdictView } from './responsibility.schema.ts'
import { VerdictForm } from './verdict-form.screen.tsx'
import { VerdictText } from './verdict-text.screen.tsx'
import { WhatIf } from './what-if.screen.tsx'

const route = getRouteApi('/signed-in/app/dossiers/$dossierId/verantwoordelijk')

export const VerdictScreen = (): ReactNode => {
  const words = useWords().verdict
  const { dossierId } = route.useParams()
  return (
    <DossierPage dossierId={dossierId} title={words.title} lead={words.lead}>
      {(dossier) => <Verdicts dossier={dossier} />}
    </DossierPage>
  )
}

const Verdicts = ({ dossier }: { readonly dossier: DossierShown }): ReactNode => {
  const words = useWords().verdict
  const verdicts = useAnswer<typeof VerdictList>(`/dossiers/${dossier.dossierId}/verdicts?limit=20`)
  return (
    <Answer of={verdicts}>
      {(answer) => {
        const [last, ...earlier] = answer.verdicts
        const mayAsk = answer.abilities.includes('decide-responsibility')
        return (
          <>
            {last ? <Latest verdict={last} /> : <Empty title={words.none} />}
            {mayAsk ? <AskRules key={last?.id ?? 'first'} dossier={dossier} isFirst={last === undefined} /> : null}
            {earlier.length === 0 ? null : <EarlierVerdicts verdicts={earlier} />}
          </>
        )
      }}
    </Answer>
  )
}

const Latest = ({ verdict }: { readonly verdict: Static<typeof VerdictView> }): ReactNode => {
  const words = useWords().verdict
  const say = useSay()
  const { language } = useLanguage()
  return (
    <>
      <Section
        title={words.result(formatDay(verdict.decidedDate, language))}
        aside={<Badge tone="attention">{say(verdict.state)}</Badge>}
      >
        <VerdictText verdict={verdict} />
      </Section>
      <PayerAnswers verdict={verdict} />
      {verdict.abilities.includes('ask-payer') ? <AskPayer verdict={verdict} /> : null}
      {verdict.abilities.includes('ask-payer') ? <AskWhatIf verdictId={verdict.id} /> : null}
    </>
  )
}

// Opening the facts is a look of its own in the log: it waits until somebody asks.
const AskWhatIf = ({ verdictId }: { readonly verdictId: string }): ReactNode => {
  const {
    rules: { whatIf: words },
    shell: { notNow },
  } = useWords()
  const [open, setOpen] = useState(false)
  if (open)
    return (
      <Unfolded by="what-if" onLeave={undefined}>
        <WhatIf verdictId={verdictId} />
        <Actions>
          <Button look="subtle" onClick={() => setOpen(false)}>
            {notNow}
          </Button>
        </Actions>
      </Unfolded>
    )
  return (
    <Actions>
      <Button opens="what-if" onClick={() => setOpen(true)}>
        {words.title}
      </Button>
    </Actions>
  )
}

// After the first time the form waits behind a button: the answer is what one comes back for.
const AskRules = ({ dossier, isFirst }: { readonly dossier: DossierShown; readonly isFirst: boolean }): ReactNode => {
  const words = useWords().verdict
  const [open, setOpen] = useState(isFirst)
  if (!open) {
    return (
      <Actions>
        <Button opens="verdict" onClick={() => setOpen(true)}>
          {words.another}
        </Button>
      </Actions>
    )
  }
  return (
    <Section title={words.ask} lead={words.askLead} surface>
      <Unfolded by={isFirst ? undefined : 'verdict'} onLeave={isFirst ? undefined : () => setOpen(false)}>
        <VerdictForm dossier={dossier} />
      </Unfolded>
    </Section>
  )
}

const EarlierVerdicts = ({ verdicts }: { readonly verdicts: readonly Static<typeof VerdictView>[] }): ReactNode => {
  const words = useWords().verdict
  const { language } = useLanguage()
  return (
    <Section title={words.earlier}>
      {verdicts.map((each) => (
        <details key={each.id}>
          <summary>{words.result(formatDay(each.decidedDate, language))}</summary>
          <VerdictText verdict={each} />
        </details>
      ))}
    </Section>
  )
}
