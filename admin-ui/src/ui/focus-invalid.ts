/** Leads to the first field that needs mending, once it says so: in the dialog, while one is open. */
export function focusInvalid(): void {
  focusInvalidIn(() => document.querySelector('[role="dialog"]') ?? document);
}

/** The same in a place that is looked up then. */
export function focusInvalidIn(place: () => ParentNode | null): void {
  requestAnimationFrame(() => place()?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
}
