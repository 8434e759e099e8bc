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
  // Metres between two places given in degrees, on a sphere of the earth's mean radius (haversine; Sinnott 1984).
  "CREATE OR REPLACE MACRO distance_m(lat1, lon1, lat2, lon2) AS 2 * 6371008.8 * asin(least(1, sqrt(pow(sin(radians(lat2 - lat1) / 2), 2) + cos(radians(lat1)) * cos(radians(lat2)) * pow(sin(radians(lon2 - lon1) / 2), 2))))",
  // A company's name without its legal form, 省/市 of its first word, case, width and punctuation.
  "CREATE OR REPLACE MACRO party_name(s) AS nullif(regexp_replace(regexp_replace(folded(regexp_replace(lower(s), '[\\s,.]+(co|ltd|limited|inc|llc|gmbh|ag|corp|corporation|company|plc|s\\.?a|b\\.?v)\\b\\.?', ' ', 'g')), '^(\\p{Han}{2,3}?)[省市]', '\\1'), '(股份有限公司|有限责任公司|有限公司|总公司|分公司|公司|集团|股份)+$', ''), '')",
  // Digits of a telephone number without extension, country code and leading zeros; NULL for stubs and placeholders.
  "CREATE OR REPLACE MACRO telephone_key(s) AS nullif(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(lower(translate(s, '０１２３４５６７８９（）－＋　', '0123456789()-+ ')), '(转|ext|x|#).*$', ''), '^\\s*(\\+|00)\\s*(1|7|20|27|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|[2-9][0-9]{2})', ''), '[^0-9]', '', 'g'), '^(86([0-9]{10,11})$|0+)', '\\2'), '^([0-9]{0,6}|[0-9]?(0*|1*|2*|3*|4*|5*|6*|7*|8*|9*)[0-9]?|13800138000|12345678?9?0?1?)$', ''), '')",
  // An address without country, province, the word 市, case, width and punctuation; NULL when too short to tell a place.
  "CREATE OR REPLACE MACRO address_key(s) AS nullif(replace(regexp_replace(regexp_extract(folded(s), '^.{6,}$'), '^(中国)?(\\p{Han}{2,3}省|\\p{Han}{2,8}自治区)?', ''), '市', ''), '')",
  // The city an address begins with, without province and the word 市; NULL where it names none.
  "CREATE OR REPLACE MACRO address_city(s) AS nullif(regexp_extract(replace(s, ' ', ''), '^(?:中国)?(?:\\p{Han}{2,3}?省|\\p{Han}{2,8}?自治区)?(\\p{Han}{2,6}?)(?:市|自治州|地区|盟)', 1), '')",
  // Month of a fiscal period's name as year × 100 + month: 2025-03, 2025/3, 202503, 2025年3月, SAP's 2025003; else NULL.
  "CREATE OR REPLACE MACRO period_month(s) AS CASE WHEN regexp_full_match(trim(s), '[12][0-9]{3}([-/.年]?)(P|p|M|m)?0{0,2}(1[0-2]|[1-9])(月|期)?') THEN CAST(left(trim(s), 4) AS INTEGER) * 100 + CAST(regexp_extract(trim(s), '(1[0-2]|0?[1-9])(月|期)?$', 1) AS INTEGER) END",
];

export async function installFunctions(connection: DuckDBConnection): Promise<void> {
  for (const macro of macros) await connection.run(macro);
}
