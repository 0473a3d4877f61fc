/** What a request costs: typed in euros, kept in whole cents, and shown as one line. */
import { type ReactNode, useState } from 'react'
import type { Static } from 'typebox'
import { today } from '../dossier/today-here.screen.ts'
import { formatDay } from '../web/dates.ts'
import { useLanguage, useWords } from '../web/language.tsx'
import { Select, TextField } from '../web/parts/index.ts'
import { centsInWords, readCents } from '../words/money.ts'
import { AMOUNT_PER, type AmountPer } from './cost.ts'
import type { NewPayerRequest } from './responsibility.schema.ts'

export type CostSent = NonNullable<Static<typeof NewPayerRequest>['cost']>
export type CostTyped = {
  readonly amount: string
  readonly per: AmountPer
  readonly from: string
  readonly until: string
}

export const useCost = () => {
  const [typed, setTyped] = useState<CostTyped>({ amount: '', per: 'day', from: today(), until: '' })
  const cents = readCents(typed.amount)
  const isEmpty = typed.amount.trim() === ''
  const isWrong = !isEmpty && (cents === undefined || cents < 0)
  const needsUntil = !isEmpty && typed.per === 'whole' && typed.until === ''
  const needsFrom = !isEmpty && typed.from === ''
  const cost: CostSent | undefined =
    isEmpty || cents === undefined
      ? undefined
      : {
          ...{ amountCents: cents, per: typed.per, fromDate: typed.from },
          ...(typed.until === '' ? {} : { untilDate: typed.until }),
        }
  return { ...{ typed, setTyped, isWrong, needsFrom, needsUntil, cost }, good: !isWrong && !needsFrom && !needsUntil }
}

export const CostFields = ({
  of,
  tried,
}: {
  readonly of: ReturnType<typeof useCost>
  readonly tried: boolean
}): ReactNode => {
  const words = useWords().dispute.cost
  const { typed, setTyped } = of
  return (
    <>
      <p>
        <strong>{words.title}</strong> <span className="soft">{words.hint}</span>
      </p>
      <TextField
        width="short"
        label={words.amount}
        hint={words.amountHint}
        maxLength={15}
        value={typed.amount}
        error={tried && of.isWrong ? words.amountWrong : undefined}
        onChange={(amount) => setTyped({ ...typed, amount })}
      />
      {typed.amount.trim() === '' ? null : (
        <>
          <Select
            label={words.per}
            choose={words.choosePer}
            value={typed.per}
            options={AMOUNT_PER.map((value) => ({ value, label: words.pers[value] }))}
            onChange={(per) => setTyped({ ...typed, per })}
          />
          <TextField
            type="date"
            width="short"
            label={words.from}
            value={typed.from}
            error={tried && of.needsFrom ? words.needsDay : undefined}
            onChange={(from) => setTyped({ ...typed, from })}
          />
          <TextField
            type="date"
            width="short"
            label={words.until}
            hint={words.untilHint}
            value={typed.until}
            error={tried && of.needsUntil ? words.needsDay : undefined}
            onChange={(until) => setTyped({ ...typed, until })}
          />
        </>
      )}
    </>
  )
}

export const CostLine = ({ cost }: { readonly cost: CostSent | undefined }): ReactNode => {
  const words = useWords().dispute.cost
  const { language } = useLanguage()
  if (!cost) return <p className="soft">{words.none}</p>
  const from = formatDay(cost.fromDate, language)
  return (
    <p>
      <strong>{words.line(centsInWords(cost.amountCents, language), words.perShort[cost.per])}</strong>
      {', '}
      {cost.untilDate ? words.days(from, formatDay(cost.untilDate, language)) : words.openEnd(from)}
    </p>
  )
}
