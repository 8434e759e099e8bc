// Shared looks. Everything here is small: what draws (`chart.tsx`) is imported by its own file.
export { type Bar, BarList } from "./bar-list.tsx";
export { CompactMoney, formatCompactMoney, formatScore, formatShare } from "./compact.tsx";
export { type Question, useConfirm, useTell, useTellRefusal } from "./confirm.tsx";
export { type Column, DataTable, type DataTableProps, type Sort } from "./data-table.tsx";
export { type EvidenceChoice, EvidenceDialog } from "./evidence-dialog.tsx";
export { ExportMenu } from "./export-menu.tsx";
export type { Feature, FeaturePage, NavEntry } from "./feature.ts";
export { FilterBar, type FilterBarProps } from "./filter-bar.tsx";
export { FirstSteps } from "./first-steps.tsx";
export { Change, type KeyFigure, KeyFigures } from "./key-figures.tsx";
export { LanguageSwitch } from "./language-switch.tsx";
export { Mark } from "./mark.tsx";
export { type ModeChoice, useMode, usePalette } from "./mode.ts";
export { giveStylesTheNonce } from "./nonce.ts";
export { Page, type PageProps, Section } from "./page.tsx";
export { saveFile } from "./save-file.ts";
export { EmptyState, Loaded, LoadingState, RefusalAlert } from "./states.tsx";
export type { Palette } from "./theme.ts";
export { TimeZoneContext, useTimeZone } from "./time-zone.ts";
export { UiProvider } from "./ui-provider.tsx";
export {
  Day,
  Figure,
  formatMoment,
  formatMoney,
  Moment,
  Money,
  Nothing,
  StatusTag,
  type Tone,
} from "./values.tsx";
export {
  type Bilingual,
  type Language,
  setLanguage,
  tellThePage,
  useLanguage,
  useText,
  useWords,
} from "./words.ts";
