import type { Snapshot } from '../../../slack/data.ts';
import type { Fields } from '../fields.ts';
import { groupsOf, type Option } from './options.ts';
import { TextObject } from './texts.tsx';

/** The options of a `<select>`, under the names of their groups. */
export function OptionList({ element, snapshot }: { element: Fields; snapshot: Snapshot }) {
  return (
    <>
      {groupsOf(element, snapshot).map(({ label, options }, index) => {
        const rows = options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ));
        return label === '' ? (
          rows
        ) : (
          <optgroup key={index} label={label}>
            {rows}
          </optgroup>
        );
      })}
    </>
  );
}

/** What stands beside a tick: the option, and what describes it below. */
export function TickText({ option, snapshot }: { option: Option; snapshot: Snapshot }) {
  return (
    <span>
      <TextObject of={option.text} snapshot={snapshot} />
      <small>
        <TextObject of={option.description} snapshot={snapshot} />
      </small>
    </span>
  );
}
