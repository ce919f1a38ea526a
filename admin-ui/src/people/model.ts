import type { Answer, api } from '../api/client.ts';

export type Session = Answer<typeof api.session.$get>;
export type Person = Answer<typeof api.people.$get>['people'][number];
export type CreatedPerson = Answer<typeof api.people.$post>;
export type Role = Person['role'];
