export default {
  title: "To get an offer",
  none: "No offer comes of a few clicks for this visitor any more: change who you are, or come back later.",
  more: "What else?",
  view: "Look at {{product}}",
  cart: "Put {{product}} in the cart",
  purchase: "Buy {{product}}",
  brings: "brings “{{name}}”",
  bringsIfBudget: "brings “{{name}}”, unless its budget is spent",
  came: "it came",
};
