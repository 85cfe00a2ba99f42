export default {
  title: "Begin a campaign",
  hint: "Each is a whole campaign: change what happens, to whom, and what they get.",
  empty: "From the beginning",
  emptyText: "A cart that is left, and every part there to be changed.",
  gone: "There is no template {{id}}",
  examples: "From the examples",
  examplesHint:
    "What the examples in the repository show, each tested with events and the triggers that come of them.",
  of: {
    welcome: { title: "Welcome", text: "Whoever signs up is greeted at once, and only once." },
    "browse-abandonment": {
      title: "Browse abandonment",
      text: "Looked at three things of one category, and for half an hour put nothing into the cart.",
    },
    "cart-abandonment": {
      title: "Cart abandonment",
      text: "Put something dear into the cart and did not buy within ten minutes.",
    },
    "back-in-stock": {
      title: "Back in stock",
      text: "Looked at what was sold out, and it is there again. Your stock system sends one event for each of these people.",
    },
    "price-drop": {
      title: "Price drop",
      text: "Sees a product again, within two weeks, for less than the first time.",
    },
    "cross-sell": {
      title: "Cross-sell",
      text: "Bought shoes, and within three days nothing that goes with them.",
    },
    replenishment: {
      title: "Replenishment",
      text: "Bought what is used up four weeks ago, and not again since.",
    },
    review: { title: "Review", text: "It arrived a week ago, and nothing was said about it yet." },
    referral: {
      title: "Referral",
      text: "Bought for the third time and sent nothing back within a week: a friend may like it too.",
    },
    "high-value": { title: "High value", text: "Spent more than 500 within ninety days." },
    birthday: {
      title: "Birthday",
      text: "Comes by on the day of birth. Who does not come by that day gets nothing.",
    },
    "churn-risk": {
      title: "Churn risk",
      text: "Bought three times in ninety days, and nothing at all is heard for two weeks.",
    },
    "win-back": { title: "Win-back", text: "Bought something, and nothing more for sixty days." },
  },
};
