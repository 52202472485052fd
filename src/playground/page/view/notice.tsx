import { useLayoutEffect, useRef } from 'preact/hooks';

/** One line that stands for a while, above all else: a modal that is open would hide what is only higher up. */
export function Notice({ line }: { line: string | null }) {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (line === null) return;
    const { current: shown } = box;
    shown?.showPopover();
    return () => shown?.hidePopover();
  }, [line]);
  return (
    <div ref={box} class="notice" role="alert" popover="manual">
      {line}
    </div>
  );
}
