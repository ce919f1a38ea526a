/** Somebody who shops here. */
export interface Customer {
  /** `customer-01` … `customer-60`; their targeting key. */
  id: string;
  name: string;
  country: string;
  plan: 'personal' | 'business';
  /** Version of the shop's app on their phone. */
  appVersion: string;
  email: string;
}

const FIRST_NAMES = [
  'Ada',
  'Bruno',
  'Chiara',
  'David',
  'Elif',
  'Felix',
  'Greta',
  'Hugo',
  'Ines',
  'Jonas',
  'Katja',
  'Liam',
  'Mara',
  'Nils',
  'Olga',
  'Pavel',
  'Quinn',
  'Rosa',
  'Samir',
  'Tilda',
];
const LAST_NAMES = [
  'Acker',
  'Bergman',
  'Costa',
  'Dubois',
  'Engel',
  'Fontaine',
  'Gruber',
  'Haas',
  'Ivanova',
  'Jansen',
  'Keller',
];
const COUNTRIES = ['DE', 'FR', 'NL', 'AT', 'IT', 'BE', 'GB'];
const APP_VERSIONS = ['2.1.4', '2.2.0', '2.3.0', '2.3.1', '2.4.0'];
/** They work here. */
const STAFF = new Set([7, 19, 42, 55]);
const EVERY_NTH_IS_A_BUSINESS = 4;

/** The same sixty people in every process, on every page, today and tomorrow. */
export const CUSTOMERS: readonly Customer[] = Array.from({ length: 60 }, (_, index) => customer(index + 1));

function customer(number: number): Customer {
  const first = at(FIRST_NAMES, number - 1);
  const last = at(LAST_NAMES, number * 3);
  const host = STAFF.has(number) ? 'corner.shop' : 'example.com';
  return {
    id: `customer-${String(number).padStart(2, '0')}`,
    name: `${first} ${last}`,
    country: at(COUNTRIES, number),
    plan: number % EVERY_NTH_IS_A_BUSINESS === 0 ? 'business' : 'personal',
    appVersion: at(APP_VERSIONS, number),
    email: `${first}.${last}@${host}`.toLowerCase(),
  };
}

function at(list: readonly string[], index: number): string {
  return list[index % list.length] ?? '';
}

/** The customer with this id; the first one for an id that nobody has. */
export function customerById(id: string | null | undefined): Customer {
  const found = CUSTOMERS.find((candidate) => candidate.id === id) ?? CUSTOMERS[0];
  if (!found) throw new Error('The shop has no customers.');
  return found;
}
