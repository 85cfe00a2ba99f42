export default {
  title: "从这里开始",
  dismiss: "不再显示",
  done: "（已完成）",
  event: "收到第一个事件",
  eventText: "发送到 POST /api/events、接入一个主题，或在商店里点击。",
  campaign: "创建第一个活动",
  campaignText: "选一个模板，修改，用已发生的事件试运行，然后发布。",
  trigger: "有人得到了第一个优惠",
  triggerText: "触发时会显示在这里。",
};
