import { defineKind, id, legalEntity, personName, personText, text, time } from "./define-kind.ts";

export const contact = defineKind({
  name: "contact",
  table: "contacts",
  title: { zh: "联系人", en: "Contact" },
  also: ["联系人", "contacts", "ContactObj", "Contacts"],
  key: ["contact_id"],
  needs: [
    ["contact_id", "name"],
    ["customer_id", "phone", "email"],
  ],
  fields: {
    contact_id: id("联系人编号", "Contact ID", "联系人id", "contact no"),
    customer_id: id(
      "客户编号",
      "Customer ID",
      "客户",
      "客户编码",
      "account id",
      "account_name",
      "account_id",
      "company",
    ),
    name: personName("姓名", "Name", "联系人姓名", "联系人", "full_name", "contact name", "last_name"),
    title: text("职务", "Job title", "职位", "position", "title"),
    phone: personText("电话", "Phone", "手机", "联系电话", "mobile", "tel", "telephone"),
    email: personText("邮箱", "E-mail", "电子邮箱", "email address", "mail"),
    address: personText("地址", "Address", "通讯地址", "mailing_street", "street"),
    owner_id: id("负责人", "Owner", "归属销售", "联系人负责人", "contact owner", "owner"),
    created_at: time("创建时间", "Created at", "create_time", "created_time"),
    legal_entity: legalEntity(),
  },
});
