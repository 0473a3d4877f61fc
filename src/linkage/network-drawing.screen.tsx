/**
 * A network drawn: signals as circles, other houses as squares, things in common as lines. Every node takes the focus and says what
 * it is; nothing is told by colour alone; whatever is drawn stands in a table as well.
 */
import './network.css'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { layNetwork, type Place } from './thing-layout.ts'

export type DrawnNode = {
  readonly id: string
  readonly shape: 'signal' | 'house'
  /** Inside the node: one or two characters. */
  readonly mark: string
  /** Beneath it, cut when long. */
  readonly caption: string
  /** Read aloud and shown on pointing. */
  readonly says: string
  readonly cluster?: number
}
export type DrawnTie = {
  readonly id: string
  readonly one: string
  readonly other: string
  readonly caption: string
  readonly near: boolean
  readonly review: 'open' | 'confirmed' | 'rejected'
}
export type LegendEntry = { readonly key: string; readonly sample: ReactNode; readonly says: string }

const WIDEST = 960
const NARROWEST = 260
const CAPTION_MOST = 15

export const NetworkDrawing = (props: {
  readonly label: string
  readonly nodes: readonly DrawnNode[]
  readonly ties: readonly DrawnTie[]
  /** The node that the reader chose, and how to choose one. */
  readonly chosen?: string | undefined
  readonly onChoose?: (id: string) => void
}): ReactNode => {
  const { nodes, ties } = props
  const [frame, width] = useWidth()
  const drawing = layNetwork(
    nodes.map(({ id }) => id),
    ties,
    width,
  )
  const at = (id: string): Place => drawing.places.get(id) ?? { x: 0, y: 0 }
  return (
    <figure ref={frame} className="network" aria-label={props.label}>
      <svg width={drawing.width} height={drawing.height} viewBox={`0 0 ${drawing.width} ${drawing.height}`}>
        <title>{props.label}</title>
        {ties.map((tie) => (
          <Tie key={tie.id} tie={tie} from={at(tie.one)} to={at(tie.other)} />
        ))}
        {nodes.map((node) => (
          <Node
            key={node.id}
            node={node}
            at={at(node.id)}
            chosen={props.chosen === node.id}
            onChoose={props.onChoose ? () => props.onChoose?.(node.id) : undefined}
          />
        ))}
      </svg>
    </figure>
  )
}

/** As wide as there is room, so that words keep their size on a phone and at 200 %. */
const useWidth = () => {
  const frame = useRef<HTMLElement>(null)
  const [width, setWidth] = useState(640)
  useEffect(() => {
    const element = frame.current
    if (!element) return undefined
    const measure = () => setWidth(Math.max(NARROWEST, Math.min(WIDEST, Math.floor(element.clientWidth))))
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return [frame, width] as const
}

/** Not in the middle, where lines through a ring cross. */
const between = (from: number, to: number): number => from + (to - from) * 0.42

const Tie = ({ tie, from, to }: { readonly tie: DrawnTie; readonly from: Place; readonly to: Place }): ReactNode => (
  <g className="network__tie" data-near={tie.near} data-review={tie.review}>
    <line x1={from.x} y1={from.y} x2={to.x} y2={to.y} />
    <text x={between(from.x, to.x)} y={between(from.y, to.y) - 4}>
      {tie.caption}
    </text>
  </g>
)

const Node = (props: {
  readonly node: DrawnNode
  readonly at: Place
  readonly chosen: boolean
  readonly onChoose: (() => void) | undefined
}): ReactNode => {
  const { node, at, chosen, onChoose } = props
  const presses = onChoose
    ? {
        role: 'button',
        'aria-pressed': chosen,
        onClick: onChoose,
        onKeyDown: (event: { readonly key: string; preventDefault(): void }) => {
          if (event.key !== 'Enter' && event.key !== ' ') return
          event.preventDefault()
          onChoose()
        },
      }
    : { role: 'img' }
  return (
    <g
      className="network__node"
      data-shape={node.shape}
      data-cluster={node.cluster !== undefined}
      data-chosen={chosen}
      transform={`translate(${at.x} ${at.y})`}
      tabIndex={0}
      aria-label={node.says}
      {...presses}
    >
      <title>{node.says}</title>
      {node.shape === 'signal' ? <circle r={20} /> : <rect x={-18} y={-18} width={36} height={36} rx={4} />}
      {node.cluster === undefined ? null : <circle className="network__ring" r={25} />}
      <text className="network__mark" y={5}>
        {node.mark}
      </text>
      <text className="network__caption" y={42}>
        {node.caption.length > CAPTION_MOST ? `${node.caption.slice(0, CAPTION_MOST - 1)}…` : node.caption}
      </text>
    </g>
  )
}

export const NetworkLegend = ({
  title,
  entries,
}: {
  readonly title: string
  readonly entries: readonly LegendEntry[]
}): ReactNode => (
  <div className="network__legend">
    <h3>{title}</h3>
    <ul>
      {entries.map(({ key, sample, says }) => (
        <li key={key}>
          <svg width={44} height={28} viewBox="-22 -14 44 28" aria-hidden="true">
            {sample}
          </svg>
          {says}
        </li>
      ))}
    </ul>
  </div>
)

/** Small pictures for the legend, drawn by the same rules as the network. */
export const SAMPLES = {
  signal: (
    <g className="network__node" data-shape="signal">
      <circle r={11} />
    </g>
  ),
  clustered: (
    <g className="network__node" data-shape="signal" data-cluster="true">
      <circle r={8} />
      <circle className="network__ring" r={12} />
    </g>
  ),
  house: (
    <g className="network__node" data-shape="house">
      <rect x={-10} y={-10} width={20} height={20} rx={3} />
    </g>
  ),
  exact: (
    <g className="network__tie" data-near="false" data-review="open">
      <line x1={-20} y1={0} x2={20} y2={0} />
    </g>
  ),
  near: (
    <g className="network__tie" data-near="true" data-review="open">
      <line x1={-20} y1={0} x2={20} y2={0} />
    </g>
  ),
  confirmed: (
    <g className="network__tie" data-near="false" data-review="confirmed">
      <line x1={-20} y1={0} x2={20} y2={0} />
    </g>
  ),
  rejected: (
    <g className="network__tie" data-near="false" data-review="rejected">
      <line x1={-20} y1={0} x2={20} y2={0} />
    </g>
  ),
} as const satisfies Readonly<Record<string, ReactNode>>
