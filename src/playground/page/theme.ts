import { useLayoutEffect, useState } from 'preact/hooks';

const themes = ['system', 'light', 'dark'] as const;
type Theme = (typeof themes)[number];

/** Light, dark, or as the person's system is; remembered in this browser. */
export function useTheme(): { theme: Theme; next: () => void } {
  const [theme, setTheme] = useState<Theme>(
    () => themes.find((name) => name === localStorage.getItem('theme')) ?? 'system',
  );
  useLayoutEffect(() => {
    document.documentElement.dataset['theme'] = theme;
    localStorage.setItem('theme', theme);
  }, [theme]);
  const next = () => setTheme(themes[(themes.indexOf(theme) + 1) % themes.length] ?? 'system');
  return { theme, next };
}
