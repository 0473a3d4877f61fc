/** The look-up of the things of one signal. It says what could not be read; silence afterwards means that nobody hears anything. */
import { type ReactNode, useState } from 'react'
import { useSend } from '../web/api.ts'
import { useWords } from '../web/language.tsx'
import { Actions, Button, ButtonLink, Form, Notice, Refusal, Section, TextField } from '../web/parts/index.ts'
import type { ThingLookUpAnswer, ThingLookUpBody } from './thing.schema.ts'

type Things = readonly { readonly kind: string; readonly text: string }[]

export const ThingLookUp = (props: {
  readonly signalId: string
  readonly things: Things
  readonly groundId: string
  readonly purpose: string
}): ReactNode => {
  const words = useWords().network
  const [caseReference, setCaseReference] = useState('')
  const [tried, setTried] = useState(false)
  const lookUp = useSend<typeof ThingLookUpBody, typeof ThingLookUpAnswer>('/thing-look-ups', {
    refresh: ['/network-links'],
  })
  const { signalId, things, groundId, purpose } = props
  if (lookUp.answer) return <Asked notRead={lookUp.answer.notRead} things={things} />
  return (
    <Section title={words.lookUp.title} lead={words.lookUp.lead} surface>
      <Form
        label={words.lookUp.title}
        onSubmit={() => {
          setTried(true)
          const reference = caseReference.trim()
          if (reference !== '') lookUp.send({ signalId, groundId, purpose, caseReference: reference })
        }}
      >
        <TextField
          label={words.lookUp.reference}
          hint={words.lookUp.referenceHint}
          width="short"
          maxLength={60}
          value={caseReference}
          onChange={setCaseReference}
          error={tried && caseReference.trim() === '' ? words.lookUp.needsReference : undefined}
        />
        <Refusal problem={lookUp.refused} />
        <Actions>
          <Button type="submit" busy={lookUp.busy}>
            {words.lookUp.ask}
          </Button>
        </Actions>
      </Form>
    </Section>
  )
}

const Asked = (props: {
  readonly notRead: readonly { readonly place: number; readonly kind: string; readonly reason: string }[]
  readonly things: Things
}): ReactNode => {
  const words = useWords().network
  return (
    <Section title={words.lookUp.title} surface>
      <Notice kind="done" title={words.lookUp.asked} announce>
        <p>{words.lookUp.askedText}</p>
      </Notice>
      {props.notRead.length === 0 ? null : (
        <Notice kind="attention" title={words.lookUp.notRead}>
          <ul>
            {props.notRead.map(({ place, kind, reason }) => (
              <li key={place}>
                {words.kinds[kind] ?? kind} “{props.things[place]?.text}”: {words.lookUp.reasons[reason] ?? reason}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <Actions>
        <ButtonLink to="/app/netwerk" look="secondary">
          {words.lookUp.toNetwork}
        </ButtonLink>
      </Actions>
    </Section>
  )
}
