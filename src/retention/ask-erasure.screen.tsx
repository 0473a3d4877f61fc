/** On the screen of her own page and card: she asks that what this organisation wrote of her is destroyed. */
import type { ReactNode } from 'react'
import { useSend } from '../web/api.ts'
import { useWords } from '../web/language.tsx'
import { Actions, Button, Notice, Refusal, Section } from '../web/parts/index.ts'
import type { AskErasureBody, ErasureAsked } from './retention.schema.ts'

export const AskErasure = ({ dossierId }: { readonly dossierId: string }): ReactNode => {
  const words = useWords().retention.ask
  const ask = useSend<typeof AskErasureBody, typeof ErasureAsked>('/erasure-requests', {
    refresh: ['/destruction-list'],
  })
  return (
    <Section title={words.title} lead={words.lead}>
      {ask.answer ? (
        <Notice kind="done" announce>
          {words.saved}
        </Notice>
      ) : null}
      <Refusal problem={ask.refused} />
      {ask.answer ? null : (
        <Actions>
          <Button busy={ask.busy} onClick={() => ask.send({ dossierId })}>
            {words.press}
          </Button>
        </Actions>
      )}
    </Section>
  )
}
