/** The payer's own screen: read what the request rests on, and answer in writing. */
import { type ReactNode, useState } from 'react'
import type { Static } from 'typebox'
import { useOrganisationName } from '../dossier/names.screen.ts'
import { useAnswer, useSend } from '../web/api.ts'
import { formatDay, formatMoment } from '../web/dates.ts'
import { useLanguage, useSay, useWords } from '../web/language.tsx'
import {
  Actions,
  Answer,
  Badge,
  Button,
  Card,
  Cards,
  Choice,
  Empty,
  Form,
  Page,
  Refusal,
  Section,
} from '../web/parts/index.ts'
import { BedLine } from './bed-line.screen.tsx'
import { CostLine } from './cost.screen.tsx'
import { Dispute } from './dispute.screen.tsx'
import type {
  Answered,
  NewPayerAnswer,
  PayerRequestList,
  PayerRequestView,
  VerdictView,
} from './responsibility.schema.ts'
import { VerdictText } from './verdict-text.screen.tsx'

type PayerRequest = Static<typeof PayerRequestView>
type Given = Static<typeof NewPayerAnswer>

export const PayerScreen = (): ReactNode => {
  const words = useWords().verdict.payerScreen
  const requests = useAnswer<typeof PayerRequestList>('/payer-requests?limit=100', { everyMs: 5_000 })
  return (
    <Page title={words.title} lead={words.lead}>
      <Answer of={requests}>{(answer) => <Requests requests={answer.payerRequests} />}</Answer>
    </Page>
  )
}

const Requests = ({ requests }: { readonly requests: readonly PayerRequest[] }): ReactNode => {
  const words = useWords().verdict.payerScreen
  const open = requests.filter(({ abilities }) => abilities.includes('answer-payer-request'))
  const done = requests.filter(({ answer }) => answer !== undefined)
  return (
    <>
      <Section title={words.open}>
        {open.length === 0 ? <Empty title={words.emptyOpen} /> : null}
        <Cards>
          {open.map((each) => (
            <OpenRequest key={each.id} request={each} />
          ))}
        </Cards>
      </Section>
      {done.length === 0 ? null : (
        <Section title={words.done}>
          <Cards>
            {done.map((each) => (
              <DoneRequest key={each.id} request={each} />
            ))}
          </Cards>
        </Section>
      )}
    </>
  )
}

const OpenRequest = ({ request }: { readonly request: PayerRequest }): ReactNode => {
  const { verdict: verdictWords, dispute } = useWords()
  const { askPayer, payerScreen: words } = verdictWords
  const { language } = useLanguage()
  const nameOf = useOrganisationName()
  const verdict = useAnswer<typeof VerdictView>(`/verdicts/${request.verdictId}`)
  return (
    <Card
      tone="attention"
      title={`${words.asker} ${nameOf(request.askerOrganisationId)}`}
      meta={[
        askPayer.askedAt(formatMoment(request.askedAt, language)),
        ...(request.answerBy ? [dispute.answerBy(formatDay(request.answerBy, language))] : []),
      ].join(' · ')}
    >
      <CostLine cost={request.cost} />
      <BedLine bed={request.bed} />
      <details>
        <summary>{words.basis}</summary>
        <Answer of={verdict}>{(answer) => <VerdictText verdict={answer} />}</Answer>
      </details>
      <AnswerForm requestId={request.id} />
    </Card>
  )
}

const ANSWERS = ['accepts', 'provisional', 'refuses'] as const
const GROUNDS = ['other-municipality', 'other-law', 'not-entitled', 'facts-missing'] as const

const AnswerForm = ({ requestId }: { readonly requestId: string }): ReactNode => {
  const words = useWords().verdict.payerScreen
  const [answer, setAnswer] = useState<Given['answer'] | ''>('')
  const [ground, setGround] = useState<NonNullable<Given['ground']> | ''>('')
  const [tried, setTried] = useState(false)
  const sent = useSend<typeof NewPayerAnswer, typeof Answered>(`/payer-requests/${requestId}/answers`, {
    refresh: ['/payer-requests'],
  })
  const lacksGround = answer === 'refuses' && ground === ''
  const submit = (): void => {
    setTried(true)
    if (answer === '' || lacksGround) return
    sent.send({ answer, ...(answer === 'refuses' && ground !== '' ? { ground } : {}) })
  }
  return (
    <Form label={words.answer} onSubmit={submit}>
      <Choice
        label={words.answer}
        value={answer}
        error={tried && answer === '' ? words.chooseAnswer : undefined}
        options={ANSWERS.map((value) => ({ value, ...words.answers[value] }))}
        onChange={setAnswer}
      />
      {answer === 'refuses' ? (
        <Choice
          label={words.ground}
          value={ground}
          error={tried && lacksGround ? words.chooseGround : undefined}
          options={GROUNDS.map((value) => ({ value, label: words.grounds[value] }))}
          onChange={setGround}
        />
      ) : null}
      <Refusal problem={sent.refused} />
      <Actions>
        <Button type="submit" look="primary" busy={sent.busy}>
          {words.send}
        </Button>
      </Actions>
    </Form>
  )
}

const DoneRequest = ({ request }: { readonly request: PayerRequest }): ReactNode => {
  const { askPayer, payerScreen: words } = useWords().verdict
  const say = useSay()
  const { language } = useLanguage()
  const nameOf = useOrganisationName()
  return (
    <Card
      tone="done"
      title={`${words.asker} ${nameOf(request.askerOrganisationId)}`}
      aside={
        request.answer ? (
          <Badge tone={request.answer.code === 'accepts' ? 'done' : 'plain'}>{say(request.answer)}</Badge>
        ) : null
      }
      meta={request.answeredAt ? askPayer.answeredAt(formatMoment(request.answeredAt, language)) : ''}
    >
      <CostLine cost={request.cost} />
      <BedLine bed={request.bed} />
      {request.ground ? <p>{say(request.ground)}</p> : null}
      {request.answer && request.answer.code !== 'accepts' ? <Dispute requestId={request.id} /> : null}
    </Card>
  )
}
