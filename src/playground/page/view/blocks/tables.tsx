import type { Snapshot } from '../../../slack/data.ts';
import { type Fields, isFields, list, plain, textOf } from '../fields.ts';
import { RichText } from './rich-text.tsx';

/** `table` and `data_table`: the first row is the head. */
export function Table({ block, snapshot }: { block: Fields; snapshot: Snapshot }) {
  const [head = [], ...rows] = rowsOf(block['rows']);
  const columns = list(block['column_settings']);
  const align = (index: number) => `text-align:${textOf(columns[index]?.['align']) ?? 'left'}`;
  const caption = textOf(block['caption']);
  return (
    <div class="text">
      <div class="table-box" tabindex={0}>
        <table>
          {caption !== undefined && <caption>{caption}</caption>}
          <thead>
            <tr>
              {head.map((cell, index) => (
                <th key={index} style={align(index)}>
                  <Cell cell={cell} snapshot={snapshot} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, at) => (
              <tr key={at}>
                {row.map((cell, index) => (
                  <td key={index} style={align(index)}>
                    <Cell cell={cell} snapshot={snapshot} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

function Cell({ cell, snapshot }: { cell: Fields; snapshot: Snapshot }) {
  if (cell['type'] === 'rich_text') return <RichText block={cell} snapshot={snapshot} />;
  const { value } = cell;
  return <>{plain(cell) || (typeof value === 'number' ? String(value) : '')}</>;
}

function rowsOf(value: unknown): readonly (readonly Fields[])[] {
  return Array.isArray(value) ? value.filter(Array.isArray).map((row) => row.filter(isFields)) : [];
}
