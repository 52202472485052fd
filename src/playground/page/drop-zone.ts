import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

/** Takes files that are dropped anywhere on the pane around the element, as Slack does. True while some hang over it. */
export function useDropZone(
  inside: RefObject<HTMLElement | null>,
  take: (files: Iterable<File>) => void,
): boolean {
  const [hanging, setHanging] = useState(false);
  const latest = useRef(take);
  latest.current = take;
  useEffect(() => {
    const pane = inside.current?.closest<HTMLElement>('.pane');
    const leaving = new AbortController();
    const listen = (name: 'dragover' | 'dragleave' | 'drop', hear: (event: DragEvent) => void) =>
      pane?.addEventListener(name, hear, { signal: leaving.signal });
    listen('dragover', (event) => setHanging(hasFiles(event)));
    listen('dragleave', ({ relatedTarget: to }) => {
      if (!(to instanceof Node && pane?.contains(to) === true)) setHanging(false);
    });
    listen('drop', (event) => {
      setHanging(false);
      if (hasFiles(event)) latest.current(event.dataTransfer?.files ?? []);
    });
    return () => leaving.abort();
  }, []);
  return hanging;
}

/** A dropped file that nobody takes would replace the page. Text may be dragged as ever. */
export function keepPageOnDrop(): void {
  for (const name of ['dragover', 'drop'] as const) {
    addEventListener(name, (event) => {
      if (hasFiles(event)) event.preventDefault();
    });
  }
}

function hasFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes('Files') === true;
}
