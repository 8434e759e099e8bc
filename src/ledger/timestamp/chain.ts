import {
  type Cert,
  extensionOf,
  isSignedBy,
  mayBeIssuer,
  mayIssue,
  mayUseKey,
  nameOf,
  oids,
  purposesOf,
} from "./certificate.ts";
import { sameBytes } from "./der.ts";
import { TimestampError } from "./timestamp-error.ts";

const understood: ReadonlySet<string> = new Set(Object.values(oids));
const longest = 8;

/** RFC 3161, 2.3: the one purpose of the key is time stamping, and the extension that says so is critical. */
export function insistOnStamper(cert: Cert): void {
  const extension = extensionOf(cert, oids.extendedKeyUsage);
  const purposes = extension ? purposesOf(extension) : [];
  const isOnly = purposes.length === 1 && purposes[0] === oids.timeStamping;
  if (extension?.critical && isOnly && mayUseKey(cert, 0, 1)) return;
  throw new TimestampError("not-for-stamping", {
    zh: `“${nameOf(cert)}”的证书不是时间戳专用证书（缺少标为关键的扩展密钥用法“时间戳”，或另有他用）。`,
    en: `The certificate of “${nameOf(cert)}” is not one for time stamps alone (a critical extended key usage that names time stamping and nothing else).`,
  });
}

/**
 * Leads from the certificate to a trusted one, over those at hand; every one of them was valid at `time`. RFC 5280, 6.1,
 * without names' constraints and policies: a certificate that makes them critical is refused. Revocation is not asked for:
 * what is kept is judged for years, by people who may have no network.
 */
export async function insistOnChain(
  cert: Cert,
  {
    trusted,
    others,
    time,
  }: { readonly trusted: readonly Cert[]; readonly others: readonly Cert[]; readonly time: Date },
): Promise<void> {
  const isTrusted = (one: Cert) => trusted.some(({ der }) => sameBytes(der, one.der));
  let problem: TimestampError | undefined;
  const leads = async (one: Cert, above: number): Promise<boolean> => {
    try {
      insistOnUse(one, time);
    } catch (error) {
      if (!(error instanceof TimestampError)) throw error;
      problem ??= error;
      return false;
    }
    if (isTrusted(one)) return true;
    if (above >= longest) return false;
    for (const issuer of [...trusted, ...others]) {
      // `above` authorities stand between the issuer and the first certificate.
      if (!mayBeIssuer(issuer, one) || (mayIssue(issuer)?.atMost ?? -1) < above) continue;
      if ((await isSignedBy(one, issuer).catch(() => false)) && (await leads(issuer, above + 1))) return true;
    }
    return false;
  };
  if (!(await leads(cert, 0))) throw problem ?? unknown(cert);
}

function insistOnUse(cert: Cert, time: Date): void {
  const { notBefore, notAfter, extensions = [] } = cert.parsed;
  if (time < notBefore.value || time > notAfter.value) {
    throw new TimestampError("expired", {
      zh: `“${nameOf(cert)}”的证书在时间戳所载时刻（${time.toISOString()}）不在有效期内。`,
      en: `The certificate of “${nameOf(cert)}” was not valid at the time in the stamp (${time.toISOString()}).`,
    });
  }
  const odd = extensions.find(({ critical, extnID }) => critical && !understood.has(extnID));
  if (!odd) return;
  throw new TimestampError("unsupported", {
    zh: `“${nameOf(cert)}”的证书含有本程序不能识别的关键扩展（${odd.extnID}）。`,
    en: `The certificate of “${nameOf(cert)}” has a critical extension that is not understood here (${odd.extnID}).`,
  });
}

const unknown = (cert: Cert) =>
  new TimestampError("unknown-authority", {
    zh: `“${nameOf(cert)}”的证书不能追溯到受信任的证书：不是您所信任的时间戳机构签发的。`,
    en: `The certificate of “${nameOf(cert)}” does not lead to a trusted one: it is not an authority you trust.`,
  });
