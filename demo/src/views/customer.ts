import { CUSTOMERS } from '../shop/customers.ts';
import { html, Html, type Html as Markup } from '../shop/html.ts';
import type { ShopState } from './state.ts';

export function customerPicker({ customer }: ShopState): Markup {
  const options = CUSTOMERS.map(({ id, name, plan }) => {
    const selected = id === customer.id ? new Html(' selected') : '';
    return html`<option value="${id}" ${selected}>
      ${id.slice(-2)} ${name}${plan === 'business' && ', business'}
    </option>`;
  });
  return html`
    <form class="picker" method="get" action="/">
      <label for="customer">Shopping as</label>
      <select id="customer" name="customer">
        ${options}
      </select>
      <noscript><button type="submit">Go</button></noscript>
    </form>
    <dl class="facts">
      <div>
        <dt>Targeting key</dt>
        <dd><code>${customer.id}</code></dd>
      </div>
      <div>
        <dt>Country</dt>
        <dd>${customer.country}</dd>
      </div>
      <div>
        <dt>Plan</dt>
        <dd>${customer.plan}</dd>
      </div>
      <div>
        <dt>App</dt>
        <dd>${customer.appVersion}</dd>
      </div>
      <div>
        <dt>E-mail</dt>
        <dd>${customer.email}</dd>
      </div>
    </dl>
  `;
}
