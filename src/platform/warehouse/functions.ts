import type { DuckDBConnection } from "@duckdb/node-api";

// What only DuckDB has goes through here, so that another SQL engine can take its place in one step.
const macros = [
  // Median absolute deviation about the median, unscaled. DuckDB's own mad() is the same quantity.
  "CREATE OR REPLACE MACRO median_deviation(x) AS mad(x)",
  // Leading digit, 1–9, of the absolute value; NULL for zero.
  "CREATE OR REPLACE MACRO first_digit(x) AS CAST(floor(abs(x) / power(10, floor(log10(nullif(abs(x), 0))))) AS INTEGER)",
  // A non-negative statistic on the common scale of scores: 0.5 at its bound, 0.75 at three times the bound, never 1.
  "CREATE OR REPLACE MACRO strength(x, bound) AS greatest(x, 0) / (greatest(x, 0) + bound)",
  // Letters and digits only, lower case, full-width forms folded to ASCII: for comparing names, addresses and telephones.
  "CREATE OR REPLACE MACRO folded(s) AS nullif(regexp_replace(lower(nfc_normalize(translate(s, '０１２３４５６７８９（）－　', '0123456789()- '))), '[^\\p{L}\\p{N}]', '', 'g'), '')",
  // Minor units of a currency as a power of ten. Mirrors minorDigits of money.ts.
  "CREATE OR REPLACE MACRO minor_factor(currency) AS CASE WHEN currency IN ('BIF','CLP','DJF','GNF','ISK','JPY','KMF','KRW','PYG','RWF','UGX','UYI','VND','VUV','XAF','XOF','XPF') THEN 1 WHEN currency IN ('BHD','IQD','JOD','KWD','LYD','OMR','TND') THEN 1000 ELSE 100 END",
  // Where a unit stands in the distribution of all units, its own sampling error added: an empirical null (Efron 2004).
  "CREATE OR REPLACE MACRO empirical_z(x, centre, deviation, own_error) AS (x - centre) / sqrt(power(1.4826 * deviation, 2) + power(own_error, 2))",
  // The first k digits of a positive whole number as it is written.
  "CREATE OR REPLACE MACRO leading_digits(x, k) AS CAST(substr(CAST(x AS VARCHAR), 1, k) AS INTEGER)",
];

export async function installFunctions(connection: DuckDBConnection): Promise<void> {
  for (const macro of macros) await connection.run(macro);
}
