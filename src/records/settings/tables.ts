/** Columns as in the migration `settings`. */
declare module "../../platform/index.ts" {
  interface Tables {
    setting_version: SettingVersionTable;
    currency_rate: CurrencyRateTable;
  }
}

interface SettingVersionTable {
  section: string;
  version: number;
  content: unknown;
  saved_by: string;
  saved_at: Date;
}

interface CurrencyRateTable {
  base: string;
  quote: string;
  day: string;
  revision: number;
  rate: string;
  source: string;
  saved_by: string;
  saved_at: Date;
}

export {};
