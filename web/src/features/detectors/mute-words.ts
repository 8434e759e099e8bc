export const muteWords = {
  zh: {
    title: "免提醒",
    set: "设定免提醒…",
    everyDetector: "全部检测器",
    scopes: {
      all: "全部范围",
      seller: "销售员",
      customer: "客户",
      product: "产品",
      "legal-entity": "法人主体",
      "org-unit": "部门（负责人及其全部下属）",
    },
  },
  en: {
    title: "Mutes",
    set: "Mute…",
    everyDetector: "All detectors",
    scopes: {
      all: "everything",
      seller: "seller",
      customer: "customer",
      product: "product",
      "legal-entity": "legal entity",
      "org-unit": "unit (its head and everyone below)",
    },
  },
};
