/** The script of a page that uses OpenFeature over OFREP, within reach of `page.evaluate`. */
import { OFREPWebProvider, type OFREPWebProviderOptions } from '@openfeature/ofrep-web-provider';
import { ClientProviderEvents, OpenFeature, type EvaluationContext } from '@openfeature/web-sdk';

const heard: unknown[] = [];

/** As an application does it; resolves to what went wrong. */
async function connect(
  options: OFREPWebProviderOptions,
  context: EvaluationContext,
): Promise<string | undefined> {
  OpenFeature.getClient().addHandler(ClientProviderEvents.ConfigurationChanged, (event) =>
    heard.push(event?.flagsChanged),
  );
  // Without hooks of its own; its types leave open whether they are undefined, which OpenFeature's do not.
  const provider = Object.assign(new OFREPWebProvider(options), { hooks: [] });
  try {
    await OpenFeature.setProviderAndWait(provider, context);
    return undefined;
  } catch (error) {
    return String(error);
  }
}

const scope = { OpenFeature, connect, heard };

export type PageScope = typeof scope;

Object.assign(globalThis, { ofrep: scope });
