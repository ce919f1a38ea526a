import { createContext, useContext } from 'react';

/** Where the rules that are being edited stand. */
export interface Editing {
  project: string;
  environment: string;
  /** Names to propose. */
  attributes: readonly string[];
  /** The segment whose rules they are, which cannot ask for itself. */
  segment?: string;
}

const EditingContext = createContext<Editing>({ project: '', environment: '', attributes: [] });

export const EditingProvider = EditingContext.Provider;

export function useEditing(): Editing {
  return useContext(EditingContext);
}
