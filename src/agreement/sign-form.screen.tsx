/** Signing one agreement for the own house, from a day to come. Asks once more: it binds the clocks of the whole house. */
import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { Static } from 'typebox'
import { useSend } from '../web/api.ts'
import { formatDay } from '../web/dates.ts'
import { useLanguage, useSay, useWords } from '../web/language.tsx'
import {
  Actions,
  Button,
  Checkbox,
  Form,
  Notice,
  Refusal,
  Section,
  Select,
  TextField,
  Unfolded,
} from '../web/parts/index.ts'
import type { Problem } from '../web/problem.ts'
import { useFieldProblem } from './field-problem.screen.ts'
import type { AdoptionList, AdoptionMade, SignNorm } from './signing.schema.ts'

type List = Static<typeof AdoptionList>
type Signable = List['norms'][number]
type Given = {
  readonly normId: string
  readonly from: string
  readonly count: string
  readonly most: string
  readonly without: readonly string[]
}
type Change = (next: Partial<Given>) => void

const NUMBER = /^\d{0,4}$/
const numberOf = (text: string): { readonly value?: number; readonly wrong: boolean } => {
  const typed = text.trim()
  return { wrong: !NUMBER.test(typed), ...(typed !== '' && NUMBER.test(typed) ? { value: Number(typed) } : {}) }
}

/** `asked` is the norm that the address names. */
export const SignForm = ({ list, asked }: { readonly list: List; readonly asked: string | undefined }): ReactNode => {
  const words = useWords().signing.sign
  const { norm: nameOf } = useWords().signing
  const { language } = useLanguage()
  const say = useSay()
  const empty: Given = { normId: '', from: list.earliestDate, count: '', most: '', without: [] }
  const [given, setGiven] = useState<Given>({ ...empty, normId: asked ?? '' })
  const [stage, setStage] = useState<'filling' | 'tried' | 'asks'>('filling')
  const [signed, setSigned] = useState<{ readonly norm: Signable; readonly from: string }>()
  const sign = useSend<typeof SignNorm, typeof AdoptionMade>('/adoptions', {
    refresh: ['/adoptions', '/norms'],
    onDone: () => {
      if (norm) setSigned({ norm, from: given.from })
      setGiven(empty)
      setStage('filling')
    },
  })
  const norm = list.norms.find(({ normId }) => normId === given.normId)
  const called = (which: Signable | undefined): string => (which ? nameOf(which.normId, say(which.title)) : '')
  const done = signed && words.done(called(signed.norm), formatDay(signed.from, language))
  const wrong = [given.count, given.most].some((each) => numberOf(each).wrong)
  const complete = norm !== undefined && given.from !== '' && !wrong
  const asks = stage === 'asks' && complete && sign.refused === undefined
  const change: Change = (next) => {
    setGiven({ ...given, ...next })
    setSigned(undefined)
    setStage('filling')
    sign.reset()
  }
  if (list.norms.length === 0)
    return (
      <Section title={words.title} surface>
        {done ? <Notice kind="done" title={done} announce /> : null}
        <p>{words.nothingLeft}</p>
      </Section>
    )
  return (
    <Section title={words.title} lead={words.lead} surface>
      {done ? <Notice kind="done" title={done} announce /> : null}
      <Form label={words.title} onSubmit={() => setStage(complete ? 'asks' : 'tried')}>
        <Fields
          list={list}
          given={given}
          norm={norm}
          tried={stage !== 'filling'}
          refused={sign.refused}
          onChange={change}
        />
        <Refusal problem={stage === 'asks' && !isOfField(sign.refused, given) ? sign.refused : undefined} />
        {asks ? (
          <Unfolded by="sign" onLeave={() => setStage('filling')}>
            <Notice kind="attention" title={words.sureTitle} announce>
              <p>{words.sure(called(norm), formatDay(given.from, language))}</p>
            </Notice>
            <Actions>
              <Button look="primary" busy={sign.busy} onClick={() => sign.send(bodyOf(given))}>
                {words.yes}
              </Button>
              <Button onClick={() => setStage('filling')}>{words.no}</Button>
            </Actions>
          </Unfolded>
        ) : (
          <Actions>
            <Button type="submit" look="primary" opens="sign">
              {words.ask}
            </Button>
          </Actions>
        )}
      </Form>
    </Section>
  )
}

const bodyOf = ({ normId, from, count, most, without }: Given): Static<typeof SignNorm> => {
  const [term, times] = [numberOf(count).value, numberOf(most).value]
  return {
    ...{ normId, fromDate: from },
    ...(term === undefined ? {} : { count: term }),
    ...(times === undefined ? {} : { most: times }),
    ...(without.length === 0 ? {} : { withoutExceptions: [...without] }),
  }
}

const OF_NORM = ['adopted-already', 'norm-not-known']
const OF_TERM = ['adopts-less', 'adopts-what-is-not-asked']
const isOfField = (problem: Problem | undefined, { count, most }: Given): boolean =>
  problem !== undefined &&
  (problem.code === 'adopted-from-past' ||
    OF_NORM.includes(problem.code) ||
    (OF_TERM.includes(problem.code) && `${count}${most}`.trim() !== ''))

type FieldsProps = {
  readonly list: List
  readonly given: Given
  readonly norm: Signable | undefined
  readonly tried: boolean
  readonly refused: Problem | undefined
  readonly onChange: Change
}

const Fields = ({ list, given, norm, tried, refused, onChange }: FieldsProps): ReactNode => {
  const words = useWords().signing.sign
  const { norm: nameOf } = useWords().signing
  const { language } = useLanguage()
  const say = useSay()
  const problem = useFieldProblem()
  const box = useRef<HTMLDivElement>(null)
  // What the server refused stands beside its field, and whoever signs goes on there.
  useEffect(() => {
    if (refused) box.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [refused])
  return (
    <div ref={box} className="stack">
      <Select
        label={words.norm}
        choose={words.choose}
        value={norm ? given.normId : ''}
        options={list.norms.map(({ normId, title }) => ({ value: normId, label: nameOf(normId, say(title)) }))}
        error={tried && !norm ? words.missing : OF_NORM.includes(refused?.code ?? '') ? problem(refused) : undefined}
        onChange={(normId) => onChange({ normId, count: '', most: '', without: [] })}
      />
      {norm ? <p className="measure">{say(norm.sentence)}</p> : null}
      <TextField
        type="date"
        width="short"
        label={words.from}
        hint={words.fromHint(formatDay(list.earliestDate, language))}
        value={given.from}
        error={
          tried && given.from === ''
            ? words.fromMissing
            : refused?.code === 'adopted-from-past'
              ? problem(refused)
              : undefined
        }
        onChange={(from) => onChange({ from })}
      />
      {norm ? <Stricter {...{ given, norm, tried, refused, onChange }} /> : null}
    </div>
  )
}

type StricterProps = Omit<FieldsProps, 'list' | 'norm'> & { readonly norm: Signable }

const Stricter = ({ given, norm, tried, refused, onChange }: StricterProps): ReactNode => {
  const words = useWords().signing.sign
  const say = useSay()
  const term = say(norm.term)
  const errorOf = (text: string, less: string): string | undefined => {
    if (tried && numberOf(text).wrong) return words.noNumber
    if (text.trim() === '') return undefined
    if (refused?.code === 'adopts-less') return less
    return refused?.code === 'adopts-what-is-not-asked' ? words.tooShort : undefined
  }
  const { mayBeStricter, exceptions, rule, most = 0 } = norm
  if (mayBeStricter.length === 0 && exceptions.length === 0) return null
  return (
    <fieldset className="choice">
      <legend className="choice__legend">{words.stricter}</legend>
      <div className="stack">
        {mayBeStricter.includes('count') ? (
          <TextField
            width="short"
            label={words.count[rule]}
            hint={words.countHint(term)}
            value={given.count}
            maxLength={4}
            error={errorOf(given.count, words.less[rule](term))}
            onChange={(count) => onChange({ count })}
          />
        ) : null}
        {mayBeStricter.includes('most') ? (
          <TextField
            width="short"
            label={words.most}
            hint={words.mostHint(most)}
            value={given.most}
            maxLength={4}
            error={errorOf(given.most, words.less.most(most))}
            onChange={(times) => onChange({ most: times })}
          />
        ) : null}
        {exceptions.length === 0 ? null : <p>{words.exceptions}:</p>}
        {exceptions.map((each) => (
          <Checkbox
            key={each.code}
            label={say(each)}
            checked={given.without.includes(each.code)}
            onChange={(checked) =>
              onChange({
                without: checked ? [...given.without, each.code] : given.without.filter((code) => code !== each.code),
              })
            }
          />
        ))}
      </div>
    </fieldset>
  )
}
