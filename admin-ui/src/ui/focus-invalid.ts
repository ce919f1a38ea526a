/** Leads to the first field that needs mending, once it says so. */
export function focusInvalid(): void {
  requestAnimationFrame(() => {
    const place = document.querySelector('[role="dialog"]') ?? document;
    place.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  });
}
