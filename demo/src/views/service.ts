import { html, type Html } from '../shop/html.ts';
import type { ShopState } from './state.ts';

/** What the shop's service says of itself; the page asks it again and again. */
export function service({ service: answers }: ShopState): Html {
  const { instance, instances, revision, paymentProvider } = answers;
  return html`
    <dl class="facts">
      <div>
        <dt>Service instance</dt>
        <dd data-instance="${instance}">${instance} of ${instances}</dd>
      </div>
      <div>
        <dt>Its ruleset revision</dt>
        <dd data-revision="${revision}">${revision ?? 'none yet'}</dd>
      </div>
      <div>
        <dt>Payment provider</dt>
        <dd data-payment-provider="${paymentProvider}">
          <span class="lamp" data-lamp="${paymentProvider === 'primary' ? 'green' : 'yellow'}"></span
          >${paymentProvider}
        </dd>
      </div>
    </dl>
  `;
}
