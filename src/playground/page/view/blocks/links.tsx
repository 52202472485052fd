import type { ComponentChildren } from 'preact';

/** Only what a browser may follow from here: never `javascript:`. */
export function SafeLink({ url, children }: { url: string; children: ComponentChildren }) {
  if (!/^(?:https?|mailto):/i.test(url)) return <>{children}</>;
  return (
    <a href={url} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  );
}
