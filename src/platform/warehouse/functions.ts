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
  // Chinese numerals as figures, whatever they stand in: 文三路二十一号 is 文3路21号.
  "CREATE OR REPLACE MACRO numerals_as_figures(s) AS regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(translate(s, '〇零一二三四五六七八九', '00123456789'), '([1-9])十([1-9])', '\\1\\2', 'g'), '([1-9])十', '\\10', 'g'), '十([1-9])', '1\\1', 'g'), '十', '10', 'g'), '([1-9])百([0-9]{2})', '\\1\\2', 'g'), '([1-9])百', '\\100', 'g')",
  // What is written between two figures keeps them apart (1-3号 is not 13号), and English words stand as they are shortened.
  "CREATE OR REPLACE MACRO address_words(s) AS CASE WHEN regexp_matches(s, '[A-Za-z]{4}') THEN regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(lower(s), '\\bstreet\\b', 'st'), '\\broad\\b', 'rd'), '\\bavenue\\b', 'ave'), '\\bbuilding\\b', 'bldg'), '\\bfloor\\b', 'fl'), '\\b(suite|room)\\b', 'rm') ELSE s END",
  // An address without country, province, the marks of city and district, case, width and punctuation, with one word for a
  // building, a floor and a room; NULL when too short to tell a place. A bare province goes only where a city or district follows.
  "CREATE OR REPLACE MACRO address_key(s) AS nullif(regexp_replace(regexp_replace(regexp_replace(numerals_as_figures(regexp_replace(regexp_replace(regexp_extract(folded(regexp_replace(address_words(s), '([0-9０-９])\\s*[-－–—~～至之]\\s*([0-9０-９])', '\\1之\\2', 'g')), '^.{6,}$'), '^(中国)?(\\p{Han}{2,3}省|\\p{Han}{2,8}自治区)?', ''), '^(河北|山西|辽宁|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|内蒙古|广西|西藏|宁夏|新疆)(\\p{Han}{2,6}?[市州盟区县])', '\\2')), '市|新?区|县|[室房]$', '', 'g'), '号楼|幢', '栋', 'g'), '层', '楼', 'g'), '')",
  // The city an address begins with, without province and the word 市; NULL where it names none.
  "CREATE OR REPLACE MACRO address_city(s) AS nullif(regexp_extract(replace(s, ' ', ''), '^(?:中国)?(?:\\p{Han}{2,3}?省|\\p{Han}{2,8}?自治区)?(\\p{Han}{2,6}?)(?:市|自治州|地区|盟)', 1), '')",
  // Month of a fiscal period's name as year × 100 + month: 2025-03, 2025/3, 202503, 2025年3月, SAP's 2025003; else NULL.
  "CREATE OR REPLACE MACRO period_month(s) AS CASE WHEN regexp_full_match(trim(s), '[12][0-9]{3}([-/.年]?)(P|p|M|m)?0{0,2}(1[0-2]|[1-9])(月|期)?') THEN CAST(left(trim(s), 4) AS INTEGER) * 100 + CAST(regexp_extract(trim(s), '(1[0-2]|0?[1-9])(月|期)?$', 1) AS INTEGER) END",
];

export async function installFunctions(connection: DuckDBConnection): Promise<void> {
  for (const macro of macros) await connection.run(macro);
}
