/** Text that somebody typed, on one line: it must not move the cursor or colour the screen. */
export function plain(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}]+/gu, ' ');
}
