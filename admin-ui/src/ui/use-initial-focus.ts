import { useEffect, useRef } from 'react';

/** For the first field of a screen that is nothing but a form, and for the next step inside a dialog. */
export function useInitialFocus<Element extends HTMLElement = HTMLInputElement>() {
  const element = useRef<Element>(null);
  useEffect(() => element.current?.focus(), []);
  return element;
}
