export default {
  title: "To begin with",
  dismiss: "Do not show this any more",
  done: "(done)",
  event: "A first event arrives",
  eventText: "Send one to POST /api/events, connect a topic, or click in the shop.",
  campaign: "A first campaign is made",
  campaignText: "Take a template, change it, try it over what happened, publish it.",
  trigger: "Somebody gets something",
  triggerText: "It shows here as it happens.",
};
