/** The payer as the asker sees it: asked, waiting, or an answer in writing with its ground. */
import { type ReactNode, useState } from 'react'
import type { Static } from 'typebox'
import { ChooseOrganisation } from '../dossier/choose.screen.tsx'
import { useMunicipalityOrganisation, useOrganisationName } from '../dossier/names.screen.ts'
import { useAnswer, useSend } from '../web/api.ts'
import { formatMoment } from '../web/dates.ts'
import { useLanguage, useSay, useWords } from '../web/language.tsx'
import { Actions, Answer, Badge, Button, Card, Cards, Form, Notice, Refusal, Section } from '../web/parts/index.ts'
import type { Made, NewPayerRequest, PayerRequestList, PayerRequestView, VerdictView } from './responsibility.schema.ts'

type PayerRequest = Static<typeof PayerRequestView>
type Verdict = Static<typeof VerdictView>

export const PayerAnswers = ({ verdict }: { readonly verdict: Verdict }): ReactNode => {
  const words = useWords().verdict.askPayer
  const requests = useAnswer<typeof PayerRequestList>('/payer-requests?limit=100', { everyMs: 5_000 })
  return (
    <Answer of={requests}>
      {(answer) => {
        const asked = answer.payerRequests.filter((each) => each.verdictId === verdict.id)
        return asked.length === 0 ? null : (
          <Section title={words.answers}>
            <Cards>
              {asked.map((each) => (
                <PayerAnswer key={each.id} request={each} verdict={verdict} />
              ))}
            </Cards>
          </Section>
        )
      }}
    </Answer>
  )
}

const PayerAnswer = ({
  request,
  verdict,
}: {
  readonly request: PayerRequest
  readonly verdict: Verdict
}): ReactNode => {
  const words = useWords().verdict.askPayer
  const say = useSay()
  const { language } = useLanguage()
  const payer = useMunicipalityOrganisation(verdict.payerMunicipalityCode)
  const nameOf = useOrganisationName(payer ? [payer] : [])
  return (
    <Card
      title={nameOf(request.payerOrganisationId)}
      aside={<Badge tone={toneOf(request)}>{request.answer ? say(request.answer) : words.waiting}</Badge>}
      meta={[
        words.askedAt(formatMoment(request.askedAt, language)),
        ...(request.answeredAt ? [words.answeredAt(formatMoment(request.answeredAt, language))] : []),
      ].join(' · ')}
    >
      {request.ground ? (
        <p>
          <span className="soft">{words.ground}: </span>
          {say(request.ground)}
        </p>
      ) : null}
    </Card>
  )
}

const toneOf = ({ answer }: PayerRequest) => (answer?.code === 'accepts' ? 'done' : 'attention')

export const AskPayer = ({ verdict }: { readonly verdict: Verdict }): ReactNode => {
  const words = useWords().verdict.askPayer
  const [payer, setPayer] = useState('')
  const [tried, setTried] = useState(false)
  const suggested = useMunicipalityOrganisation(verdict.payerMunicipalityCode)?.name
  const ask = useSend<typeof NewPayerRequest, typeof Made>(`/verdicts/${verdict.id}/payer-requests`, {
    refresh: ['/payer-requests', `/dossiers/${verdict.dossierId}`],
  })
  return (
    <Section title={words.title} lead={words.lead} surface>
      <Form
        label={words.title}
        onSubmit={() => {
          setTried(true)
          if (payer !== '') ask.send({ payerOrganisationId: payer })
        }}
      >
        <ChooseOrganisation
          key={suggested ?? ''}
          label={words.payer}
          hint={words.payerHint}
          {...(suggested ? { start: suggested } : {})}
          onChoose={setPayer}
          error={tried && payer === '' ? words.choose : undefined}
        />
        <Refusal problem={ask.refused} />
        {ask.answer ? (
          <Notice kind="done" announce>
            {words.sent}
          </Notice>
        ) : null}
        <Actions>
          <Button type="submit" look="primary" busy={ask.busy}>
            {words.send}
          </Button>
        </Actions>
      </Form>
    </Section>
  )
}
