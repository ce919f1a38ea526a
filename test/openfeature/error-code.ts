/** The error code with which a registration fails; undefined when it does not. */
export async function errorCodeOf(registration: Promise<void>): Promise<string | undefined> {
  try {
    await registration;
    return undefined;
  } catch (error) {
    if (error instanceof Error && 'code' in error) return String(error.code);
    throw error;
  }
}
