export default {
  title: "怎样得到优惠",
  none: "对这位访客，几次点击已不会再带来优惠：请换一个身份，或稍后再来。",
  more: "还有什么？",
  view: "看看{{product}}",
  cart: "把{{product}}放进购物车",
  purchase: "购买{{product}}",
  brings: "带来“{{name}}”",
  bringsIfBudget: "带来“{{name}}”，除非预算已用完",
  came: "已到",
};
