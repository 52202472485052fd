import { ink, quietInk } from '../svg/colours.ts';
import type { Fonts } from '../svg/fonts.ts';
import { heightOf, lineHeight, textBlock, widestOf, wrapped, type Line } from '../svg/text.ts';
import { element } from '../svg/xml.ts';
import type { MeasuredBody } from './body.ts';
import type { Body, Cell, Row } from './model.ts';

type Table = Extract<Body, { kind: 'table' }>;

const cellWidth = 260;
const gap = 14;
const side = 12;
const rowAir = 4;
const sectionAir = 6;

/** A heading on a band of colour, then rows whose cells stand in columns. */
export function measureTable(table: Table, fonts: Fonts): MeasuredBody {
  const heading = headingOf(table, fonts);
  const rows = table.sections.map((section) => section.map((row) => measureRow(row, fonts)));
  const columns = columnWidths(rows.flat(), fonts);
  const inner =
    columns.reduce((sum, width) => sum + width, 0) + gap * Math.max(0, columns.length - 1);
  const headingHeight = heightOf(heading('')) + 14;
  const filled = rows.filter((section) => section.length > 0);
  const width = Math.max(inner, widestOf(heading(''), fonts)) + 2 * side;
  const height = headingHeight + filled.reduce((sum, section) => sum + sectionHeight(section), 0);
  return {
    width,
    height,
    draw({ x, y, width: placed }, tone) {
      const band = element('path', {
        d: bandPath(x, y, placed, headingHeight, filled.length === 0),
        fill: tone.fill,
      });
      const title = textBlock(heading(tone.text), { x: x + placed / 2, y: y + 7 });
      let top = y + headingHeight;
      const parts = filled.map((section) => {
        const drawn =
          rule(x, top, placed, tone.stroke) +
          drawSection(section, { x: x + side, y: top + sectionAir }, columns);
        top += sectionHeight(section);
        return drawn;
      });
      return band + title + parts.join('');
    },
  };
}

/** Above it the kind of thing («interface»), quieter. */
function headingOf({ over, title }: Table, fonts: Fonts): (colour: string) => readonly Line[] {
  const place = { fonts, width: cellWidth };
  return (colour) => [
    ...(over === undefined ? [] : wrapped(over, { size: 12, weight: 'regular', colour }, place)),
    ...wrapped(title, { size: 15, weight: 'semibold', colour }, place),
  ];
}

type MeasuredRow = readonly (readonly Line[])[];

function measureRow(row: Row, fonts: Fonts): MeasuredRow {
  return row.map((cell) => wrapped(cell.text, looks[cell.look], { fonts, width: cellWidth }));
}

const looks: Readonly<Record<Cell['look'], Omit<Line, 'text'>>> = {
  name: { size: 13, weight: 'regular', colour: ink },
  strong: { size: 13, weight: 'semibold', colour: ink },
  quiet: { size: 13, weight: 'regular', colour: quietInk },
  underlined: { size: 13, weight: 'regular', colour: ink, underline: true },
};

function columnWidths(rows: readonly MeasuredRow[], fonts: Fonts): readonly number[] {
  const count = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: count }, (_, column) =>
    Math.max(...rows.map((row) => widestOf(row[column] ?? [], fonts))),
  );
  // A column that is empty in every row takes no place, nor the gap before it.
  return widths.map((width) => (width === 0 ? -gap : width));
}

function rowHeight(row: MeasuredRow): number {
  return Math.max(lineHeight({ size: 13, weight: 'regular' }), ...row.map(heightOf)) + rowAir;
}

function sectionHeight(section: readonly MeasuredRow[]): number {
  return section.reduce((sum, row) => sum + rowHeight(row), 0) + 2 * sectionAir;
}

function drawSection(
  section: readonly MeasuredRow[],
  start: { readonly x: number; readonly y: number },
  columns: readonly number[],
): string {
  let y = start.y;
  return section
    .map((row) => {
      let x = start.x;
      const cells = row.map((lines, column) => {
        const cell = textBlock(lines, { x, y: y + rowAir / 2 }, 'start');
        x += (columns[column] ?? 0) + gap;
        return cell;
      });
      y += rowHeight(row);
      return cells.join('');
    })
    .join('');
}

/** Rounded above, where the box is; and below, if nothing follows. */
function bandPath(x: number, y: number, width: number, height: number, alone: boolean): string {
  const r = 6;
  const bottom = alone
    ? `v${height - 2 * r}a${r} ${r} 0 0 1 ${-r} ${r}h${2 * r - width}a${r} ${r} 0 0 1 ${-r} ${-r}z`
    : `v${height - r}h${-width}z`;
  return `M${x} ${y + r}a${r} ${r} 0 0 1 ${r} ${-r}h${width - 2 * r}a${r} ${r} 0 0 1 ${r} ${r}${bottom}`;
}

/** A thin line across the box. */
function rule(x: number, y: number, width: number, stroke: string): string {
  return element('path', { d: `M${x} ${y}h${width}`, stroke, fill: 'none' });
}
