import { spawn } from 'node:child_process';

type Environment = Readonly<Record<string, string | undefined>>;

/** Shows the address in the person's browser where there seems to be one. Never fails: the address was printed. */
export function openBrowser(url: string, env: Environment): void {
  const [command, ...args] = opener(env);
  if (command === undefined) return;
  const child = spawn(command, [...args, url], { detached: true, stdio: 'ignore' });
  child.on('error', () => {});
  child.unref();
}

function opener(env: Environment): readonly string[] {
  if (env['CI'] !== undefined) return [];
  if (process.platform === 'darwin') return ['open'];
  // The empty argument is the window's title, which `start` would otherwise take the address for.
  if (process.platform === 'win32') return ['cmd', '/c', 'start', ''];
  const hasScreen = env['DISPLAY'] !== undefined || env['WAYLAND_DISPLAY'] !== undefined;
  return hasScreen ? ['xdg-open'] : [];
}
