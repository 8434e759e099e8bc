import { currency, date, defineKind, id, legalEntity, name, price, rate } from "./define-kind.ts";

export const priceList = defineKind({
  name: "price-list",
  table: "prices",
  title: { zh: "价目表", en: "Price list" },
  also: ["价目表", "价格表", "价格政策", "price", "list", "prices", "pricing", "PriceBookObj", "Price_Books"],
  key: ["price_list_id", "product_id", "customer_category", "valid_from"],
  needs: [["product_id"], ["price"]],
  fields: {
    price_list_id: id("价目表编号", "Price list ID", "价目表", "价格表编号", "pricebook", "price book id"),
    product_id: id(
      "产品编号",
      "Product ID",
      "产品编码",
      "商品编码",
      "物料编码",
      "sku",
      "stock code",
      "item code",
      "product code",
    ),
    customer_category: name(
      "适用客户类别",
      "Customer category",
      "客户类别",
      "客户级别",
      "适用客户",
      "customer class",
    ),
    price: price("价格", "Price", "标准价", "单价", "含税单价", "list_price", "unit price"),
    min_price: price("最低价", "Minimum price", "底价", "最低限价", "floor price", "lowest price"),
    max_discount: rate("最大折扣", "Maximum discount", "折扣上限", "discount limit"),
    valid_from: date("生效日期", "Valid from", "开始日期", "start date", "effective from"),
    valid_to: date("失效日期", "Valid to", "结束日期", "end date", "expiry date"),
    currency: currency(),
    legal_entity: legalEntity(),
  },
});
