/** What a list is made of. */
export const unitWords = {
  zh: { seller: "销售员", document: "销售单据", alert: "疑点" },
  en: { seller: "Sellers", document: "Sale documents", alert: "Alerts" },
} satisfies Record<"zh" | "en", Record<"seller" | "document" | "alert", string>>;
