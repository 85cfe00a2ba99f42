/** What a new policy starts from. */
export const policyTemplate = `id: house-rules
name: House rules
status: live

policy:
  caps:
    - at_most: 2
      per: 1d
`;

/** What a new campaign starts from: valid, small, and every part is there to be changed. */
export const template = `id: new-campaign
name: New campaign
status: live

pattern:
  steps:
    - name: cart_add
      event: cart
    - name: purchase
      event: purchase
      absent: true
  within: 10m

offer:
  template: reminder
  text: "Still thinking about it?"
`;
