import type { FormField } from "./model.ts";

/** What every input of a field is handed. */
export interface InputProps {
  readonly id: string;
  readonly field: FormField;
  readonly value: string | boolean;
  readonly isDisabled?: boolean;
  readonly isWrong?: boolean;
  readonly describedBy?: string | undefined;
  /** Takes the whole width: free text may have several lines. */
  readonly isWide?: boolean;
  readonly currency?: string | undefined;
  onChange(value: string | boolean, name?: string): void;
}
