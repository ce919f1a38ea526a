declare global {
  /**
   * The flags of an environment, which `signalbox codegen` writes into a file of the application: their keys, value types and
   * values. While there is no such file it is empty, and any key goes.
   */
  // eslint-disable-next-line typescript/no-empty-object-type -- it is filled elsewhere
  interface SignalboxFlags {}
}

/** Keys of the flags of a value type: `boolean`, `string`, `number` or `json`. Any text without generated types. */
export type FlagKey<Type extends string> = keyof SignalboxFlags extends never
  ? string
  : {
      [Key in keyof SignalboxFlags]: SignalboxFlags[Key] extends { type: Type } ? Key : never;
    }[keyof SignalboxFlags];

/** What a flag can answer, from the generated types: `FlagValue<'product-layout'>` is `'list' | 'grid'`. */
export type FlagValue<Key extends keyof SignalboxFlags> = SignalboxFlags[Key] extends { value: infer Value }
  ? Value
  : never;
