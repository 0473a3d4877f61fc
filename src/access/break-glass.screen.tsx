/** Opening named chapters of one file in an emergency, and what this person opened before. The number of the file must be known: nothing is searched. */
import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import type { Static } from 'typebox'
import { useAnswer, useSend } from '../web/api.ts'
import { FreshFirst } from '../web/fresh-first.tsx'
import { useSay, useWords } from '../web/language.tsx'
import {
  Actions,
  Answer,
  Button,
  Cards,
  Checkbox,
  Choice,
  Form,
  Notice,
  Page,
  Refusal,
  Section,
  TextArea,
  TextField,
} from '../web/parts/index.ts'
import type { BreakGlassBody, BreakGlassList, BreakGlassOpened } from './break-glass.schema.ts'
import { BREAK_GLASS, fileNumberIn } from './break-glass.ts'
import { OpeningCard } from './break-glass-card.screen.tsx'
import type { Chapter } from './consent.ts'

const EVERY_MS = 60_000
type Kind = Static<typeof BreakGlassBody>['kind']
const HOURS = Array.from({ length: BREAK_GLASS.hoursMax }, (_, index) => String(index + 1))

export const BreakGlassScreen = (): ReactNode => {
  const words = useWords().breakGlass
  const list = useAnswer<typeof BreakGlassList>('/break-glass-openings', { everyMs: EVERY_MS })
  return (
    <Page title={words.title} lead={words.lead} width="text">
      <Notice kind="attention" title={words.danger.title}>
        <p>{words.danger.text}</p>
      </Notice>
      <Section title={words.form} surface>
        <FreshFirst />
        <OpenForm left={list.data?.left} />
      </Section>
      <Section title={words.mine} lead={words.mineLead}>
        <Answer
          of={list}
          isEmpty={({ openings }) => openings.every(({ side }) => side !== 'reader')}
          empty={<p className="soft">{words.none}</p>}
        >
          {({ openings }) => (
            <Cards>
              {openings
                .filter(({ side }) => side === 'reader')
                .map((opening) => (
                  <OpeningCard key={opening.openingId} opening={opening} />
                ))}
            </Cards>
          )}
        </Answer>
      </Section>
    </Page>
  )
}

const OpenForm = ({ left }: { readonly left: number | undefined }): ReactNode => {
  const words = useWords().breakGlass
  const say = useSay()
  const navigate = useNavigate()
  const [file, setFile] = useState('')
  const [chapters, setChapters] = useState<readonly Chapter[]>([])
  const [kind, setKind] = useState<Kind | ''>('')
  const [reason, setReason] = useState('')
  const [hours, setHours] = useState('')
  const [tried, setTried] = useState(false)
  const open = useSend<typeof BreakGlassBody, typeof BreakGlassOpened>('/break-glass-openings', {
    refresh: ['/break-glass-openings'],
    onDone: ({ openingId }) => void navigate({ to: '/app/noodinzage/$openingId', params: { openingId } }),
  })
  const dossierId = fileNumberIn(file)
  const least = BREAK_GLASS.reasonLengthMin
  const isShort = reason.trim().length < least
  const send = (): void => {
    setTried(true)
    if (dossierId === undefined || chapters.length === 0 || kind === '' || isShort || hours === '') return
    open.send({ dossierId, chapters: [...chapters], kind, reason: reason.trim(), hours: Number(hours) })
  }
  return (
    <Form label={words.form} onSubmit={send}>
      <TextField
        label={words.file}
        hint={words.fileHint}
        value={file}
        onChange={setFile}
        error={tried && dossierId === undefined ? words.missing.file : undefined}
      />
      <Chapters
        chosen={chapters}
        onChange={setChapters}
        error={tried && chapters.length === 0 ? words.missing.chapters : undefined}
      />
      <Choice
        label={words.kind}
        value={kind}
        onChange={setKind}
        error={tried && kind === '' ? words.missing.kind : undefined}
        options={BREAK_GLASS.kinds.map((each) => ({ value: each.id, label: say(each) }))}
      />
      <TextArea
        label={words.reason}
        hint={words.reasonHint(least)}
        maxLength={2_000}
        value={reason}
        onChange={setReason}
        error={tried && isShort ? words.missing.reason(least) : undefined}
      />
      <Choice
        label={words.hours}
        hint={words.hoursHint}
        lay="row"
        value={hours}
        onChange={setHours}
        error={tried && hours === '' ? words.missing.hours : undefined}
        options={HOURS.map((value) => ({ value, label: words.hour(Number(value)) }))}
      />
      {left === undefined ? null : <p className="soft">{words.left(left, BREAK_GLASS.budget.days)}</p>}
      <Refusal problem={open.refused} />
      <Actions>
        <Button type="submit" look="primary" busy={open.busy}>
          {words.open}
        </Button>
      </Actions>
    </Form>
  )
}

const Chapters = (props: {
  readonly chosen: readonly Chapter[]
  readonly onChange: (chosen: readonly Chapter[]) => void
  readonly error: string | undefined
}): ReactNode => {
  const { breakGlass: words, dossier } = useWords()
  const names: Readonly<Record<string, string>> = dossier.chapters
  return (
    <fieldset className="choice" {...(props.error ? { 'aria-invalid': true } : {})}>
      <legend className="choice__legend">{words.chapters}</legend>
      <p className="choice__hint">{words.chaptersHint}</p>
      {props.error ? <p className="field__error">{props.error}</p> : null}
      {BREAK_GLASS.openable.map((each) => {
        // Safe: a test holds the openable chapters to those of the dossier.
        const chapter = each.chapter as Chapter
        return (
          <Checkbox
            key={chapter}
            label={words.narrowed[chapter] ?? names[chapter] ?? chapter}
            checked={props.chosen.includes(chapter)}
            onChange={(isChosen) =>
              props.onChange([...props.chosen.filter((other) => other !== chapter), ...(isChosen ? [chapter] : [])])
            }
          />
        )
      })}
    </fieldset>
  )
}
