export default {
  title: "Para começar",
  dismiss: "Não mostrar mais",
  done: "(feito)",
  event: "Chega um primeiro evento",
  eventText: "Envie um a POST /api/events, conecte um tópico ou clique na loja.",
  campaign: "Faz-se uma primeira campanha",
  campaignText: "Escolha um modelo, altere-o, teste-o com o que aconteceu, publique-o.",
  trigger: "Alguém recebe algo",
  triggerText: "Aparece aqui quando acontece.",
};
