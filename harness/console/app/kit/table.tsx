// A table that draws only the rows in sight, however many there are, and still says how many there are. Its cells hold links and
// buttons; a row itself is none.
import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useRef } from 'react'

export interface Column<Row> {
  title: string
  /** A CSS width of the column, such as `8rem` or `2fr`. */
  width: string
  cell: (row: Row) => ReactNode
  align?: 'end'
}

interface Props<Row> {
  /** What is listed, for screen readers. */
  label: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  keyOf: (row: Row) => string | number
  /** Pixels, unless rows say otherwise by their content. */
  rowHeight?: number
  /** At most so high, then it scrolls by itself. */
  height?: string
}

const FEW = 60

export function Table<Row>(props: Props<Row>) {
  return props.rows.length <= FEW ? <PlainTable {...props} /> : <LongTable {...props} />
}

const template = (columns: readonly { width: string }[]) =>
  columns.map(({ width }) => (width.endsWith('fr') ? `minmax(0, ${width})` : width)).join(' ')

function Head<Row>({ columns }: Pick<Props<Row>, 'columns'>) {
  return (
    <thead className="table-head">
      <tr className="table-row">
        {columns.map(({ title, align }) => (
          <th key={title} scope="col" className="table-cell" data-align={align}>
            {title}
          </th>
        ))}
      </tr>
    </thead>
  )
}

function Cells<Row>({ columns, row }: Pick<Props<Row>, 'columns'> & { row: Row }) {
  return columns.map(({ title, cell, align }) => (
    <td key={title} className="table-cell" data-align={align} data-title={title}>
      {cell(row)}
    </td>
  ))
}

const widths = (columns: readonly { width: string }[]) => ({ '--columns': template(columns) }) as object

function PlainTable<Row>({ label, columns, rows, keyOf }: Props<Row>) {
  return (
    <div className="table-scroll">
      <table className="table" aria-label={label} style={widths(columns)}>
        <Head columns={columns} />
        <tbody>
          {rows.map(row => (
            <tr key={keyOf(row)} className="table-row">
              <Cells columns={columns} row={row} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function LongTable<Row>({ label, columns, rows, keyOf, rowHeight = 41, height = '70vh' }: Props<Row>) {
  const scroll = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  })
  return (
    <section
      ref={scroll}
      className="table-scroll"
      style={{ maxHeight: height }}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard.
      tabIndex={0}
      aria-label={`${label}, scrolls`}
    >
      <table
        className="table long"
        aria-label={label}
        aria-rowcount={rows.length + 1}
        style={widths(columns)}
      >
        <Head columns={columns} />
        <tbody style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, start }) => {
            const row = rows[index] as Row
            return (
              <tr
                key={keyOf(row)}
                aria-rowindex={index + 2}
                className="table-row"
                data-index={index}
                ref={virtual.measureElement}
                style={{ transform: `translateY(${start}px)` }}
              >
                <Cells columns={columns} row={row} />
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}
