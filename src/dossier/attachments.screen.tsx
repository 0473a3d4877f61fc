/** Photos and letters of a chapter: what there is, one more, one taken out, one taken away. What a file really is says the server. */
import { type ReactNode, useState } from 'react'
import { useSend } from '../web/api.ts'
import { formatDay } from '../web/dates.ts'
import { useLanguage, useWords } from '../web/language.tsx'
import {
  Actions,
  Button,
  ButtonAway,
  FileField,
  Form,
  Refusal,
  Select,
  TextField,
  Unfolded,
} from '../web/parts/index.ts'
import type { AddAttachment, RemoveAttachment, ShownAttachment } from './attachment.schema.ts'
import { ATTACHMENT_BYTES_MAX, REMOVAL_REASONS } from './attachment.ts'
import type { Chapter } from './chapter.ts'
import type { Made } from './dossier.schema.ts'
import { formatHappened, happenedOf, type Said, TODAY, WhenField } from './when.screen.tsx'

type MadeSomething = ReturnType<typeof Made>
type Done = { readonly dossierId: string; readonly onDone: (sentence: string) => void }

/** Also by its ending: what a telephone offers as a photo it then gives as JPEG. */
const ACCEPT = 'image/jpeg,image/png,application/pdf,.jpg,.jpeg,.png,.pdf'

const base64Of = (file: File): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ''))
    reader.onerror = () => reject(reader.error ?? new Error('the file was not read'))
    reader.readAsDataURL(file)
  })

export const AttachmentForm = ({ dossierId, chapter, onDone }: Done & { readonly chapter: Chapter }): ReactNode => {
  const words = useWords().dossier
  const [file, setFile] = useState<File | undefined>()
  const [title, setTitle] = useState('')
  const [when, setWhen] = useState<Said>({ ...TODAY, exact: 'unknown' })
  const [tried, setTried] = useState(false)
  const [unread, setUnread] = useState(false)
  const add = useSend<typeof AddAttachment, MadeSomething>(`/dossiers/${dossierId}/attachments`, {
    refresh: [`/dossiers/${dossierId}`],
    onDone: () => onDone(words.attachment.saved),
  })
  const problem = fileProblem(file, unread, words.attachment)
  const submit = async (): Promise<void> => {
    setTried(true)
    const said = saidOf(when)
    if (!file || problem || title.trim() === '' || said === undefined) return
    const fileBase64 = await base64Of(file).catch(() => undefined)
    if (fileBase64 === undefined) return setUnread(true)
    add.send({
      ...{ chapter, title: title.trim(), fileBase64, saidType: file.type },
      ...said,
    })
  }
  return (
    <Form label={words.attachment.addIn(words.chapters[chapter])} onSubmit={() => void submit()}>
      <p className="soft measure">{words.attachment.lead}</p>
      <FileField
        label={words.attachment.file}
        accept={ACCEPT}
        error={tried || file ? problem : undefined}
        onChange={(chosen) => {
          setFile(chosen)
          setUnread(false)
          add.reset()
        }}
      />
      <TextField
        label={words.attachment.title}
        hint={words.attachment.titleHint}
        value={title}
        error={tried && title.trim() === '' ? words.attachment.titleMissing : undefined}
        onChange={setTitle}
      />
      <WhenField said={when} missing={tried && saidOf(when) === undefined} dayNeeded onChange={setWhen} />
      <Refusal problem={add.refused} />
      {add.busy ? <output>{words.attachment.busy}</output> : null}
      <Actions>
        <Button type="submit" look="primary" busy={add.busy}>
          {words.attachment.save}
        </Button>
      </Actions>
    </Form>
  )
}

/** A letter is seldom of today: a day that is left empty is missing. */
const saidOf = (when: Said) => (when.exact === 'day' && when.day === '' ? undefined : happenedOf(when))

const fileProblem = (
  file: File | undefined,
  unread: boolean,
  words: { readonly fileMissing: string; readonly fileTooLarge: string },
): string | undefined => {
  if (!file || unread) return words.fileMissing
  return file.size > ATTACHMENT_BYTES_MAX ? words.fileTooLarge : undefined
}

export const AttachmentList = (props: Done & { readonly attachments: readonly ShownAttachment[] }): ReactNode => {
  const words = useWords().dossier.attachment
  if (props.attachments.length === 0) return null
  return (
    <>
      <h4>{words.list}</h4>
      <ul className="attachments">
        {props.attachments.map((each) => (
          <Attachment key={each.attachmentId} attachment={each} dossierId={props.dossierId} onDone={props.onDone} />
        ))}
      </ul>
      <p className="soft">{words.takeHint}</p>
    </>
  )
}

const Attachment = ({ attachment, dossierId, onDone }: Done & { readonly attachment: ShownAttachment }): ReactNode => {
  const words = useWords().dossier.attachment
  const { language } = useLanguage()
  const [removing, setRemoving] = useState(false)
  const { attachmentId, title, type, bytes, addedBy, learnedAt, precision, mayRemove } = attachment
  const added = formatDay(learnedAt.slice(0, 10), language)
  const of = precision === 'unknown' ? undefined : formatHappened(attachment, '', language)
  return (
    <li>
      <div className="attachments__what">
        <span dir="auto">{title}</span>{' '}
        <span className="soft">
          ({words.types[type] ?? type}, {words.size(Math.max(1, Math.round(bytes / 1000)))})
        </span>
        <span className="chapter__origin">{words.by(addedBy.name, added, of)}</span>
      </div>
      <div className="row">
        <ButtonAway look="secondary" href={`/v1/dossiers/${dossierId}/attachment-files/${attachmentId}`} download>
          {words.take}
          <span className="visually-hidden"> ({title})</span>
        </ButtonAway>
        {mayRemove ? (
          <Button look="subtle" pressed={removing} opens="remove" onClick={() => setRemoving(!removing)}>
            {words.remove}
            <span className="visually-hidden"> ({title})</span>
          </Button>
        ) : null}
      </div>
      {removing ? (
        <Unfolded by="remove" onLeave={() => setRemoving(false)}>
          <RemoveForm attachmentId={attachmentId} dossierId={dossierId} onDone={onDone} />
        </Unfolded>
      ) : null}
    </li>
  )
}

const RemoveForm = ({ attachmentId, dossierId, onDone }: Done & { readonly attachmentId: string }): ReactNode => {
  const words = useWords().dossier.attachment
  const [reason, setReason] = useState<(typeof REMOVAL_REASONS)[number] | ''>('')
  const [tried, setTried] = useState(false)
  const path = `/dossiers/${dossierId}/attachments/${attachmentId}/removals`
  const remove = useSend<typeof RemoveAttachment, MadeSomething>(path, {
    refresh: [`/dossiers/${dossierId}`],
    onDone: () => onDone(words.removed),
  })
  return (
    <Form
      label={words.remove}
      onSubmit={() => {
        setTried(true)
        if (reason !== '') remove.send({ reason })
      }}
    >
      <p className="soft measure">{words.removeLead}</p>
      <Select
        label={words.removeWhy}
        choose={words.choose}
        value={reason}
        error={tried && reason === '' ? words.choose : undefined}
        options={REMOVAL_REASONS.map((value) => ({ value, label: words.reasons[value] ?? value }))}
        onChange={setReason}
      />
      <Refusal problem={remove.refused} />
      <Actions>
        <Button type="submit" look="primary" busy={remove.busy}>
          {words.remove}
        </Button>
      </Actions>
    </Form>
  )
}
