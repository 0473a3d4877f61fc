/** Reports and letters out of what is known already: read, copy, print. What is missing is named; nothing is sent from here. */
import { getRouteApi } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import type { Static } from 'typebox'
import { useAnswer } from '../web/api.ts'
import { useWords } from '../web/language.tsx'
import { Actions, Answer, Button, Choice, Notice, Section } from '../web/parts/index.ts'
import { CopyButton } from './copy.screen.tsx'
import type { ReportShown } from './dossier.schema.ts'
import { DossierPage } from './dossier-page.screen.tsx'
import { REPORT_KINDS, type ReportKind } from './report.ts'
import { SentReports } from './sent-reports.screen.tsx'

const route = getRouteApi('/signed-in/app/dossiers/$dossierId/meldingen')

export const ReportsScreen = (): ReactNode => {
  const words = useWords().dossier
  const { dossierId } = route.useParams()
  const [kind, setKind] = useState<ReportKind | ''>('')
  return (
    <DossierPage dossierId={dossierId} title={words.reports.title} lead={words.reports.lead}>
      {() => (
        <>
          <div className="no-print">
            <Choice
              label={words.reports.choose}
              value={kind}
              onChange={setKind}
              options={REPORT_KINDS.map((value) => ({
                value,
                label: words.reportKinds[value].title,
                hint: words.reportKinds[value].for,
              }))}
            />
          </div>
          {kind === '' ? null : <Report key={kind} dossierId={dossierId} kind={kind} />}
          <div className="no-print">
            <SentReports dossierId={dossierId} />
          </div>
        </>
      )}
    </DossierPage>
  )
}

const Report = ({ dossierId, kind }: { readonly dossierId: string; readonly kind: ReportKind }): ReactNode => {
  const report = useAnswer<typeof ReportShown>(`/dossiers/${dossierId}/reports/${kind}`)
  return <Answer of={report}>{(answer) => <ReportText report={answer} />}</Answer>
}

const ReportText = ({ report }: { readonly report: Static<typeof ReportShown> }): ReactNode => {
  const words = useWords().dossier.reports
  return (
    <>
      <div className="no-print">
        <Missing missing={report.missing} />
      </div>
      <Section title={report.title} surface>
        {/* Letters are Dutch, whatever the language of the screen. */}
        <div className="letter print-only-this" lang="nl">
          {report.paragraphs.map((paragraph) => (
            <p key={paragraph}>{paragraph}</p>
          ))}
          <p className="soft small">{report.notice}</p>
          <p className="soft small">
            {words.sources}: {report.sources.join('; ')}
          </p>
        </div>
        <Actions>
          <CopyButton look="primary" text={asText(report)} label={words.copy} />
          <Button onClick={() => window.print()}>{words.print}</Button>
        </Actions>
        <p className="soft no-print">{words.note}</p>
      </Section>
    </>
  )
}

const asText = ({ title, paragraphs, notice, sources }: Static<typeof ReportShown>): string =>
  [title, ...paragraphs, notice, ...sources].join('\n\n')

const Missing = ({ missing }: Pick<Static<typeof ReportShown>, 'missing'>): ReactNode => {
  const words = useWords().dossier.reports
  if (missing.length === 0) return <Notice kind="done">{words.missingNone}</Notice>
  return (
    <Notice kind="attention" title={words.missing}>
      <ul>
        {missing.map(({ field, label, why }) => (
          <li key={field}>
            {label} <span className="soft">({words.missingWhy[why] ?? why})</span>
          </li>
        ))}
      </ul>
    </Notice>
  )
}
