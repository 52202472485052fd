import type { Choice } from '../completion.ts';

/** What the word may become. The keyboard stays in the composer, which names the chosen one. */
export function CompletionList(props: {
  id: string;
  choices: readonly Choice[];
  chosen: Choice | undefined;
  onChoose: (choice: Choice) => void;
}) {
  const { id, choices, chosen, onChoose } = props;
  return (
    <ul class="completions" role="listbox" id={id} aria-label="Completions">
      {choices.map((choice) => (
        <li
          key={choice.insert}
          id={`${id}-${choice.insert}`}
          role="option"
          aria-selected={choice === chosen}
          // Before the composer loses the focus by the click.
          onMouseDown={(event) => (event.preventDefault(), onChoose(choice))}
        >
          <strong>{choice.label}</strong> <span>{choice.hint}</span>
        </li>
      ))}
    </ul>
  );
}
