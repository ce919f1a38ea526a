/** As much of a context as is needed here, whatever else a route keeps in its own. */
interface AnyContext {
  req: { header(name: string): string | undefined };
}

/** What stands in `Authorization: Bearer …`; undefined without one. */
export function bearerOf(c: AnyContext): string | undefined {
  return /^Bearer +(\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1];
}

/** Whether it is meant as an API token, good or not. */
export function bearsApiToken(c: AnyContext): boolean {
  return bearerOf(c)?.startsWith('sbt_') ?? false;
}
