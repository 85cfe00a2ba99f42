export default {
  title: "Começar uma campanha",
  hint: "Cada um é uma campanha inteira: altere o que acontece, com quem e o que recebem.",
  empty: "Do início",
  emptyText: "Um carrinho abandonado, e cada parte ali para ser alterada.",
  gone: "Não há modelo {{id}}",
  examples: "Dos exemplos",
  examplesHint:
    "O que os exemplos do repositório mostram, cada um testado com eventos e os disparos que resultam deles.",
  of: {
    welcome: { title: "Boas-vindas", text: "Quem se cadastra é saudado na hora, e só uma vez." },
    "browse-abandonment": {
      title: "Navegação abandonada",
      text: "Viu três coisas de uma categoria e por meia hora não pôs nada no carrinho.",
    },
    "cart-abandonment": {
      title: "Carrinho abandonado",
      text: "Pôs algo caro no carrinho e não comprou em dez minutos.",
    },
    "back-in-stock": {
      title: "De volta ao estoque",
      text: "Viu o que estava esgotado, e há de novo. Seu sistema de estoque envia um evento para cada uma dessas pessoas.",
    },
    "price-drop": {
      title: "Queda de preço",
      text: "Vê um produto de novo, em duas semanas, por menos do que da primeira vez.",
    },
    "cross-sell": {
      title: "Venda cruzada",
      text: "Comprou sapatos e, em três dias, nada que combine com eles.",
    },
    replenishment: {
      title: "Reposição",
      text: "Comprou há quatro semanas o que se gasta, e não comprou de novo.",
    },
    review: { title: "Avaliação", text: "Chegou há uma semana, e nada foi dito a respeito ainda." },
    referral: {
      title: "Indicação",
      text: "Comprou pela terceira vez e não devolveu nada em uma semana: um amigo também pode gostar.",
    },
    "high-value": { title: "Alto valor", text: "Gastou mais de 500 em noventa dias." },
    birthday: {
      title: "Aniversário",
      text: "Passa por aqui no dia do aniversário. Quem não passa nesse dia não recebe nada.",
    },
    "churn-risk": {
      title: "Risco de perda",
      text: "Comprou três vezes em noventa dias, e por duas semanas não se ouve nada.",
    },
    "win-back": { title: "Reconquista", text: "Comprou algo, e nada mais por sessenta dias." },
  },
};
