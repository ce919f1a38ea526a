import { useEffect, useRef } from 'react';

/** Moves the focus once what it should go to is there: the selector is looked up inside `place`. */
export function useFocusLater<Element extends HTMLElement>() {
  const place = useRef<Element>(null);
  const wanted = useRef<string | null>(null);
  useEffect(() => {
    if (!wanted.current) return;
    place.current?.querySelector<HTMLElement>(wanted.current)?.focus();
    wanted.current = null;
  });
  return { place, focusLater: (selector: string) => (wanted.current = selector) };
}
