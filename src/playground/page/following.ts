import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { MessageData } from '../slack/data.ts';

/** Less than this below is as good as the end. */
const NEAR_END_PX = 60;

export interface Following {
  readonly box: RefObject<HTMLDivElement | null>;
  readonly content: RefObject<HTMLDivElement | null>;
  readonly onScroll: () => void;
  /** Something in a message was pressed or chosen: what comes of it is wanted. */
  readonly onPress: () => void;
  /** There is more further down, out of sight. */
  readonly hasMore: boolean;
  readonly toEnd: () => void;
}

/**
 * Keeps a list of messages at its end while new ones come, and leaves a reader who scrolled elsewhere alone.
 * In a thread it goes no further than the beginning of what the person has not read: a long answer is read from its
 * top, not from where it happened to end.
 */
export function useFollowing(
  messages: readonly MessageData[],
  me: string,
  inThread: boolean,
): Following {
  const box = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const state = useRef({ isFollowing: true, placedAt: 0, readTo: '', pressed: false });
  const [hasMore, setHasMore] = useState(false);
  const last = messages.at(-1)?.ts ?? '';
  const said = messages.findLast(({ user }) => user === me)?.ts ?? messages[0]?.ts ?? '';

  const look = (at: HTMLElement) => setHasMore(leftBelow(at) > NEAR_END_PX);
  const settle = () => {
    const { current: at } = box;
    if (at === null) return;
    const now = state.current;
    if (now.isFollowing) {
      const end = at.scrollHeight - at.clientHeight;
      at.scrollTop = Math.min(end, topOfUnread(at, inThread ? now.readTo : null) ?? end);
      now.placedAt = at.scrollTop;
    }
    // Otherwise the browser keeps what is read in place when something above it grows.
    at.style.overflowAnchor = now.isFollowing ? 'none' : '';
    look(at);
  };
  const follow = (readTo: string) => {
    Object.assign(state.current, { isFollowing: true, readTo });
    settle();
  };

  // What one writes oneself, one wants to see.
  useLayoutEffect(() => follow(said), [said]);
  const seen = useRef(last);
  useLayoutEffect(() => {
    if (state.current.pressed && last > seen.current) {
      state.current.pressed = false;
      follow(seen.current);
    }
    seen.current = last;
  }, [last]);
  // Text streams in, previews load and the window changes, all without a new message.
  useLayoutEffect(() => {
    const observer = new ResizeObserver(settle);
    for (const { current } of [box, content]) if (current !== null) observer.observe(current);
    return () => observer.disconnect();
  }, []);
  return {
    box,
    content,
    hasMore,
    onScroll() {
      const { current: at } = box;
      const now = state.current;
      // Not by a person: this hook did it.
      if (at === null || Math.abs(at.scrollTop - now.placedAt) < 2) return;
      now.isFollowing = leftBelow(at) < NEAR_END_PX;
      if (now.isFollowing) now.readTo = last;
      settle();
    },
    onPress: () => void (state.current.pressed = true),
    toEnd: () => follow(last),
  };
}

function leftBelow({ scrollHeight, scrollTop, clientHeight }: HTMLElement): number {
  return scrollHeight - scrollTop - clientHeight;
}

/** Where the list must stand for the first unread message, or what else asks to be held, to be at its top. */
function topOfUnread(at: HTMLElement, readTo: string | null): number | null {
  const first =
    at.querySelector('[data-hold]') ??
    (readTo === null
      ? undefined
      : [...at.querySelectorAll<HTMLElement>('.message')].find(
          ({ dataset }) => (dataset['ts'] ?? '') > readTo,
        ));
  if (first === undefined) return null;
  return at.scrollTop + first.getBoundingClientRect().top - at.getBoundingClientRect().top;
}
