import { type Fields, fieldsOf, list, plain, textOf } from '../fields.ts';

/** `data_visualization`: whatever the chart's kind, each of its numbers as a bar that can be read. */
export function Chart({ block }: { block: Fields }) {
  const chart = fieldsOf(block['chart']);
  const title = textOf(block['title']) ?? plain(block['title']);
  const series =
    chart['segments'] === undefined
      ? list(chart['series'])
      : [{ name: '', data: chart['segments'] }];
  const most = Math.max(...series.flatMap(({ data }) => list(data).map(sizeOf)), 1e-9);
  return (
    <figure class="chart">
      <figcaption>
        {title} <span class="quiet">({textOf(chart['type'])} chart, as bars)</span>
      </figcaption>
      {series.map(({ name, data }, index) => (
        <div key={index}>
          {textOf(name)}
          <ul>
            {list(data).map((point, at) => (
              <li key={at}>
                <span>{textOf(point['label'])}</span>
                <span class="bar" style={`--share:${sizeOf(point) / most}`} aria-hidden="true" />
                <span class="score">{String(point['value'])}</span>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </figure>
  );
}

function sizeOf({ value }: Fields): number {
  return typeof value === 'number' ? Math.abs(value) : 0;
}
