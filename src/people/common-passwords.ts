// What people type where twelve characters are asked for, without spaces and punctuation, small letters.
// Endings of figures and signs, runs (123456789012) and few different characters are found by rule, not here.
export const commonPasswords: ReadonlySet<string> = new Set(
  `
  password passwordpassword passw0rd p@ssw0rd p@ssword mypassword newpassword changeme changemenow letmein
  letmeinnow welcome welcomehome welcome1234 iloveyou iloveyouforever trustno1trustno1 administrator admin
  adminadmin adminpassword rootroot superuser supersecret secretpassword correcthorsebatterystaple qwerty
  qwertyuiop qwertyuiopasdf qwertyuiopasdfghjkl qwertyqwerty asdfghjkl asdfghjklzxcvbnm zxcvbnm
  1qaz2wsx3edc 1qaz2wsx3edc4rfv qazwsxedcrfv q1w2e3r4t5y6 1q2w3e4r5t6y zaq12wsxcde3 abcd1234abcd abc123abc123
  a1b2c3d4e5f6 123qweasdzxc 147258369147 112233445566 123123123123 1234567890ab abc123456789 qwe123456789
  woaini woaini1314 woaini5201314 woaini1314520 5201314 5201314woaini 1314520 aini1314 woaiwojia woaizhongguo
  zhongguo zhongguoren nihao nihaoma mima mimamima wodemima a123456 a123456789 aa123456 q123456789 w123456789
  plumbline zhunsheng companypassword test testtest testpassword guest guestguest default defaultpassword
  football footballfootball baseball dragondragon monkeymonkey sunshine sunshinesunshine princess starwars
  superman spring summer autumn winter january february september october november december monday
  `
    .trim()
    .split(/\s+/),
);
