/** Half a second: on a busy machine the first frame may come before what it is to show. */
const FRAMES = 30;

/** Leads to the first field that needs mending, once it says so: in the dialog, while one is open. */
export function focusInvalid(): void {
  focusInvalidIn(() => document.querySelector('[role="dialog"]') ?? document);
}

/** The same in a place that is looked up then. */
export function focusInvalidIn(place: () => ParentNode | null, frames: number = FRAMES): void {
  requestAnimationFrame(() => {
    const field = place()?.querySelector<HTMLElement>('[aria-invalid="true"]');
    if (field) field.focus();
    else if (frames > 1) focusInvalidIn(place, frames - 1);
  });
}
