/** A person judges one link: yes or no, how one knows, and if wanted why. Earlier judgements of the own house stand beside it. */
import { type ReactNode, useState } from 'react'
import type { Static } from 'typebox'
import { useSend } from '../web/api.ts'
import { formatMoment } from '../web/dates.ts'
import { useLanguage, useWords } from '../web/language.tsx'
import { Actions, Badge, Button, Card, Choice, Form, Notice, Refusal, Select, TextArea } from '../web/parts/index.ts'
import {
  type NetworkLink,
  type NetworkReviewBody,
  type NetworkReviewed,
  REVIEW_BASES,
  REVIEW_VERDICTS,
} from './thing.schema.ts'

type LinkView = Static<typeof NetworkLink>
type Verdict = (typeof REVIEW_VERDICTS)[number]
type Basis = (typeof REVIEW_BASES)[number]

export const LinkReview = ({ link, title }: { readonly link: LinkView; readonly title: string }): ReactNode => {
  const words = useWords().network
  const isOpen = link.review === 'open'
  return (
    <Card
      tone={isOpen ? 'attention' : 'done'}
      title={title}
      aside={<Badge tone={isOpen ? 'attention' : 'done'}>{words.table.reviews[link.review]}</Badge>}
      meta={words.table[link.grade]}
    >
      <Earlier link={link} />
      <details className="details">
        <summary>
          {isOpen ? words.review.open : words.review.again}
          <span className="visually-hidden">: {title}</span>
        </summary>
        <div>
          <ReviewForm link={link} title={title} />
        </div>
      </details>
    </Card>
  )
}

const Earlier = ({ link }: { readonly link: LinkView }): ReactNode => {
  const words = useWords().network.review
  const { language } = useLanguage()
  if (link.reviews.length === 0) return null
  return (
    <>
      <p className="soft">{words.earlier}</p>
      <ul>
        {link.reviews.map(({ verdict, basis, reason, reviewedAt }) => (
          <li key={reviewedAt}>
            {formatMoment(reviewedAt, language)}: {words.verdicts[verdict].label}. {words.bases[basis]}.
            {reason ? ` ${reason}` : ''}
          </li>
        ))}
      </ul>
    </>
  )
}

const ReviewForm = ({ link, title }: { readonly link: LinkView; readonly title: string }): ReactNode => {
  const words = useWords().network.review
  const [verdict, setVerdict] = useState<Verdict | ''>('')
  const [basis, setBasis] = useState<Basis | ''>('')
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const review = useSend<typeof NetworkReviewBody, typeof NetworkReviewed>(`/network-links/${link.linkId}/reviews`, {
    refresh: ['/network-links'],
  })
  if (review.answer) return <Notice kind="done" title={words.saved} announce />
  return (
    <Form
      label={`${words.title}: ${title}`}
      onSubmit={() => {
        setTried(true)
        if (verdict === '' || basis === '') return
        review.send({ verdict, basis, ...(reason.trim() === '' ? {} : { reason: reason.trim() }) })
      }}
    >
      <Choice
        label={words.verdict}
        value={verdict}
        onChange={setVerdict}
        error={tried && verdict === '' ? words.choose : undefined}
        options={REVIEW_VERDICTS.map((value) => ({ value, ...words.verdicts[value] }))}
      />
      <Select
        label={words.basis}
        choose={words.chooseBasis}
        value={basis}
        onChange={setBasis}
        error={tried && basis === '' ? words.needsBasis : undefined}
        options={REVIEW_BASES.map((value) => ({ value, label: words.bases[value] }))}
      />
      <TextArea
        label={words.reason}
        hint={words.reasonHint}
        rows={2}
        maxLength={1_000}
        value={reason}
        onChange={setReason}
      />
      <Refusal problem={review.refused} />
      <Actions>
        <Button type="submit" look="primary" busy={review.busy}>
          {words.save}
        </Button>
      </Actions>
    </Form>
  )
}
