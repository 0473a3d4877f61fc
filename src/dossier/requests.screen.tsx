/** What he or she asked on the own page: each with its term, answered once, in words for the person. */
import { getRouteApi } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import type { Static } from 'typebox'
import { useAnswer, useSend } from '../web/api.ts'
import { formatDay, formatMoment } from '../web/dates.ts'
import { useLanguage, useWords } from '../web/language.tsx'
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
  Refusal,
  Section,
  TextArea,
} from '../web/parts/index.ts'
import type { AnswerRequest, Made, PersonRequestList, PersonRequestShown } from './dossier.schema.ts'
import { DossierPage } from './dossier-page.screen.tsx'

const route = getRouteApi('/signed-in/app/dossiers/$dossierId/vragen')

export const RequestsScreen = (): ReactNode => {
  const words = useWords().dossier.requests
  const { dossierId } = route.useParams()
  const requests = useAnswer<typeof PersonRequestList>(`/dossiers/${dossierId}/person-requests`)
  return (
    <DossierPage dossierId={dossierId} title={words.title} lead={words.lead}>
      {() => (
        <Section title={words.list}>
          <Answer
            of={requests}
            isEmpty={(answer) => answer.requests.length === 0}
            empty={<Empty title={words.empty} />}
          >
            {(answer) => (
              <Cards>
                {answer.requests.map((each) => (
                  <Request key={each.requestId} request={each} dossierId={dossierId} />
                ))}
              </Cards>
            )}
          </Answer>
        </Section>
      )}
    </DossierPage>
  )
}

const Request = (props: { readonly request: PersonRequestShown; readonly dossierId: string }): ReactNode => {
  const { request } = props
  const dossier = useWords().dossier
  const words = dossier.requests
  const { language } = useLanguage()
  const chapters: Readonly<Record<string, string>> = dossier.chapters
  const about = request.field
    ? (dossier.fields[request.field] ?? request.field)
    : request.chapter
      ? (chapters[request.chapter] ?? request.chapter)
      : (words.about[request.about] ?? request.about)
  return (
    <Card
      title={`${words.kinds[request.kind]}: ${about.toLocaleLowerCase(language)}`}
      meta={formatMoment(request.madeAt, language)}
      aside={
        request.outcome ? (
          <Badge tone="done">{words.outcomes[request.outcome]}</Badge>
        ) : (
          <Badge tone={request.late ? 'attention' : 'plain'}>
            {request.late ? words.late : words.due} {formatDay(request.answerByDate, language)}
          </Badge>
        )
      }
    >
      {request.line ? <p className="soft">{request.line}</p> : null}
      {request.text === undefined ? (
        <p className="soft">{words.sealed}</p>
      ) : (
        <p className="chapter__note" dir="auto">
          “{request.text}”
        </p>
      )}
      {request.answer === undefined ? null : (
        <p dir="auto">
          {words.answered}: {request.answer}
        </p>
      )}
      {request.abilities.includes('answer-person-request') ? <AnswerForm {...props} /> : null}
    </Card>
  )
}

type Outcome = Static<typeof AnswerRequest>['outcome']
const OUTCOMES: readonly Outcome[] = ['done', 'partly', 'not-done']

const AnswerForm = (props: { readonly request: PersonRequestShown; readonly dossierId: string }): ReactNode => {
  const words = useWords().dossier.requests
  const [outcome, setOutcome] = useState<Outcome | ''>('')
  const [text, setText] = useState('')
  const [tried, setTried] = useState(false)
  const answer = useSend<typeof AnswerRequest, ReturnType<typeof Made>>(
    `/person-requests/${props.request.requestId}/answers`,
    { refresh: [`/dossiers/${props.dossierId}`, '/person-tasks'] },
  )
  const submit = (): void => {
    setTried(true)
    if (outcome !== '' && text.trim() !== '') answer.send({ outcome, text: text.trim() })
  }
  return (
    <Form label={words.send} onSubmit={submit}>
      <Choice
        lay="row"
        label={words.outcome}
        error={tried && outcome === '' ? words.missing.outcome : undefined}
        value={outcome}
        options={OUTCOMES.map((value) => ({ value, label: words.outcomes[value] }))}
        onChange={setOutcome}
      />
      <TextArea
        label={words.answer}
        hint={words.answerHint}
        error={tried && text.trim() === '' ? words.missing.text : undefined}
        rows={3}
        value={text}
        onChange={setText}
      />
      <Refusal problem={answer.refused} />
      <Actions>
        <Button type="submit" look="primary" busy={answer.busy}>
          {words.send}
        </Button>
      </Actions>
    </Form>
  )
}
