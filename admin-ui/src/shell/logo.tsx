/** The mark: a semaphore signal with its arm raised. */
export function Mark({ size = 24 }: { size?: number }) {
  return (
    <svg viewBox="0 0 32 32" width={size} height={size} aria-hidden focusable="false">
      <rect width="32" height="32" rx="8" fill="#1f2a44" />
      <rect x="9" y="6" width="3" height="20" rx="1.5" fill="#fff" />
      <path d="M10.5 12.6 23.6 6.5l1.9 4-13.1 6.1z" fill="#ff6b5e" />
      <path d="m20.2 8.1 1.9 4-1.9.9-1.9-4z" fill="#fff" />
      <circle cx="10.5" cy="14.3" r="3.2" fill="#ffd24a" />
    </svg>
  );
}
