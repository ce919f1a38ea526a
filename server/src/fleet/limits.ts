/** The most instances of an environment that are known, those that left included. More than a server takes streams. */
export const MAX_KNOWN = 50_000;
