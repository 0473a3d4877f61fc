/** The look-up of one signal. It says what happens next, and that silence means that nobody hears anything. */
import { type ReactNode, useState } from 'react'
import { useSend } from '../web/api.ts'
import { useWords } from '../web/language.tsx'
import { Actions, Button, ButtonLink, Form, Notice, Refusal, Section, TextField } from '../web/parts/index.ts'
import type { LookUpAnswer, LookUpBody } from './linkage.schema.ts'
import type { MarkAnswer, MarkBody } from './oversight.schema.ts'

export const LookUp = (props: {
  readonly signalId: string
  readonly groundId: string
  readonly purpose: string
}): ReactNode => {
  const words = useWords().signal.lookUp
  const [caseReference, setCaseReference] = useState('')
  const [tried, setTried] = useState(false)
  const lookUp = useSend<typeof LookUpBody, typeof LookUpAnswer>('/look-ups', { refresh: ['/signals', '/hits'] })
  const { signalId, groundId, purpose } = props
  if (lookUp.answer) {
    return (
      <Section title={words.title} surface>
        {lookUp.answer.status === 'awaits-second-person' ? <Waits /> : null}
        {lookUp.answer.status === 'asked' ? (
          <Notice kind="done" title={words.asked} announce>
            <p>{words.next}</p>
            <p>{words.askedText}</p>
          </Notice>
        ) : null}
        {lookUp.answer.status === 'asked' ? (
          <Actions>
            <ButtonLink to="/app/treffers" look="secondary">
              {words.toHits}
            </ButtonLink>
          </Actions>
        ) : null}
      </Section>
    )
  }
  return (
    <Section title={words.title} lead={words.lead} surface>
      <Form
        label={words.title}
        onSubmit={() => {
          setTried(true)
          const reference = caseReference.trim()
          if (reference !== '') lookUp.send({ signalId, groundId, purpose, caseReference: reference })
        }}
      >
        <TextField
          label={words.reference}
          hint={words.referenceHint}
          width="short"
          maxLength={60}
          value={caseReference}
          onChange={setCaseReference}
          error={tried && caseReference.trim() === '' ? words.needsReference : undefined}
        />
        <Notice>{words.next}</Notice>
        <Refusal problem={lookUp.refused} />
        <Actions>
          <Button type="submit" look="primary" busy={lookUp.busy}>
            {words.ask}
          </Button>
        </Actions>
      </Form>
      <Mark signalId={signalId} />
    </Section>
  )
}

const Waits = (): ReactNode => {
  const words = useWords().oversight.waiting
  return (
    <>
      <Notice title={words.title} announce>
        <p>{words.text}</p>
      </Notice>
      <Actions>
        <ButtonLink to="/app/meekijken" look="secondary">
          {words.toList}
        </ButtonLink>
      </Actions>
    </>
  )
}

const Mark = ({ signalId }: { readonly signalId: string }): ReactNode => {
  const words = useWords().oversight.mark
  const mark = useSend<typeof MarkBody, typeof MarkAnswer>(`/signals/${signalId}/sensitive-marks`)
  if (mark.answer) return <Notice kind="done" title={words.done} announce />
  return (
    <details className="details">
      <summary>{words.summary}</summary>
      <div>
        {' '}
        <p>{words.text}</p>
        <Refusal problem={mark.refused} />
        <Actions>
          <Button busy={mark.busy} onClick={() => mark.send({})}>
            {words.do}
          </Button>
        </Actions>
      </div>
    </details>
  )
}
