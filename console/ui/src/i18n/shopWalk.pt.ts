export default {
  title: "Para ganhar uma oferta",
  none: "Alguns cliques já não trazem oferta para este visitante: mude quem você é ou volte mais tarde.",
  more: "O que mais?",
  view: "Veja {{product}}",
  cart: "Ponha {{product}} no carrinho",
  purchase: "Compre {{product}}",
  brings: "traz “{{name}}”",
  bringsIfBudget: "traz “{{name}}”, se o orçamento não acabou",
  came: "chegou",
};
