/** Options of a provider besides those of its client. */
export interface ProviderOptions<Hook> {
  /**
   * Milliseconds that OpenFeature waits for the first ruleset before the provider counts as failed. It goes on
   * connecting all the same, and becomes ready when it can. Default: 5 000.
   */
  readyTimeoutMs?: number | undefined;
  /** Provider hooks: run for every evaluation with this provider, after those of the application. */
  hooks?: Hook[] | undefined;
}
