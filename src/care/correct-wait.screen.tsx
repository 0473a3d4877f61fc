/** Saying that a wait was for something else, or what the hours were for that nothing explains: a cause, a party and a reason from a list. */
import { type ReactNode, useState } from 'react'
import { ChooseOrganisation } from '../dossier/choose.screen.tsx'
import { useSend } from '../web/api.ts'
import { useWords } from '../web/language.tsx'
import { Actions, Button, Choice, Form, Refusal } from '../web/parts/index.ts'
import type { Made, NewCorrection } from './care.schema.ts'
import { CORRECTION_REASONS, type CorrectionReason, WAIT_CAUSES, type WaitCause } from './wait-clock.ts'

export const CorrectWait = (props: {
  readonly waitId: string
  /** The wait itself, or the hours of a need that nothing explains. */
  readonly about: 'wait' | 'unknown'
  readonly dossierId: string
  readonly onDone: () => void
}): ReactNode => {
  const {
    place: { waits },
    dispute: { correct: words },
  } = useWords()
  const [cause, setCause] = useState<WaitCause | ''>('')
  const [party, setParty] = useState('')
  const [reason, setReason] = useState<CorrectionReason | ''>('')
  const [tried, setTried] = useState(false)
  const sent = useSend<typeof NewCorrection, typeof Made>(`/waits/${props.waitId}/corrections`, {
    refresh: [`/dossiers/${props.dossierId}`],
    onDone: props.onDone,
  })
  return (
    <Form
      label={words.open}
      onSubmit={() => {
        setTried(true)
        if (cause !== '' && reason !== '')
          sent.send({ cause, reason, about: props.about, ...(party === '' ? {} : { partyOrganisationId: party }) })
      }}
    >
      <Choice
        label={words.cause}
        value={cause}
        error={tried && cause === '' ? words.chooseCause : undefined}
        options={WAIT_CAUSES.map((value) => ({ value, label: waits.causes[value] ?? value }))}
        onChange={setCause}
      />
      <ChooseOrganisation label={words.party} hint={words.partyHint} plane="care" onChoose={setParty} />
      <Choice
        label={words.reason}
        value={reason}
        error={tried && reason === '' ? words.chooseReason : undefined}
        options={CORRECTION_REASONS.map((value) => ({ value, label: words.reasons[value] }))}
        onChange={setReason}
      />
      <Refusal problem={sent.refused} />
      <Actions>
        <Button type="submit" busy={sent.busy}>
          {words.save}
        </Button>
      </Actions>
    </Form>
  )
}
