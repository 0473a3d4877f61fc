/** The look-up of one signal. It says what happens next, and that silence means that nobody hears anything. */
import { type ReactNode, useState } from 'react'
import { useSend } from '../web/api.ts'
import { useWords } from '../web/language.tsx'
import { Actions, Button, ButtonLink, Form, Notice, Refusal, Section, TextField } from '../web/parts/index.ts'
import type { LookUpAnswer, LookUpBody } from './linkage.schema.ts'

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
        <Notice kind="done" title={words.asked} announce>
          <p>{words.next}</p>
          <p>{words.askedText}</p>
        </Notice>
        <Actions>
          <ButtonLink to="/app/treffers" look="secondary">
            {words.toHits}
          </ButtonLink>
        </Actions>
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
    </Section>
  )
}
