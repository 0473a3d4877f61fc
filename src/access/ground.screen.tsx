/** The conversation about looking, written down: language, interpreter, who was there, that help does not depend on it, her words. */
import { type ReactNode, useState } from 'react'
import { dayAt } from '../kernel/index.ts'
import { useSend } from '../web/api.ts'
import { useWords } from '../web/language.tsx'
import {
  Actions,
  Button,
  Checkbox,
  Choice,
  Form,
  Refusal,
  Section,
  Select,
  TextArea,
  TextField,
} from '../web/parts/index.ts'
import type { GroundAnswer, GroundBody } from './access.schema.ts'
import { PRESENT, type Present } from './consent.ts'
import { type AgeGroup, ageGroupOn, latestBirth } from './deciders.ts'
import { LEGAL_BASES, type LegalBasis } from './ground.ts'
import { saidByHerself, WhoDecides, whoSaidItOf } from './who-decides.screen.tsx'

/** Hit or no hit (data/sharing/purposes.csv). */
const PURPOSE = 'D27'
type Kind = 'consent-to-search' | 'legal-basis'

type Props = {
  readonly signalId: string
  /** The date of birth that the signal gives, as it was written. */
  readonly born?: string | undefined
}

export const GroundForm = (props: Props): ReactNode => {
  const words = useWords().signal.ground
  const [kind, setKind] = useState<Kind>('consent-to-search')
  return (
    <Section title={words.title} lead={words.lead} surface>
      <Choice
        label={words.kind}
        value={kind}
        onChange={setKind}
        options={[
          { value: 'consent-to-search', ...words.kinds['consent-to-search'] },
          { value: 'legal-basis', ...words.kinds['legal-basis'] },
        ]}
      />
      {kind === 'consent-to-search' ? <Conversation {...props} /> : <Weighing {...props} />}
    </Section>
  )
}

const useGround = (signalId: string) =>
  useSend<typeof GroundBody, typeof GroundAnswer>(`/signals/${signalId}/grounds`, { refresh: ['/signals'] })

const today = (): string => dayAt(new Date())

/** How old who was born then is today, when the date says enough. */
const ageNow = (born: string | undefined): AgeGroup | undefined => {
  const birth = latestBirth(born ?? '')
  return birth && ageGroupOn(birth, dayAt(new Date()))
}

const Conversation = ({ signalId, born }: Props): ReactNode => {
  const words = useWords().signal.ground
  const missing = useWords().dossier.consent.missing.ageGroup
  const ground = useGround(signalId)
  const [language, setLanguage] = useState('')
  const [interpreterName, setInterpreterName] = useState('')
  const [present, setPresent] = useState<readonly Present[]>([])
  const [helpDoesNotDependOnIt, setNoStrings] = useState(false)
  const [understood, setUnderstood] = useState('')
  const [who, setWho] = useState(() => saidByHerself(ageNow(born)))
  const [givenDate, setGivenDate] = useState(today)
  const [tried, setTried] = useState(false)
  const complete = language !== '' && present.length > 0 && understood.trim() !== '' && who.ageGroup !== ''
  const submit = () => {
    setTried(true)
    if (!complete) return
    const interpreter = interpreterName.trim() === '' ? {} : { interpreterName: interpreterName.trim() }
    ground.send({
      ...{ kind: 'consent-to-search', purpose: PURPOSE, language, present: [...present] },
      ...{ helpDoesNotDependOnIt, understood: understood.trim(), givenDate },
      ...interpreter,
      ...whoSaidItOf(who),
    })
  }
  return (
    <Form label={words.title} onSubmit={submit}>
      <div className="columns">
        <Select
          label={words.language}
          hint={words.languageHint}
          choose={words.chooseLanguage}
          value={language}
          onChange={setLanguage}
          error={tried && language === '' ? words.missing.language : undefined}
          options={Object.entries(words.languages).map(([value, label]) => ({ value, label }))}
        />
        <TextField
          label={words.interpreter}
          hint={words.interpreterHint}
          value={interpreterName}
          onChange={setInterpreterName}
        />
      </div>
      <WhoWasThere
        present={present}
        onChange={setPresent}
        error={tried && present.length === 0 ? words.missing.present : undefined}
      />
      <WhoDecides
        said={who}
        error={tried && who.ageGroup === '' ? missing : undefined}
        change={(part) => setWho((now) => ({ ...now, ...part }))}
      />
      <Checkbox label={words.noStrings} checked={helpDoesNotDependOnIt} onChange={setNoStrings} />
      <TextArea
        label={words.understood}
        hint={words.understoodHint}
        rows={3}
        value={understood}
        onChange={setUnderstood}
        error={tried && understood.trim() === '' ? words.missing.understood : undefined}
      />
      <TextField label={words.on} type="date" width="short" value={givenDate} onChange={setGivenDate} />
      <Refusal problem={ground.refused} />
      <Actions>
        <Button type="submit" look="primary" busy={ground.busy}>
          {words.save}
        </Button>
      </Actions>
    </Form>
  )
}

const WhoWasThere = (props: {
  readonly present: readonly Present[]
  readonly onChange: (present: readonly Present[]) => void
  readonly error: string | undefined
}): ReactNode => {
  const words = useWords().signal.ground
  // "Nobody else" and somebody cannot both be true.
  const change = (who: Present, isThere: boolean) => {
    const others = props.present.filter(
      (each) => each !== who && (who === 'nobody-else' ? !isThere : each !== 'nobody-else'),
    )
    props.onChange(isThere ? [...others, who] : others)
  }
  return (
    <fieldset className="choice" {...(props.error ? { 'aria-invalid': true } : {})}>
      <legend className="choice__legend">{words.present}</legend>
      {props.error ? <p className="field__error">{props.error}</p> : null}
      <div className="columns columns--tight">
        {PRESENT.map((who) => (
          <Checkbox
            key={who}
            label={words.presents[who]}
            checked={props.present.includes(who)}
            onChange={(isThere) => change(who, isThere)}
          />
        ))}
      </div>
    </fieldset>
  )
}

const Weighing = ({ signalId }: Props): ReactNode => {
  const words = useWords().signal.ground
  const ground = useGround(signalId)
  const [basis, setBasis] = useState<LegalBasis | ''>('')
  const [note, setNote] = useState('')
  const [givenDate, setGivenDate] = useState(today)
  const [tried, setTried] = useState(false)
  const submit = () => {
    setTried(true)
    if (basis === '' || note.trim() === '') return
    ground.send({ kind: 'legal-basis', purpose: PURPOSE, basis, note: note.trim(), givenDate })
  }
  return (
    <Form label={words.kinds['legal-basis'].label} onSubmit={submit}>
      <Select
        label={words.basis}
        choose={words.chooseBasis}
        value={basis}
        onChange={setBasis}
        error={tried && basis === '' ? words.missing.basis : undefined}
        options={LEGAL_BASES.map((value) => ({ value, label: words.bases[value] }))}
      />
      <TextArea
        label={words.weighing}
        hint={words.weighingHint}
        rows={5}
        value={note}
        onChange={setNote}
        error={tried && note.trim() === '' ? words.missing.weighing : undefined}
      />
      <TextField label={words.on} type="date" width="short" value={givenDate} onChange={setGivenDate} />
      <Refusal problem={ground.refused} />
      <Actions>
        <Button type="submit" look="primary" busy={ground.busy}>
          {words.save}
        </Button>
      </Actions>
    </Form>
  )
}
